import type { Evidence, Report, Result, Subject } from "../types/report.js";
import { severities, statuses, type Status } from "../results/status.js";
import { severityTones, statusSigns, type Paint } from "../text/style.js";
import { wrapCommand } from "../text/wrap-command.js";
import { fit, joined, padded, visible, width, wrapped, type Visible } from "../text/visible.js";

export interface TableOptions {
  readonly columns: number;
  readonly paint: Paint;
  /** Also list what passed and does not apply, subject by subject. */
  readonly all?: boolean;
}

/** "– not applicable" is the longest state. */
const stateColumns = 16;

const blanks = (count: number): Visible => visible(" ".repeat(count));

const indented = (text: Visible, indent: number, columns: number, mark: Visible = blanks(0)): readonly Visible[] =>
  wrapped(text, columns - indent - width(mark)).map((line, i) => joined(blanks(indent), i === 0 ? mark : blanks(width(mark)), line));

const statusText = (status: Status | "not_covered", paint: Paint): Visible => {
  const { sign, word, tone } = statusSigns[status];
  return paint(joined(sign, visible(" "), word), tone);
};

/** Left text and right text on one line, the right one at the edge. */
const edges = (left: Visible, right: Visible, rightWidth: number, columns: number): Visible =>
  joined(padded(fit(left, columns - rightWidth - 1), columns - rightWidth), right);

const evidenceLines = ({ source, part, lines, note, host }: Evidence, many: boolean, options: TableOptions): readonly Visible[] => {
  const place = visible(`${many ? `${host} ` : ""}${source}${part === "" ? "" : `@${part}`}`);
  if (lines.length === 0) return indented(joined(place, visible(note === undefined ? "" : `  ${note}`)), 9, options.columns).map((line) => options.paint(line, "quiet"));
  // A whole entry as evidence is there to be looked up; its first line says which it is.
  const block = lines.length > 3 && lines.every(({ line }, i) => line === (lines[0]?.line ?? 0) + i);
  return lines.slice(0, block ? 1 : 4).flatMap(({ line, text }) =>
    indented(joined(options.paint(joined(place, visible(`:${line}`)), "quiet"), visible("  "), fit(visible(text.trim()), 300)), 9, options.columns));
};

const shown = 5;

/** Subjects of which the same is said in the same words. */
interface Cluster {
  readonly subject: Subject;
  readonly names: readonly string[];
}

const namesShown = 4;

const clusters = (subjects: readonly Subject[]): readonly Cluster[] => {
  const found = new Map<string, { subject: Subject; names: string[] }>();
  for (const subject of subjects) {
    const { name, host: _, evidence, ...said } = subject;
    const key = JSON.stringify([said, said.status === "unknown" ? 0 : evidence]);
    const have = found.get(key);
    if (have) have.names.push(name);
    else found.set(key, { subject, names: [name] });
  }
  return [...found.values()];
};

const nameList = (names: readonly string[]): string => {
  const unique = [...new Set(names)];
  return unique.length > namesShown ? `${unique.slice(0, namesShown).join(", ")} and ${unique.length - namesShown} more` : unique.join(", ");
};

/** Commands under a word that says what they are for. */
const commandLines = (word: string, commands: readonly string[], { columns, paint }: TableOptions): readonly Visible[] => {
  const lead = visible(`       ${word}  `);
  const lines = commands.flatMap((command) =>
    wrapCommand(command, columns - width(lead)).map((line) => paint(line, command.startsWith("#") ? "quiet" : "command")));
  return lines.map((line, i) => joined(i === 0 ? lead : blanks(width(lead)), line));
};

const subjectLines = ({ subject, names }: Cluster, many: boolean, options: TableOptions): readonly Visible[] => {
  const { sign, tone } = statusSigns[subject.status];
  const message = names.length === 1 && subject.message.includes(subject.name) ? subject.message : `${nameList(names)}: ${subject.message}`;
  // Evidence of what is not known shows the part that is not there; a rule's own unknown has something to show.
  const evidence = subject.status === "unknown" && subject.settle === undefined ? [] : subject.evidence;
  const commands = [...new Set((subject.missing ?? []).flatMap(({ command, source, part }) => (command === undefined ? [] : [source === undefined ? command : `${source}${part === undefined ? "" : `@${part}`}: ${command}`])))];
  return [
    ...indented(visible(message), 5, options.columns, joined(options.paint(sign, tone), visible(" "))),
    ...(subject.notes ?? []).flatMap((note) => indented(visible(`note: ${note}`), 7, options.columns)),
    ...evidence.slice(0, shown).flatMap((one) => evidenceLines(one, many, options)),
    ...commandLines("settle", subject.settle ?? [], options),
    ...commands.slice(0, 2).flatMap((command) => indented(options.paint(visible(command), "command"), 7, options.columns, visible("needs "))),
    ...commandLines("fix", subject.status === "fail" ? subject.fix : [], options),
  ];
};

/** Notes of subjects that are not listed themselves, each once with the names that it is of. */
const noteLines = (subjects: readonly Subject[], options: TableOptions): readonly Visible[] => {
  const names = new Map<string, string[]>();
  for (const { name, notes } of subjects) for (const note of notes ?? []) names.set(note, [...(names.get(note) ?? []), name]);
  return [...names].slice(0, 8).flatMap(([note, of]) => indented(visible(`${nameList(of)}: ${note}`), 5, options.columns, visible("note ")));
};

const interesting: readonly Status[] = ["fail", "unknown", "manual", "error"];

const resultLines = (result: Result, many: boolean, options: TableOptions): readonly Visible[] => {
  const { sign, word, tone } = statusSigns[result.status];
  const severity = options.paint(visible(result.severity.padEnd(8)), result.status === "fail" ? severityTones[result.severity] : "quiet");
  const state = options.paint(joined(sign, visible(" "), word), tone);
  const lead = joined(visible("  "), padded(visible(`${result.id} `), 6), severity, visible(" "));
  const titles = wrapped(visible(result.title), Math.max(20, options.columns - 1 - width(lead) - stateColumns));
  const head = titles.map((line, i) => (i === 0 ? edges(joined(lead, line), state, stateColumns, options.columns) : joined(blanks(width(lead)), line)));
  const listed = result.subjects.filter(({ status }) => options.all === true || (interesting.includes(status) && (status === result.status || status === "fail" || status === "unknown")));
  const noted = options.all === true ? [] : result.subjects.filter((subject) => subject.status === "pass" && (subject.notes ?? []).length > 0);
  const grouped = clusters(listed);
  const cut = options.all === true ? grouped : grouped.slice(0, 12);
  return [
    ...head,
    ...(result.subjects.length === 0 && result.reason !== undefined ? indented(visible(result.reason), 5, options.columns) : []),
    ...cut.flatMap((subject) => subjectLines(subject, many, options)),
    ...(grouped.length > cut.length ? indented(visible(`… and ${grouped.length - cut.length} more like these (--all lists every one)`), 5, options.columns) : []),
    ...noteLines(noted, options),
  ];
};

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

const summaryLines = (report: Report, options: TableOptions): readonly Visible[] => {
  const { status, failed_by_severity: failed } = report.summary;
  const counts = statuses.filter((key) => status[key] > 0).map((key) => options.paint(visible(`${statusSigns[key].sign} ${status[key]} ${statusSigns[key].word}`), statusSigns[key].tone));
  const bySeverity = [...severities].reverse().filter((key) => failed[key] > 0).map((key) => `${failed[key]} ${key}`);
  return [
    joined(visible(`${plural(report.summary.controls, "control")}: `), ...counts.flatMap((text, i) => (i === 0 ? [text] : [visible(", "), text]))),
    ...(bySeverity.length > 0 ? [visible(`failed: ${bySeverity.join(", ")}`)] : []),
  ];
};

/** The report for people: the article's rows in order, each with its controls, findings, evidence and fixes. */
export const table = (report: Report, options: TableOptions): readonly Visible[] => {
  const { columns, paint } = options;
  const many = report.snapshots.length > 1;
  const hosts = report.snapshots.map(({ host, complete }) => `${host}${complete ? "" : " (incomplete)"}`).join(", ");
  const known = new Set(report.sections.map(({ number }) => number));
  const rest = report.results.filter(({ section }) => section === null || !known.has(section));
  const body = report.sections.flatMap((section) => {
    const results = report.results.filter((result) => result.section === section.number);
    if (results.length === 0) return [];
    const left = paint(fit(visible(`${String(section.number).padStart(2)}  ${section.title}`), columns - stateColumns - 2), "strong");
    return [visible(""), edges(left, statusText(section.status, paint), stateColumns, columns), ...results.flatMap((result) => resultLines(result, many, options))];
  });
  const uncovered = report.sections.filter(({ status, number }) => status === "not_covered" && number <= 38).map(({ number }) => number);
  return [
    ...wrapped(visible(`zmaudit ${report.tool.version}  ${hosts}  judged as of ${report.now ?? "an unknown time (give --now)"}`), columns),
    ...(report.warnings ?? []).flatMap((warning) => indented(visible(warning), 0, columns, paint(visible("warning: "), "doubt"))),
    ...(report.parameters ?? []).map(({ control, name, value }) => visible(`parameter ${control} ${name} = ${JSON.stringify(value)}`)),
    ...body,
    ...(rest.length === 0 ? [] : [visible(""), paint(visible("    Other controls"), "strong"), ...rest.flatMap((result) => resultLines(result, many, options))]),
    visible(""),
    ...summaryLines(report, options),
    ...(uncovered.length > 0 && report.results.length > 3 ? wrapped(visible(`No control of this run covers these sections of the article: ${uncovered.join(", ")}.`), columns) : []),
  ];
};
