import { isBlank, nameLines, splitLines, splitWords } from "./lines.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";

export interface PamModule {
  /** auth, account, password or session; empty where only names were collected. */
  readonly type: string;
  /** required, sufficient, [success=1 default=ignore] …; empty likewise. */
  readonly control: string;
  /** Without its folder; of a substack the other file's name. */
  readonly module: string;
  readonly line: number;
}

const TYPES = new Set(["auth", "account", "password", "session"]);

const readModule = (words: readonly string[], line: number): PamModule | "other" | undefined => {
  const [first = "", ...rest] = words;
  const module = (name: string): string => name.slice(name.lastIndexOf("/") + 1);
  if (first.startsWith("@include")) return "other";
  if (rest.length === 0) return /^[\w./-]+$/.test(first) ? { type: "", control: "", module: module(first), line } : undefined;
  const type = first.replace(/^-/, "");
  const end = rest[0]?.startsWith("[") ? rest.findIndex((word) => word.endsWith("]")) : 0;
  const [control, name] = [rest.slice(0, end + 1).join(" "), rest[end + 1]];
  if (!TYPES.has(type) || end < 0 || name === undefined) return undefined;
  // Another file, whose lines follow as if they stood here. A substack is kept: success in it ends that alone.
  return control === "include" ? "other" : { type, control, module: module(name), line };
};

/**
 * The PAM stack of a service as it is read, with what it includes: type, control, module, no arguments. A list of names alone also counts.
 *
 * @example
 *     auth [success=1 default=ignore] pam_unix.so
 *     auth requisite pam_deny.so
 *
 * => ok [{"type": "auth", "control": "[success=1 default=ignore]", "module": "pam_unix.so", "line": 1},
 *   {"type": "auth", "control": "requisite", "module": "pam_deny.so", "line": 2}]
 */
export const parsePamModules = (text: string): Parsed<readonly PamModule[]> => {
  const modules: PamModule[] = [];
  const stray: number[] = [];
  for (const [index, line] of splitLines(text).entries()) {
    if (isBlank(line) || line.trimStart().startsWith("#")) continue;
    const module = readModule(splitWords(line), index + 1);
    if (module === undefined) stray.push(index + 1);
    else if (module !== "other") modules.push(module);
  }
  if (stray.length > 0 && modules.length === 0) return error("no line names a PAM module", stray);
  if (stray.length > 0) return partial(modules, `${nameLines(stray)} name no PAM module`, stray);
  return modules.length > 0 ? ok(modules) : nothing(modules);
};
