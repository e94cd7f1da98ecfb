export { browse } from "./browse.js";
export { defaultKeymap, withOverrides } from "./keys/bindings.js";
export { keysPage } from "./keys/page.js";
export { runPlain } from "./plain.js";
export { themeFor, themeNames } from "./theme.js";
