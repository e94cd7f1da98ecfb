import { visible } from "../../text/visible.js";
import { matrixOf, rowsOfHosts, type MatrixRow } from "../state/derive.js";
import { matrixShape, type MatrixShape } from "../state/matrix.js";
import type { State } from "../state/state.js";
import { cell, column, fitLine, gap, line, shown, span, type Line } from "../text/line.js";
import { markWords, statusTone, statusWord } from "./list.js";

export const hostLines = (state: State, columns: number, rows: number): readonly Line[] => {
  const all = rowsOfHosts(state);
  const { cursor, top } = state.scrolls.hosts;
  const taken = columns >= 76 ? 17 : 0;
  const room = columns - 3 - taken - 24 - (columns >= 90 ? 12 : 0);
  const name = Math.max(12, Math.min(room - 8, all.reduce((most, row) => Math.max(most, row.name.length + 1), 12)));
  const roles = Math.min(room - name, all.reduce((most, row) => Math.max(most, row.roles.join(" ").length + 2), 8));
  const head = line(
    gap(3), cell(visible("HOST"), name, "quiet"), cell(visible("ROLES"), roles, "quiet"),
    cell(visible("TAKEN"), taken, "quiet"),
    ...["FAIL", "HIGH+", "UNKN", "PASS"].map((words) => cell(visible(words), 6, "quiet", "right")),
    ...(columns >= 90 ? [gap(2), cell(visible("SNAPSHOT"), 10, "quiet")] : [])
  );
  return [fitLine(head, columns), ...all.slice(top, top + rows - 1).map((row, i) => {
    const selected = top + i === cursor;
    const count = (value: number, tone: "bad" | "doubt" | "good") =>
      cell(visible(value === 0 ? "-" : String(value)), 6, value === 0 ? "quiet" : tone, "right");
    const one = line(
      shown(visible(`${selected ? ">" : " "}${row.complete === false ? "!" : " "} `)), column(
        visible(row.name), name
      ), column(visible(row.roles.join(" ")), roles, "quiet"),
      column(visible(row.complete === undefined ? "not collected" : row.taken), taken, "quiet"),
      count(row.failed, "bad"), count(row.high, "bad"), count(row.unknown, "doubt"), count(row.passed, "good"),
      ...(columns >= 90 ? [gap(2), cell(
        visible(row.complete === undefined ? "none" : row.complete ? "complete" : "incomplete"), 10,
        row.complete === true ? "quiet" : "doubt"
      )] : []),
    );
    const marked = markWords(fitLine(one, columns), state.local.hosts === "" ? [] : [state.local.hosts]);
    return selected && state.focus === "list" ? { ...marked, selected } : marked;
  })];
};

/** The hosts that differ in a row, for when they are not all to be seen. */
const oddWords = ({ odd }: MatrixRow, { labels }: MatrixShape): string => {
  const [first] = odd;
  return first === undefined ? "" : `${labels[first] ?? ""}${odd.length > 1 ? ` +${odd.length - 1}` : ""}`;
};

/** Control × host. ← and → turn the hosts, since fifty do not fit; the cursor's row shows one that differs. */
export const matrixLines = (state: State, columns: number, rows: number): readonly Line[] => {
  const { hosts, rows: all } = matrixOf(state);
  const shape = matrixShape(state, columns);
  const { labels, cell: cellWidth, title, odd, fits, from } = shape;
  const { cursor, top } = state.preview;
  const seen = hosts.length > fits ? `${from + 1}–${Math.min(hosts.length, from + fits)} of ${hosts.length} ← →` : "";
  const head = line(
    gap(9), column(visible(seen), title, "quiet"), column(visible("DIFFERS"), odd, "quiet"),
    ...labels.slice(from, from + fits).map((label) => column(label, cellWidth, "quiet"))
  );
  if (all.length === 0) return [fitLine(head, columns), line(
    gap(2), span(hosts.length < 2 ? "one host: nothing to compare" : "no control differs between these hosts", "quiet")
  )];
  return [fitLine(head, columns), ...all.slice(top, top + rows - 1).map((row, i) => {
    const selected = state.focus === "preview" && top + i === cursor;
    const one = line(
      shown(visible(selected ? "> " : "  ")), column(row.first.id, 7), column(row.first.title, title),
      column(visible(oddWords(row, shape)), odd, "strong"),
      ...row.cells.slice(from, from + fits).map((finding) =>
        (finding
          ? column(statusWord(finding.status), cellWidth, statusTone(finding.status))
          : column(visible("–"), cellWidth, "quiet"))),
    );
    const fitted = fitLine(one, columns);
    return selected ? { ...fitted, selected } : fitted;
  })];
};
