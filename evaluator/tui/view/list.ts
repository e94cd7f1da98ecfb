import { statusSigns, severityTones } from "../../text/style.js";
import { visible, type Visible } from "../../text/visible.js";
import type { Status } from "../../results/status.js";
import {
  highlight, cell, column, fitLine, gap, line, shown, span, type Line, type Span, type Tone,
} from "../text/line.js";
import { matchesIn } from "../docs/doc.js";
import type { Finding } from "../state/model.js";
import { findingOf, type ListRow } from "../state/rows.js";
import type { State } from "../state/state.js";
import { rowsOfList } from "../state/derive.js";

const loud: Readonly<Partial<Record<Status, Visible>>> = {
  fail: visible("FAIL"), unknown: visible("UNKNOWN"), error: visible("ERROR"), not_applicable: visible("n/a"),
};
export const statusWord = (status: Status): Visible => loud[status] ?? statusSigns[status].word;
export const statusTone = (status: Status): Tone => statusSigns[status].tone;

/** The words of a filter that can be marked in a line: the bare ones. */
export const wordsOf = (filter: string): readonly string[] => filter.split(/\s+/)
  .map((word) => word.replaceAll('"', ""))
  .filter((word) => word.length > 1 && !/[:/]/.test(word) && !word.startsWith("-"));

export const markWords = (one: Line, words: readonly string[]): Line =>
  words.length === 0 ? one : highlight(one, words.flatMap((word) => matchesIn(one, word)).sort((a, b) => a[0] - b[0]));

interface Widths {
  readonly status: number;
  readonly severity: number;
  readonly id: number;
  readonly title: number;
  readonly subject: number;
  readonly count: number;
}

export const widthsFor = (columns: number): Widths => {
  const status = 8;
  const severity = 9;
  const id = 7;
  const count = 6;
  const left = columns - 4 - status - severity - id - count;
  const subject = left >= 44 ? Math.min(40, Math.floor(left * 0.42)) : 0;
  return { status, severity, id, title: Math.max(4, left - subject), subject, count };
};

const heading = (columns: number): Line => {
  const w = widthsFor(columns);
  return line(gap(4), ...[
    ["STATUS", w.status], ["SEV", w.severity], ["ID", w.id], ["CONTROL", w.title], ["SUBJECT", w.subject],
  ].map(([words, width]) => cell(visible(String(words)), Number(width), "quiet")), cell(visible(""), w.count));
};

const signs = (selected: boolean, marked: boolean, planned: boolean): Span =>
  shown(visible(`${selected ? ">" : " "}${marked ? "•" : " "}${planned ? "+" : " "} `));

const cells = (
  finding: Finding, severityOf: Finding, w: Widths, title: Span, subject: Visible, count: Visible,
): readonly Span[] => [
  column(statusWord(severityOf.status), w.status, statusTone(severityOf.status)),
  column(visible(severityOf.severity), w.severity, severityOf.status === "fail"
    ? severityTones[severityOf.severity]
    : "quiet"),
  column(finding.id, w.id), title, column(subject, w.subject, "quiet"), cell(count, w.count, "quiet", "right"),
];

const rowLine = (row: ListRow, state: State, selected: boolean, columns: number): Line => {
  const w = widthsFor(columns);
  if (row.kind === "group") {
    const sign = row.folded ? "▸" : "▾";
    return line(
      shown(visible(selected ? ">" : " ")), cell(visible(`${sign} ${row.label}`), columns - 8, "strong"),
      cell(visible(String(row.count)), 7, "quiet", "right")
    );
  }
  if (row.kind === "control") {
    const sign = visible(row.folded ? "▸ " : "▾ ");
    return line(signs(selected, false, false), ...cells(
      row.first, row.worst, w, column(visible(`${sign}${row.first.title}`), w.title), visible(""),
      visible(String(row.count))
    ));
  }
  const { finding } = row;
  const title = row.under && w.subject === 0
    ? column(visible(`  ${finding.name}`), w.title)
    : column(row.under ? visible(`  ${finding.title}`) : finding.title, w.title, row.under ? "quiet" : undefined);
  return line(signs(selected, state.marks.has(finding.key), state.planned
    .has(finding.key)), ...cells(finding, finding, w, title, finding.name, visible("")));
};

/** The list of findings: column names, then the rows of the window. */
export const findingLines = (state: State, columns: number, rows: number): readonly Line[] => {
  const all = rowsOfList(state);
  const { cursor, top } = state.scrolls.findings;
  const words = wordsOf(state.filter.text);
  const focused = state.focus === "list";
  const lines = all.slice(top, top + rows - 1).map((row, i) => {
    const selected = top + i === cursor;
    const one = markWords(fitLine(rowLine(row, state, selected, columns), columns), words);
    return selected && focused ? { ...one, selected } : one;
  });
  if (all.length === 0) lines.push(line(gap(4), span(state.phase.kind === "ready"
    ? "nothing matches: esc undoes the last filter, r in the facets (f) shows every status"
    : "", "quiet")));
  return [heading(columns), ...lines.map((one) => fitLine(one, columns))];
};

/** The finding under the cursor, for the title of the pane below. */
export const currentTitle = (state: State): { readonly finding: Finding; readonly row: ListRow } | undefined => {
  const row = rowsOfList(state)[state.scrolls.findings.cursor];
  const finding = findingOf(row);
  return row && finding ? { finding, row } : undefined;
};
