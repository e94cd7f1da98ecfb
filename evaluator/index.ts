export type { Parsed } from "./sources/parsed.js";
