import type { OpenedSnapshot } from "../snapshot/opened.js";
import { excerpt, type LineRange } from "../sources/lines.js";
import { type AskedColumns, askedColumns, readAccountEntries } from "./account-entries.js";
import { type AccountVerdicts, VERDICT_ATTRIBUTES, type Verdict, judgeAccount, settle } from "./account-verdicts.js";
import type { ParseReport } from "./directory-dump.js";
import type { DirectoryIndex } from "./directory-index.js";
import { countOverrides, type OverrideCount } from "./overrides.js";
import { type Chosen, type Place, choosePart, gapOf, isWhole, namePlace, newestFirst } from "./place.js";

/** How many certainly, how many perhaps, and why the others are in doubt. */
export interface Count {
  certain: number;
  doubtful: number;
  why: string;
  /** Lines of the first that is certain. */
  first: LineRange | undefined;
}

/** What one export of accounts holds. */
export interface ExportCensus {
  readonly place: Place;
  readonly chosen: Chosen | undefined;
  /** Why there may be more accounts than are here. */
  readonly gap: string | undefined;
  readonly asked: (name: string) => boolean;
  readonly accounts: Count;
  readonly live: Count;
  readonly admins: Count;
  readonly external: Count;
  /** Live accounts by class of service. */
  readonly byCos: ReadonlyMap<string, Count>;
  /** Live accounts, or maybe live ones, of which the class of service is not known. */
  readonly homeless: Count;
  /** Of both, the global administrators. */
  readonly adminsByCos: ReadonlyMap<string, Count>;
  readonly homelessAdmins: Count;
  readonly columns: AskedColumns;
  readonly overrides: OverrideCount;
}

export interface AccountCensus extends ExportCensus {
  /** The census of the export that shows the administrators: this one, or that of the administrators alone. */
  readonly administrators: Pick<ExportCensus, "place" | "gap" | "admins" | "adminsByCos" | "homelessAdmins" | "columns" | "overrides">;
}

const NO: Verdict<boolean> = { value: false, leans: [], why: "" };

const zero = (): Count => ({ certain: 0, doubtful: 0, why: "", first: undefined });

/** Accounts about which the same was concluded; a million accounts make a few dozen of them. */
interface Bucket {
  readonly verdicts: Pick<AccountVerdicts, "live" | "admin" | "external" | "cos">;
  readonly first: LineRange;
  size: number;
}

const keyOf = ({ live, admin, external, cos }: Bucket["verdicts"]): string =>
  [live, admin, external, cos].map(({ value, leans, why }) => `${String(value)}\t${leans.join()}\t${why}`).join("\n");

const add = (count: Count, bucket: Bucket, verdict: Verdict<boolean>): void => {
  if (verdict.value === false) return;
  if (verdict.value === true) {
    count.certain += bucket.size;
    count.first ??= bucket.first;
  } else {
    count.doubtful += bucket.size;
    count.why ||= verdict.why;
  }
};

const both = (one: Verdict<boolean>, other: Verdict<boolean>): Verdict<boolean> => {
  if (one.value === false || other.value === false) return NO;
  return one.value === undefined ? one : other;
};

type Counts = Pick<ExportCensus, "accounts" | "live" | "admins" | "external" | "homeless" | "homelessAdmins">
  & Readonly<Record<"byCos" | "adminsByCos", Map<string, Count>>>;

const addTo = (counts: Map<string, Count>, name: string, bucket: Bucket, verdict: Verdict<boolean>): void => {
  const count = counts.get(name) ?? zero();
  counts.set(name, count);
  add(count, bucket, verdict);
};

/** What cannot be counted for any class of service may belong to each. */
const withoutCos = (verdict: Verdict<boolean>, why: string): Verdict<boolean> =>
  verdict.value === false ? verdict : { value: undefined, leans: [], why };

const countBuckets = (buckets: Iterable<Bucket>, asked: AskedColumns): Counts => {
  const counts: Counts = {
    accounts: zero(), live: zero(), admins: zero(), external: zero(), homeless: zero(), homelessAdmins: zero(), byCos: new Map(), adminsByCos: new Map(),
  };
  for (const bucket of buckets) {
    const live = settle(bucket.verdicts.live, asked.has);
    const cos = settle(bucket.verdicts.cos, asked.has);
    add(counts.accounts, bucket, { value: true, leans: [], why: "" });
    add(counts.live, bucket, live);
    const admin = both(live, settle(bucket.verdicts.admin, asked.has));
    add(counts.admins, bucket, admin);
    add(counts.external, bucket, both(live, settle(bucket.verdicts.external, asked.has)));
    if (cos.value === undefined) {
      add(counts.homeless, bucket, withoutCos(live, cos.why));
      add(counts.homelessAdmins, bucket, withoutCos(admin, cos.why));
    } else {
      addTo(counts.byCos, cos.value, bucket, live);
      addTo(counts.adminsByCos, cos.value, bucket, admin);
    }
  }
  return counts;
};

const nothingAsked: AskedColumns = { has: () => false, add: () => undefined };

const SOURCE = "zm.accounts";

interface Export {
  readonly place: Place;
  readonly chosen: Chosen | undefined;
  readonly index: DirectoryIndex;
  readonly reports: ParseReport[];
  readonly wanted: ReadonlySet<string>;
}

/** One pass; no entry is kept. */
const readExport = ({ place, chosen, index, reports, wanted }: Export): ExportCensus => {
  const overrides = countOverrides(wanted);
  const cut = gapOf(place, chosen?.part);
  const named = namePlace(place, place.part === "accounts");
  if (!chosen || chosen.part.damage !== undefined || !chosen.part.bytes()) {
    const gap = cut ?? `${named} has no output`;
    if (chosen) reports.push({ ...place, outcome: "error", reason: gap });
    return { place, chosen, gap, asked: () => false, columns: nothingAsked, overrides, ...countBuckets([], nothingAsked) };
  }
  const asked = askedColumns(chosen.part);
  const buckets = new Map<string, Bucket>();
  let problem: string | undefined;
  let lost: string | undefined;
  const entries = readAccountEntries(chosen.part, [...VERDICT_ATTRIBUTES, ...wanted], ({ line, reason, attribute }) => {
    problem ??= `line ${line}: ${excerpt(reason)}`;
    // A value that cannot be read is missing in its own entry only; anything else may have been an entry.
    if (attribute === undefined || attribute === "dn") lost ??= `line ${line}: ${excerpt(reason)}`;
  });
  // One entry behind: of an export that was cut off the last one may be half.
  let next = entries.next();
  let read = 0;
  while (next.done !== true) {
    const entry = next.value;
    next = entries.next();
    if (next.done === true && cut !== undefined) break;
    read++;
    for (const name of entry.attrs.keys()) asked.add(name);
    const judged = judgeAccount(entry, index);
    const { domain, live, admin, external, cos } = judged;
    overrides.take(entry, judged);
    // Services log in to the directory as administrators of their own; they are nobody's account.
    const verdicts = { live, admin: domain === "" ? NO : admin, external, cos };
    const key = keyOf(verdicts);
    const bucket = buckets.get(key);
    if (bucket) bucket.size++;
    else buckets.set(key, { verdicts, first: entry.lines, size: 1 });
  }
  if (problem !== undefined) reports.push({ ...place, outcome: read > 0 ? "partial" : "error", reason: problem });
  else reports.push({ ...place, outcome: read > 0 ? "ok" : "nothing" });
  const empty = read === 0 ? `${named} is empty, and a directory never is` : undefined;
  const gap = cut ?? (lost === undefined ? empty : `${named}: ${lost}`);
  return { place, chosen, gap, asked: asked.has, columns: asked, overrides, ...countBuckets(buckets.values(), asked) };
};

/**
 * Counts the accounts of the newest export. Where it is not whole the administrators come from the export that holds nobody
 * else (`--accounts=census`), if that is: it has the same attributes of them.
 */
export const takeCensus = (
  snapshots: readonly OpenedSnapshot[], index: DirectoryIndex, reports: ParseReport[], wanted: ReadonlySet<string> = new Set(),
): AccountCensus => {
  const exported = (part: string): Export => {
    const chosen = choosePart(snapshots, SOURCE, part);
    const place = chosen?.place ?? { host: newestFirst(snapshots)[0]?.snapshot.host.name ?? "", source: SOURCE, part };
    return { place, chosen, index, reports, wanted };
  };
  const all = readExport(exported("accounts"));
  if (all.gap === undefined) return { ...all, administrators: all };
  const alone = exported("admins");
  return { ...all, administrators: alone.chosen && isWhole(alone.chosen.part) ? readExport(alone) : all };
};
