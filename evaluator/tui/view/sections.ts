import { severities } from "../../results/status.js";
import { severityTones } from "../../text/style.js";
import { visible } from "../../text/visible.js";
import { writeDoc, type Doc } from "../docs/doc.js";
import { placeOf as sourcePlace } from "../docs/detail.js";
import { cell, column, fitLine, gap, line, shown, span, type Line, type Span, type Tone } from "../text/line.js";
import { memo } from "../state/memo.js";
import type { Finding, Model, SectionRow } from "../state/model.js";
import { rowsOfSections } from "../state/derive.js";
import type { State } from "../state/state.js";
import { markWords, statusTone, statusWord } from "./list.js";

const barSigns: readonly (readonly ["fail" | "unknown" | "error" | "manual" | "pass", string, Tone])[] = [
  ["fail", "#", "bad"], ["error", "!", "bad"], ["unknown", "?", "doubt"], ["manual", "~", "doubt"],
  ["pass", "=", "good"],
];

/** A bar whose signs say what its colours do; every kind that is there has at least one sign. */
const bar = ({ counts }: SectionRow, columns: number): readonly Span[] => {
  const present = barSigns.filter(([key]) => counts[key] > 0);
  const total = present.reduce((sum, [key]) => sum + counts[key], 0);
  if (total === 0 || columns < 6) return [];
  const room = columns - 2;
  let left = room;
  return [span("["), ...present.map(([key, sign, tone], i) => {
    const wanted = i === present.length - 1
      ? left
      : Math.max(1, Math.min(left - (present.length - 1 - i), Math.round((room * counts[key]) / total)));
    left -= wanted;
    return span(sign.repeat(Math.max(0, wanted)), tone);
  }), span("]")];
};

const number = (count: number, columns: number, tone?: Tone): Span =>
  cell(visible(count === 0 ? "-" : String(count)), columns, count === 0 ? "quiet" : tone, "right");

export const sectionLines = (state: State, columns: number, rows: number): readonly Line[] => {
  const all = rowsOfSections(state);
  const { cursor, top } = state.scrolls.sections;
  const barWidth = columns >= 70 ? Math.min(22, columns - 58) : 0;
  const title = Math.max(8, columns - 8 - 20 - barWidth - 2);
  const uncovered = barWidth > 0 ? "no control covers it here" : "not covered here";
  const head = line(
    gap(2), cell(visible("SEC"), 5, "quiet"), cell(visible("TITLE"), title, "quiet"),
    ...["FAIL", "UNKN", "MAN", "PASS"].map((words) => cell(visible(words), 5, "quiet", "right")), gap(2),
    ...(barWidth >= 22 ? [span("#fail ?unknown ~manual", "quiet")] : [])
  );
  return [fitLine(head, columns), ...all.slice(top, top + rows - 1).map((row, i) => {
    const selected = top + i === cursor;
    const covered = row.status !== "not_covered";
    const one = line(
      shown(visible(selected ? "> " : "  ")), cell(visible(String(row.number)), 3, undefined, "right"), gap(2), column(
        row.title, title, covered ? undefined : "quiet"
      ),
      ...(covered ? [
        number(row.counts.fail, 5, "bad"), number(row.counts.unknown + row.counts.error, 5, "doubt"),
        number(row.counts.manual, 5, "doubt"), number(row.counts.pass, 5, "good"), gap(2), ...bar(row, barWidth),
      ] : [span(state.filling ? "  not judged yet" : `  ${uncovered}`, "quiet")]),
    );
    const marked = markWords(fitLine(one, columns), state.local.sections === "" ? [] : [state.local.sections]);
    return selected ? { ...marked, selected } : marked;
  })];
};

interface Missing {
  /** The host, where it is one. */
  readonly where: string;
  /** The output, or facts that are missing for one and the same reason. */
  readonly what: Set<string>;
  readonly reason: string;
  readonly command: string | undefined;
  readonly controls: Set<string>;
}

/** What was not collected or could not be read, each with the verdicts that it costs. */
export const missingOf = memo((findings: readonly Finding[]): readonly Missing[] => {
  const all = new Map<string, Missing>();
  for (const { status, subject, result } of findings) {
    if (status !== "unknown") continue;
    for (const one of subject?.missing ?? []) {
      const { host: where = "", reason, command } = one;
      const place = one.source === undefined ? undefined : sourcePlace({ source: one.source, part: one.part ?? "" });
      const key = JSON.stringify(place === undefined ? [where, reason, command] : [where, place]);
      const entry = all.get(key)
        ?? { where, what: new Set<string>(), reason, command, controls: new Set<string>() };
      entry.what.add(place ?? one.path);
      entry.controls.add(result.id);
      all.set(key, entry);
    }
  }
  return [...all.values()].sort((a, b) => b.controls.size - a.controls.size);
});

const listed = (names: readonly string[], most: number): string =>
  `${names.slice(0, most).join(", ")}${names.length > most ? ` and ${names.length - most} more` : ""}`;

const writeMissing = (to: ReturnType<typeof writeDoc>, missing: readonly Missing[], most: number): void => {
  for (const { where, what, reason, command, controls } of missing.slice(0, most)) {
    const place = `${where === "" ? "" : `${where} `}${listed([...what], 1)}`;
    to.words(`${place}: ${reason}; costs ${listed([...controls], 6)}`, { indent: 2 });
    if (command !== undefined) to.words(command, { indent: 2, mark: "settle it: ", tone: "command" });
  }
  if (missing.length > most) to.words(`and ${missing.length - most} more`, { indent: 2, tone: "quiet" });
};

/**
 * The section under the cursor: its controls, how grave, which hosts, what is missing. Then what is missing altogether.
 */
export const sectionDoc = memo((model: Model, section: SectionRow | undefined, columns: number): Doc => {
  const to = writeDoc(columns);
  if (!section) return to.done();
  const findings = model.findings.filter((finding) => finding.section === section.number);
  const failing = findings.filter(({ status }) => status === "fail");
  const graver = [...severities].reverse().filter((severity) => section.failedBy[severity] > 0);
  to.add(line(span(`${section.number} `, "strong"), shown(section.title, "strong")));
  if (section.status === "not_covered") to.words("No control of this run covers this section.", { tone: "quiet" });
  if (graver.length > 0) to.add(line(span("fails: "), ...graver.flatMap((severity, i) =>
    [span(i > 0 ? ", " : ""), span(`${section.failedBy[severity]} ${severity}`, severityTones[severity])])));
  const hosts = new Map<string, number>();
  for (const { host } of failing) if (host !== "") hosts.set(host, (hosts.get(host) ?? 0) + 1);
  const counted = [...hosts].sort((a, b) => b[1] - a[1])
    .map(([host, count]) => (hosts.size === 1 ? host : `${host} (${count})`));
  if (hosts.size > 0) to.words(`on ${listed(counted, 6)}`, { tone: "quiet" });
  to.gap();
  for (const result of new Set(findings.map((finding) => finding.result))) {
    to.add(line(
      gap(1), cell(statusWord(result.status), 8, statusTone(result.status)),
      cell(visible(result.severity), 9, result.status === "fail" ? severityTones[result.severity] : "quiet"),
      column(visible(result.id), 7), cell(visible(result.title), Math.max(10, columns - 26))
    ));
  }
  const missing = missingOf(findings);
  if (missing.length > 0) {
    to.heading("MISSING HERE");
    writeMissing(to, missing, 6);
  }
  const everywhere = missingOf(model.findings);
  if (everywhere.length > missing.length) {
    to.heading(
      "MISSING IN ALL SECTIONS",
      `${new Set(everywhere.flatMap(({ controls }) => [...controls])).size} controls undecided`
    );
    writeMissing(to, everywhere, 4);
  }
  return to.done();
}, 4);
