import { attributeTable } from "../../evaluator/facts/attributes.js";
import { type ZmprovRecord, parseZmprov } from "../../evaluator/sources/zmprov.js";

/** Text of `zmprov gacf` (without header lines) or of `gas -v`, `gac -v`, `gad -v`, with its records. */
export interface RecordText {
  readonly text: string;
  readonly records: ReadonlyMap<string, ZmprovRecord>;
}

const parseRecords = (text: string, header: boolean): RecordText => {
  const parsed = parseZmprov(text, attributeTable(), { header });
  return { text, records: parsed.outcome === "error" ? new Map() : new Map(parsed.value.map((record) => [header ? record.name : "", record])) };
};

/** A dump is read again for each attribute and each entry of it. */
const seen = new Map<string, RecordText>();

export const readRecords = (text: string, header: boolean): RecordText => {
  const have = seen.get(text);
  if (have) return have;
  if (seen.size > 60) seen.clear();
  const made = parseRecords(text, header);
  seen.set(text, made);
  return made;
};

export const valuesOf = (record: ZmprovRecord | undefined, attribute: string): readonly string[] =>
  (record?.attrs.get(attribute) ?? []).map(({ value }) => value);

/** The text with the attribute's lines replaced; a new attribute goes where the order of bytes has it, as zmprov prints. */
export const withValues = (text: string, record: ZmprovRecord, attribute: string, values: readonly string[]): string => {
  const lines = text.split("\n");
  const old = record.attrs.get(attribute) ?? [];
  const added = values.map((value) => `${attribute}: ${value}`);
  const [first] = old;
  if (first) {
    const gone = new Set(old.flatMap(({ lines: [from, to] }) => Array.from({ length: to - from + 1 }, (_, i) => from + i)));
    return lines.flatMap((line, i) => [...(i + 1 === first.lines[0] ? added : []), ...(gone.has(i + 1) ? [] : [line])]).join("\n");
  }
  const before = [...record.attrs].filter(([name]) => name < attribute).flatMap(([, found]) => found.map((one) => one.lines[1]));
  const at = Math.max(record.kind === "none" ? record.lines[0] - 1 : record.lines[0], ...before);
  return [...lines.slice(0, at), ...added, ...lines.slice(at)].join("\n");
};
