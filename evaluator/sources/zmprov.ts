import { decodeBase64 } from "./base64.js";
import { type LineRange, excerpt, nameLines, splitLines } from "./lines.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";
import type { AttributeTable } from "./zmprov-line.js";
import { type OpenRecord, type OpenValue, type ZmprovRecord, type ZmprovValue, openRecord, readRecords } from "./zmprov-record.js";

export type { AttributeTable } from "./zmprov-line.js";
export type { ZmprovRecord, ZmprovValue } from "./zmprov-record.js";

export interface ZmprovOptions {
  /** False for output that has no `# name` lines. */
  readonly header?: boolean;
}

const closeValue = (value: OpenValue, doubts: number[]): ZmprovValue => {
  const lines: LineRange = [value.first, value.last];
  if (!value.encoded) return { value: value.parts.join("\n"), lines };
  const chunks = value.parts.join("");
  if (/^<[a-z:0-9]+>$/.test(chunks)) return { value: chunks, lines };
  const decoded = decodeBase64(chunks);
  if (!decoded) doubts.push(value.first);
  if (decoded?.kind === "text") return { value: decoded.text, lines };
  return { value: chunks, lines, binary: true };
};

const closeRecord = (record: OpenRecord): ZmprovRecord => {
  const attrs = new Map<string, readonly ZmprovValue[]>();
  for (const [name, values] of record.attrs) attrs.set(name, values.map((value) => closeValue(value, record.doubts)));
  const { kind, name, type, members, command, doubts } = record;
  const ambiguousLines = [...new Set(doubts)].sort((one, other) => one - other);
  return { kind, name, type, attrs, members, command, ambiguous: doubts.length > 0, ambiguousLines, lines: [record.first, record.last] };
};

/** No command prints one entry twice; a batch may ask for it twice. */
const findDuplicates = (records: readonly OpenRecord[]): number[] => {
  const seen = new Map<string, OpenRecord>();
  const lines: number[] = [];
  for (const record of records) {
    const key = `${record.kind} ${record.type ?? ""} ${record.name}`;
    const earlier = seen.get(key);
    seen.set(key, record);
    if (!earlier || record.kind === "none") continue;
    lines.push(record.first);
    if (earlier.segment !== record.segment) continue;
    earlier.doubts.push(record.first);
    record.doubts.push(record.first);
  }
  return lines;
};

/**
 * `zmprov -l gas -v`, `gac -v`, `gad -v`, `gaaa -v`, `gs`, `gd`, `gdl`, `gds` and batches (`-f FILE`) of them: records with a
 * header. With `header: false` also `gacf` and `gcf`, which print none.
 *
 * @example
 *     # name mail.example.com
 *     zimbraAdminPort: 7071
 *     zimbraServiceEnabled: mailbox
 *     zimbraServiceEnabled: mta
 *
 * => ok [{"kind": "entry", "name": "mail.example.com", "type": null, "members": [], "command": null,
 *   "ambiguous": false, "ambiguousLines": [], "lines": [1, 4],
 *   "attrs": {"zimbraAdminPort": [{"value": "7071", "lines": [2, 2]}],
 *     "zimbraServiceEnabled": [{"value": "mailbox", "lines": [3, 3]}, {"value": "mta", "lines": [4, 4]}]}}]
 */
export const parseZmprov = (text: string, table: AttributeTable, options: ZmprovOptions = {}): Parsed<readonly ZmprovRecord[]> => {
  const headers = options.header ?? true;
  const lines = splitLines(text);
  const { records, stray, complaints } = readRecords(lines, table, headers);
  const complaint = lines[(complaints[0] ?? 0) - 1];
  if (complaint !== undefined && records.length === 0) return error(`zmprov says: ${excerpt(complaint)}`, complaints);
  if (records.length === 0 && stray.length > 0) {
    return error(headers ? "no record begins with `# name`: is it a list of names, without -v?" : "no line is an attribute", stray);
  }
  if (records.length === 0) return nothing([]);
  const duplicates = findDuplicates(records);
  const value = records.map(closeRecord);
  const doubtful = value.flatMap((record) => record.ambiguousLines);
  const reasons = [
    complaint === undefined ? "" : `zmprov says: ${excerpt(complaint)}`,
    stray.length > 0 ? `${nameLines(stray)} belong to no record` : "",
    duplicates.length > 0 ? `records come twice: ${nameLines(duplicates)}` : "",
    doubtful.length > 0 ? `${nameLines(doubtful)} may be part of the value before` : "",
  ].filter((reason) => reason !== "");
  if (reasons.length === 0) return ok(value);
  const named = new Set([...complaints, ...stray, ...duplicates, ...doubtful]);
  return partial(value, reasons.join("; "), [...named].sort((one, other) => one - other));
};

/**
 * `zmprov -l gacf` and `gcf`: one record without header. Nothing at all, exit 0, is what `gcf` prints of an unset attribute.
 *
 * @example
 *     zimbraMtaMyNetworks: 127.0.0.0/8 [::1]/128
 *     zimbraResponseHeader: X-Robots-Tag: noindex
 *
 * => ok {"kind": "none", "name": "", "type": null, "members": [], "command": null,
 *   "ambiguous": false, "ambiguousLines": [], "lines": [1, 2],
 *   "attrs": {"zimbraMtaMyNetworks": [{"value": "127.0.0.0/8 [::1]/128", "lines": [1, 1]}],
 *     "zimbraResponseHeader": [{"value": "X-Robots-Tag: noindex", "lines": [2, 2]}]}}
 */
export const parseGacf = (text: string, table: AttributeTable): Parsed<ZmprovRecord> => {
  const parsed = parseZmprov(text, table, { header: false });
  if (parsed.outcome === "error") return parsed;
  const [first, ...more] = parsed.value;
  if (!first) return nothing(closeRecord(openRecord("none", "", 0, 0, null)));
  if (more.length > 0) return partial(first, "several commands' output where one was expected", more.map((record) => record.lines[0]));
  return parsed.outcome === "partial" ? { ...parsed, value: first } : ok(first);
};
