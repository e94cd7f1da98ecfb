import { grammarLines } from "../../results/where.js";
import { keyLabel, type Keymap } from "./bindings.js";

/** The key table as lines, for `browse --keys` and for the manual page. */
export const keysPage = (keymap: Keymap): readonly string[] => [
  ...keymap.table.map(({ id, keys, says, in: where }) => `${id.padEnd(18)} ${keys.map(keyLabel).join(" ").padEnd(14)} ${says} (${where.length > 6 ? "everywhere" : where.join(", ")})`),
  "", "A filter is", ...grammarLines(),
];
