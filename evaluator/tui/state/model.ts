import { rowsOf, severityOf, statusOf, type Row } from "../../results/where.js";
import { severities, statuses, type Severity, type Status } from "../../results/status.js";
import { visible, type Visible } from "../../text/visible.js";
import type { Report } from "../../types/report.js";

/** A row of the report with what lists show of it, escaped once. Its identity is control and subject. */
export interface Finding extends Row {
  readonly key: string;
  readonly index: number;
  readonly id: Visible;
  readonly title: Visible;
  readonly name: Visible;
  readonly status: Status;
  readonly severity: Severity;
  readonly section: number | null;
  readonly kind: string;
}

export interface SectionRow {
  readonly number: number;
  readonly title: Visible;
  readonly status: Status | "not_covered";
  readonly counts: Readonly<Record<Status, number>>;
  readonly failedBy: Readonly<Record<Severity, number>>;
}

export interface Model {
  readonly report: Report;
  readonly findings: readonly Finding[];
  readonly byKey: ReadonlyMap<string, Finding>;
  readonly byControl: ReadonlyMap<string, readonly Finding[]>;
  /** What there is on one subject, by its kind and name. */
  readonly bySubject: ReadonlyMap<string, readonly Finding[]>;
  readonly sections: readonly SectionRow[];
  readonly sectionTitles: ReadonlyMap<number | null, Visible>;
  /** Every host of the snapshots and of the verdicts, by name. */
  readonly hosts: readonly string[];
}

export const ownSection = visible("Other controls");

export const keyOf = (id: string, subject: { readonly kind: string; readonly name: string } | undefined): string =>
  (subject ? `${id}\0${subject.kind}\0${subject.name}` : id);

const isStatus = (text: string): text is Status => statuses.some((status) => status === text);

const grouped = <K, V>(list: readonly V[], keyOfItem: (item: V) => K): ReadonlyMap<K, readonly V[]> => {
  const map = new Map<K, V[]>();
  for (const item of list) {
    const key = keyOfItem(item);
    const have = map.get(key);
    if (have) have.push(item);
    else map.set(key, [item]);
  }
  return map;
};

const count = <T extends string>(keys: readonly T[], of: (key: T) => number): Readonly<Record<T, number>> =>
  Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<T, number>;

export const toModel = (report: Report): Model => {
  const escaped = new Map<string, Visible>();
  const shown = (text: string): Visible => {
    const have = escaped.get(text);
    if (have !== undefined) return have;
    const made = visible(text);
    escaped.set(text, made);
    return made;
  };
  const known = new Set(report.sections.map(({ number }) => number));
  const findings = rowsOf(report).map((row, index): Finding => {
    const status = statusOf(row);
    return {
      ...row, key: keyOf(row.result.id, row.subject), index, id: shown(row.result.id), title: shown(row.result.title),
      name: shown(row.subject?.name ?? ""),
      status: isStatus(status) ? status : "error", severity: severityOf(row), section: row.result.section !== null
        && known.has(row.result.section) ? row.result.section : null, kind: row.subject?.kind ?? "control",
    };
  });
  const results = grouped(report.results, ({ section }) => section);
  const rows = report.sections.map((section): SectionRow => {
    const failed = (results.get(section.number) ?? []).filter(({ status }) => status === "fail");
    return {
      ...section, title: shown(section.title),
      failedBy: count(severities, (severity) => failed.filter((one) => one.severity === severity).length),
    };
  });
  const hosts = new Set([
    ...report.snapshots.map(({ host }) => host),
    // A host's name has no blank: `all hosts` stands for those that could not be listed.
    ...findings.filter(({ kind, host }) => (kind === "host" || kind === "server") && !/\s/.test(host))
      .map(({ host }) => host),
  ]);
  hosts.delete("");
  return {
    report, findings,
    byKey: new Map(findings.map((one) => [one.key, one])), byControl: grouped(findings, ({ result }) => result.id),
    bySubject: grouped(findings, ({ kind, name }) => `${kind}\0${name}`),
    sections: rows, sectionTitles: new Map<number | null, Visible>(
      [...rows.map((row): [number, Visible] => [row.number, row.title]), [null, ownSection]]
    ),
    hosts: [...hosts].sort(),
  };
};
