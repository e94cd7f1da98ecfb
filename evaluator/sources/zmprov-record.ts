import type { LineRange } from "./lines.js";
import { type AttributeTable, type HeaderLine, isComplaint, isErrorCode, readAttributeLine, readHeaderLine, stripPrompts } from "./zmprov-line.js";

export interface ZmprovValue {
  readonly value: string;
  readonly lines: LineRange;
  /** The value is no text and stays in base64. */
  readonly binary?: true;
}

export interface ZmprovRecord {
  /** What the header says it is; `none` for output without header (gacf, gcf). */
  readonly kind: HeaderLine["kind"] | "none";
  readonly name: string;
  /** Of a data source: its `# type` line. */
  readonly type: string | null;
  /** Keyed by the printed spelling; values in printed order. */
  readonly attrs: ReadonlyMap<string, readonly ZmprovValue[]>;
  /** Of a distribution list. */
  readonly members: readonly ZmprovValue[];
  /** The command a verbose batch echoed before this output. */
  readonly command: string | null;
  /** A line of this record can be read in two ways, so that no value of it proves anything. */
  readonly ambiguous: boolean;
  readonly ambiguousLines: readonly number[];
  readonly lines: LineRange;
}

export interface OpenValue { readonly parts: string[]; readonly first: number; last: number; readonly encoded: boolean }

export interface OpenRecord {
  readonly kind: ZmprovRecord["kind"];
  readonly name: string;
  readonly command: string | null;
  readonly segment: number;
  readonly first: number;
  type: string | null;
  last: number;
  attribute: string;
  value: OpenValue | undefined;
  inMembers: boolean;
  readonly attrs: Map<string, OpenValue[]>;
  readonly members: ZmprovValue[];
  readonly doubts: number[];
}

export interface Reading { readonly records: OpenRecord[]; readonly stray: number[]; readonly complaints: number[] }

export const openRecord = (kind: OpenRecord["kind"], name: string, line: number, segment: number, command: string | null): OpenRecord => ({
  kind, name, command, segment, first: line, last: line, type: null, attribute: "", value: undefined, inMembers: false,
  attrs: new Map(), members: [], doubts: [],
});

/**
 * Adds a line to the open record. Values print raw, so a line inside a value may pretend to be an attribute. What zmprov
 * prints is sorted by the bytes of the name and has a single-valued attribute once: a known name that breaks this is part
 * of the value before it, and the record is in doubt. A name that is neither known nor in order is plain text of a value.
 */
const addLine = (record: OpenRecord, line: string, number: number, blanks: number, table: AttributeTable): boolean => {
  const attribute = readAttributeLine(line);
  const name = attribute?.name ?? "";
  const base = name.split(";", 1)[0] ?? name;
  const known = attribute !== undefined && table.known(base);
  const ordered = attribute !== undefined && name >= record.attribute;
  record.last = number;
  if (attribute && known && ordered && !(name === record.attribute && table.single(base))) {
    record.attribute = name;
    record.value = { parts: [attribute.value], first: number, last: number, encoded: attribute.binary };
    const values = record.attrs.get(name);
    if (values) values.push(record.value);
    else record.attrs.set(name, [record.value]);
    return true;
  }
  if (known || ordered || isErrorCode(line)) record.doubts.push(number);
  if (!record.value) return false;
  for (let blank = 0; blank < blanks; blank++) record.value.parts.push("");
  record.value.parts.push(line);
  record.value.last = number;
  return true;
};

/** Divides the lines of zmprov's output into records; what a value means is not asked here. */
export const readRecords = (lines: readonly string[], table: AttributeTable, headers: boolean): Reading => {
  const reading: Reading = { records: [], stray: [], complaints: [] };
  const batch = stripPrompts(lines.find((line) => line !== "") ?? "").prompted;
  let record: OpenRecord | undefined;
  let blanks = 0;
  let segment = 0;
  let command: string | null = null;
  const begin = (next: OpenRecord): OpenRecord => {
    reading.records.push(next);
    blanks = 0;
    return next;
  };
  for (const [index, raw] of lines.entries()) {
    const number = index + 1;
    const { prompted, rest: line } = batch ? stripPrompts(raw) : { prompted: false, rest: raw };
    if (prompted) {
      record = undefined;
      segment++;
      command = null;
    }
    if (line === "") {
      blanks++;
      continue;
    }
    const header = headers ? readHeaderLine(line) : undefined;
    if (header) {
      // A record ends with an empty line, a list of members with nothing: any other header may be text of a value.
      const abrupt = record !== undefined && blanks === 0 && !record.inMembers;
      if (abrupt) record?.doubts.push(number);
      record = begin(openRecord(header.kind, header.name, number, segment, command));
      if (abrupt) record.doubts.push(number);
      continue;
    }
    if (!record) {
      const attribute = readAttributeLine(line);
      if (isComplaint(line)) reading.complaints.push(number);
      else if (attribute && table.known(attribute.name) && (batch || !headers)) {
        record = begin(openRecord("none", "", number, segment, command));
        addLine(record, line, number, 0, table);
      } else if (prompted) command = line;
      else reading.stray.push(number);
      continue;
    }
    if (record.inMembers) {
      record.members.push({ value: line, lines: [number, number] });
      record.last = number;
    } else if (record.kind === "distributionList" && blanks > 0 && line === "members") record.inMembers = true;
    else if (record.kind === "entry" && number === record.first + 1 && line.startsWith("# type ")) record.type = line.slice(7);
    else if (!addLine(record, line, number, blanks, table)) reading.stray.push(number);
    blanks = 0;
  }
  return reading;
};
