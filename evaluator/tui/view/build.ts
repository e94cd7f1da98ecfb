import { besideDetail, docOf, previewDoc, rowsOfPlan, rowsOfSections } from "../state/derive.js";
import { isTooSmall, layoutOf, smallest, type Layout } from "../state/layout.js";
import { isList, placeOf, startScroll, type State } from "../state/state.js";
import { fit, visible } from "../../text/visible.js";
import { blank, fitLine, gap, line, span, text, type Line } from "../text/line.js";
import { crumbLine, keysLine, ruleLine, tabsLine, titleLine } from "./chrome.js";
import type { Frame, PaneView } from "./frame.js";
import { hostLines, matrixLines } from "./hosts.js";
import { currentTitle, findingLines, statusWord } from "./list.js";
import { facetColumn, overlayOf } from "./overlay.js";
import { planLines, stepDoc } from "./plan.js";
import { sectionDoc, sectionLines } from "./sections.js";
import { textLines } from "./text-pane.js";

const full = (lines: readonly Line[], columns: number, rows: number): PaneView =>
  ({ columns, rows, lines: lines.slice(0, rows).map((one) => fitLine(one, columns)) });

const mainPane = (state: State, { main }: Layout): PaneView => {
  const place = placeOf(state);
  const { columns, rows } = main;
  if (place.screen === "findings") return full(findingLines(state, columns, rows), columns, rows);
  if (place.screen === "sections") return full(sectionLines(state, columns, rows), columns, rows);
  if (place.screen === "hosts") return full(hostLines(state, columns, rows), columns, rows);
  if (place.screen === "plan") return full(planLines(state, columns, rows), columns, rows);
  return full(
    isList(place) ? [] : textLines(docOf(state), place.scroll, columns, rows, true, state.search), columns, rows
  );
};

const secondPane = (state: State, { second }: Layout): PaneView | undefined => {
  if (!second) return undefined;
  const { columns, rows } = second;
  const { screen } = placeOf(state);
  if (screen === "detail") {
    const beside = besideDetail(state);
    return full(beside ? textLines(beside, startScroll, columns, rows, false, state.search) : [], columns, rows);
  }
  if (screen === "hosts") return full(matrixLines(state, columns, rows), columns, rows);
  if (screen === "sections" && state.world) return full(textLines(sectionDoc(
    state.world.model, rowsOfSections(state)[state.scrolls.sections.cursor], columns - 2
  ), startScroll, columns, rows, false, ""), columns, rows);
  if (screen === "plan") return full(
    textLines(
      stepDoc(rowsOfPlan(state)[state.scrolls.plan.cursor], columns - 2), startScroll, columns, rows, false, ""
    ),
    columns, rows
  );
  return full(textLines(
    previewDoc(state), state.preview, columns, rows, state.focus === "preview",
    state.focus === "preview" ? state.search : ""
  ), columns, rows);
};

const ruleOf = (state: State, layout: Layout): Line | undefined => {
  const { screen } = placeOf(state);
  if (!layout.second || (layout.wide && screen !== "hosts")) return undefined;
  if (screen === "findings") {
    const current = currentTitle(state);
    const title = current ? visible(`${current.finding.id} ${current.finding.title}`) : undefined;
    if (!current || !title) return ruleLine(state, "", "");
    const right = `${current.finding.severity} · ${statusWord(current.finding.status)}`;
    return ruleLine(state, fit(title, state.size.columns - 26), right);
  }
  if (screen === "hosts") {
    return ruleLine(state, "control × host", state.focus === "preview" ? "tab: hosts" : "tab: matrix");
  }
  return ruleLine(state, "", "");
};

const cursorOf = (state: State, layout: Layout): Frame["cursor"] => {
  const { input } = state;
  if (input && (input.field === "filter" || input.field === "local" || input.field === "search")) {
    return { column: 0, row: 1, visible: false };
  }
  if (state.overlay) return { column: 0, row: 0, visible: false };
  const place = placeOf(state);
  const facets = layout.facets ? layout.facets.columns + 3 : 0;
  if (state.focus === "facets") return { column: 0, row: 2 + state.facetAt.cursor - state.facetAt.top, visible: false };
  const scroll = isList(place) ? state.scrolls[place.screen] : place.scroll;
  if (state.focus === "preview" && layout.second) return {
    column: layout.wide && place.screen !== "hosts" ? facets + layout.main.columns + 3 : 0,
    row: 2 + state.preview.cursor - state.preview.top
      + (layout.wide && place.screen !== "hosts" ? 0 : layout.main.rows + 1),
    visible: false,
  };
  return { column: facets, row: 2 + scroll.cursor - scroll.top + (isList(place) ? 1 : 0), visible: false };
};

const plainFrame = (state: State, lines: readonly Line[]): Frame => {
  const { columns, rows } = state.size;
  return {
    columns, rows, head: lines.slice(0, rows).map((one) => fitLine(one, columns)), direction: "column", panes: [],
    rule: undefined, foot: [], overlay: undefined, cursor: undefined,
  };
};

const tooSmall = (state: State): Frame => {
  const { columns, rows } = state.size;
  return plainFrame(state, [
    blank, text(`  zmaudit needs at least ${smallest.columns} columns and ${smallest.rows} rows;`),
    text(`  this terminal has ${columns} × ${rows}.`), blank,
    text("  Make it larger, or press p to print the table and leave."), blank, text("  q quit"),
  ]);
};

const phaseWords = ({ phase }: State): string =>
  (phase.kind === "ready" ? "" : phase.text === "" ? "opening" : phase.text);

/** What is shown before there is anything: the same first and last lines, so that nothing jumps when the list comes. */
export const skeleton = (state: State): Frame => {
  const { columns, rows } = state.size;
  if (isTooSmall(state.size)) return tooSmall(state);
  const empty = Array.from({ length: Math.max(0, rows - 5) }, () => blank);
  return plainFrame(state, [
    titleLine(state), line(gap(1), span(phaseWords(state), "quiet")), ...empty,
    line(span("─".repeat(columns), "quiet")), blank, tabsLine(state, ""),
  ]);
};

/** The state as a frame: everything that is on the screen, and nothing that is not in the state. */
export const buildFrame = (state: State, trace = false): Frame => {
  if (isTooSmall(state.size)) return tooSmall(state);
  if (state.phase.kind !== "ready") return skeleton(state);
  const layout = layoutOf(state);
  const second = secondPane(state, layout);
  const sideBySide = layout.wide && placeOf(state).screen !== "hosts";
  const facets = layout.facets ? [
    full(facetColumn(state, layout.facets.columns, layout.facets.rows), layout.facets.columns, layout.facets.rows),
  ] : [];
  return {
    columns: state.size.columns, rows: state.size.rows, head: [titleLine(state), crumbLine(state)],
    direction: sideBySide ? "row" : "column",
    panes: [...facets, mainPane(state, layout), ...(second ? [second] : [])], rule: ruleOf(state, layout),
    foot: [line(span("─".repeat(state.size.columns), "quiet")), keysLine(state), tabsLine(
      state, trace ? `k${state.keys} ` : ""
    )],
    overlay: overlayOf(state), cursor: cursorOf(state, layout),
  };
};

