import type { Evidence } from "../facts/evidence.js";
import type { Control } from "../policy/control.js";
import { compareIds } from "../policy/control.js";
import type { DecidedSubject, Decision } from "../results/decide.js";
import { highest, statuses, worst, type Severity, type Status } from "../results/status.js";
import type { Evidence as ReportEvidence, Report, Result, Subject } from "../types/report.js";

/** What the report takes evidence from: the lines of a part's text, and the command that would collect it. */
export interface EvidenceSource {
  entry(ev: number): Evidence | undefined;
  lines(entry: Evidence): readonly { readonly line: number; readonly text: string }[];
  command(source: string, part: string): string | undefined;
}

export interface Section {
  readonly number: number;
  readonly title: string;
}

const reportEvidence = (source: EvidenceSource, ev: number): readonly ReportEvidence[] => {
  const entry = source.entry(ev);
  if (!entry) return [];
  return [{ host: entry.host, source: entry.source, part: entry.part, lines: source.lines(entry).map((line) => ({ ...line })), ...(entry.note === undefined ? {} : { note: entry.note }) }];
};

const missingOf = (source: EvidenceSource, subject: DecidedSubject): NonNullable<Subject["missing"]> =>
  subject.missing.slice(0, 50).map(({ path, reason, ev }) => {
    const entry = ev === undefined ? undefined : source.entry(ev);
    const uncollected = /^the host (\S+) is named by the directory but was not collected/.exec(reason)?.[1];
    const command = uncollected === undefined ? entry && source.command(entry.source, entry.part) : `sh collect.sh --output /root, on ${uncollected}`;
    return { path, reason, ...(entry && uncollected === undefined ? { host: entry.host, source: entry.source, part: entry.part } : {}), ...(command === undefined ? {} : { command }) };
  });

const subjectOf = (source: EvidenceSource, control: Control, subject: DecidedSubject): Subject => {
  const { kind, name } = subject;
  return {
    kind, name, ...(kind === "host" || kind === "server" ? { host: name } : {}),
    status: subject.status, severity: subject.severity ?? control.severity, message: subject.message,
    ...(subject.notes.length > 0 ? { notes: [...subject.notes] } : {}),
    ...(subject.missing.length > 0 ? { missing: missingOf(source, subject) } : {}),
    ...(subject.settle.length > 0 ? { settle: [...subject.settle] } : {}),
    evidence: subject.evidence.flatMap((ev) => reportEvidence(source, ev)), fix: [...subject.fix],
  };
};

/** Notes that hold for the control as a whole: those that all its subjects share are not repeated. */
export const resultOf = (source: EvidenceSource, control: Control, decision: Decision): Result => {
  const failing = decision.subjects.filter(({ status }) => status === "fail").map(({ severity }) => severity ?? control.severity);
  const subjects = decision.subjects.map((subject) => subjectOf(source, control, subject));
  const reason = decision.reason ?? (decision.status === "unknown" ? [...new Set(decision.subjects.filter(({ status }) => status === "unknown").map(({ message }) => message))].slice(0, 3).join("; ") : undefined);
  return {
    id: control.id, title: control.title, section: control.section ?? null, severity: highest(failing) ?? control.severity, kind: control.kind, status: decision.status,
    ...(reason === undefined ? {} : { reason }), subjects,
  };
};

const countBy = <T extends string>(keys: readonly T[], list: readonly T[]): Record<T, number> =>
  Object.fromEntries(keys.map((key) => [key, list.filter((item) => item === key).length])) as Record<T, number>;

const severityKeys: readonly Severity[] = ["info", "low", "medium", "high", "critical"];

export const summaryOf = (results: readonly Result[]): Report["summary"] => ({
  controls: results.length,
  status: countBy<Status>(statuses, results.map(({ status }) => status)),
  failed_by_severity: countBy<Severity>(severityKeys, results.filter(({ status }) => status === "fail").map(({ severity }) => severity)),
});

/** The article's rows, each with the worst of its controls; a row without a control says so. */
export const sectionsOf = (sections: readonly Section[], results: readonly Result[]): Report["sections"] =>
  sections.map(({ number, title }) => {
    const of = results.filter(({ section }) => section === number).map(({ status }) => status);
    return { number, title, status: of.length === 0 ? "not_covered" : worst(of), counts: countBy<Status>(statuses, of) };
  });

export const sortResults = (results: readonly Result[]): Result[] => [...results].sort((a, b) => compareIds(a.id, b.id));
