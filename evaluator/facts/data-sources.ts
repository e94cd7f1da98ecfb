import type { OpenedSnapshot } from "../snapshot/opened.js";
import { type LineRange, excerpt } from "../sources/lines.js";
import { readAccountEntries } from "./account-entries.js";
import type { ParseReport } from "./directory-dump.js";
import type { EvidenceTable } from "./evidence.js";
import { type Leaf, known, unknown } from "./leaf.js";
import { choosePart, evidenceAt, gapOf, newestFirst } from "./place.js";

/** Accounts elsewhere that users have set up, by protocol; switched off ones count, since their owner can switch them on. */
export interface DataSourceFacts {
  readonly imap: Leaf<number>;
  readonly pop3: Leaf<number>;
}

const SOURCE = { source: "zm.accounts", part: "datasources" };
const TYPE = "zimbraDataSourceType";
const SHOWN = 5;

/** zimbra-attrs.xml, zimbraDataSourceType: the rest is calendars, feeds, address lists and the like, and no mail. */
const PROTOCOLS = ["imap", "pop3"] as const;

/** Counts the entries of the newest export of data sources in one pass. */
export const dataSourceFacts = (snapshots: readonly OpenedSnapshot[], reports: ParseReport[], evidence: EvidenceTable): DataSourceFacts => {
  const chosen = choosePart(snapshots, SOURCE.source, SOURCE.part);
  const place = chosen?.place ?? { host: newestFirst(snapshots)[0]?.snapshot.host.name ?? "", ...SOURCE };
  const nothing = (reason: string): DataSourceFacts => {
    const leaf = unknown(reason, evidence.add(evidenceAt(place, [])));
    return { imap: leaf, pop3: leaf };
  };
  const gap = chosen ? gapOf(place, chosen.part) : "zm.accounts@datasources was not collected";
  if (!chosen || gap !== undefined) return nothing(gap ?? "");
  let problem: string | undefined;
  const found = new Map<string, { count: number; lines: LineRange[] }>();
  let entries = 0;
  const report = ({ line, reason }: { readonly line: number; readonly reason: string }): void => void (problem ??= `line ${line}: ${excerpt(reason)}`);
  for (const { attrs, lines } of readAccountEntries(chosen.part, [TYPE], report)) {
    entries++;
    const type = (attrs.get(TYPE)?.[0] ?? "").toLowerCase();
    const have = found.get(type) ?? { count: 0, lines: [] };
    if (have.lines.length < SHOWN) have.lines.push(lines);
    have.count++;
    found.set(type, have);
  }
  reports.push({ ...place, outcome: problem !== undefined ? (entries > 0 ? "partial" : "error") : entries > 0 ? "ok" : "nothing", ...(problem === undefined ? {} : { reason: problem }) });
  if (problem !== undefined) return nothing(`zm.accounts@datasources: ${problem}`);
  if (found.has("")) return nothing(`zm.accounts@datasources has ${found.get("")?.count} entries without ${TYPE}`);
  const leaf = (protocol: string): Leaf<number> => {
    const have = found.get(protocol) ?? { count: 0, lines: [] };
    return known(have.count, "account", evidence.add(evidenceAt(place, have.lines, have.count === 0 ? `no data source of type ${protocol}` : undefined)));
  };
  const [imap, pop3] = PROTOCOLS.map(leaf) as [Leaf<number>, Leaf<number>];
  return { imap, pop3 };
};
