import { inputError } from "../errors.js";
import type { Snapshot } from "../types/snapshot.js";
import { checkDocument, parseJson } from "./document.js";
import type { Limits } from "./limits.js";
import { plain } from "./quote.js";

export interface Working {
  readonly snapshot: Snapshot;
  readonly warnings: readonly string[];
}

const newline = 0x0a;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** The lines of a manifest; `whole` is false for a last one without its newline, which a killed run leaves behind. */
const linesOf = function* (bytes: Buffer): Generator<{ readonly line: Buffer; readonly number: number; readonly whole: boolean }> {
  let number = 0;
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(newline, start);
    yield { line: bytes.subarray(start, end === -1 ? bytes.length : end), number: ++number, whole: end !== -1 };
    start = end === -1 ? bytes.length : end + 1;
  }
};

const without = (value: Record<string, unknown>, key: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));

/**
 * The snapshot in the collector's working form, `manifest.ndjson`: a header line, then one line a part (a record of the
 * schema) or a source's `meant` list, and `{"zmaudit":"end",…}` as the last. It is appended to while the collector runs,
 * so a run that was killed leaves everything up to then; without the end line the snapshot is incomplete.
 */
export const readManifest = (bytes: Buffer, where: string, limits: Limits): Working => {
  const warnings: string[] = [];
  const parts: unknown[] = [];
  const meant: Record<string, unknown> = {};
  let header: Record<string, unknown> | undefined;
  let end: Record<string, unknown> | undefined;

  const refuse = (what: string, number: number): never => {
    throw inputError({ what, where: `${where}, line ${number}`, todo: "Give the folder as the collector left it, or collect again" });
  };
  const take = (value: unknown, number: number): void => {
    if (!isObject(value)) return refuse("The manifest has a line that is no object", number);
    if (end) return refuse("The manifest has lines after its end", number);
    if (number === 1 || value.zmaudit === "header") {
      if (number !== 1 || value.zmaudit !== "header") return refuse("The manifest does not begin with its one header line", number);
      header = without(value, "zmaudit");
    } else if (value.zmaudit === "end") end = value;
    else if (value.zmaudit === "meant") {
      const id = String(value.id);
      if (Object.hasOwn(meant, id)) return refuse(`The manifest says twice which parts ${plain(id)} was meant to have`, number);
      meant[id] = value.parts;
    } else if (value.zmaudit !== undefined) return refuse("The manifest has a line of an unknown kind", number);
    else parts.push(value);
  };

  for (const { line, number, whole } of linesOf(bytes)) {
    if (whole) {
      take(parseJson(line, `${where}, manifest line ${number}`, limits), number);
      continue;
    }
    let value: unknown;
    try {
      value = parseJson(line, where, limits);
    } catch {
      warnings.push(`the last line of the manifest (line ${number}) was cut when the run stopped; what it would have recorded is missing`);
      continue;
    }
    take(value, number);
  }
  if (!header) throw inputError({ what: "The manifest has no header line", where, todo: "Collect again: the run stopped before it began" });

  const complete = end?.complete === true;
  const ended = end?.ended_at === undefined ? {} : { ended_at: end.ended_at };
  const named = Object.keys(meant).length > 0 ? { meant } : {};
  return { snapshot: checkDocument({ ...header, ...ended, complete, ...named, parts }, where), warnings };
};
