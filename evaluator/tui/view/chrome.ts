import { barOf, type Screen } from "../keys/bindings.js";
import { statuses } from "../../results/status.js";
import { statusSigns } from "../../text/style.js";
import { visible, width } from "../../text/visible.js";
import { currentFinding, docOf, planOfState, rowsOfHosts, rowsOfSections, shownFindings } from "../state/derive.js";
import { activeFacets, facetNames, facetTable } from "../state/facets.js";
import { layoutOf } from "../state/layout.js";
import { isList, placeOf, type State } from "../state/state.js";
import { placeOf as sourcePlace } from "../docs/detail.js";
import { cell, edges, fitLine, gap, line, shown, span, widthOf, type Line, type Span } from "../text/line.js";
import { positionOf } from "./text-pane.js";

const screenNames: Readonly<Record<Screen, string>> = {
  findings: "Findings", sections: "Sections", plan: "Plan", hosts: "Hosts", detail: "Finding", source: "Source",
  control: "Control",
};

/** The line at the top: what is looked at and how it stands. Inverse, so that it is one whatever the colours are. */
export const titleLine = (state: State): Line => {
  const { columns } = state.size;
  const report = state.world?.model.report;
  if (!report) return { ...line(cell(visible(" zmaudit"), columns)), selected: true };
  const [first] = report.snapshots;
  const what = report.snapshots.length === 1 ? first?.host ?? "" : `${report.snapshots.length} snapshots`;
  const { status } = report.summary;
  const counts = statuses.filter(
    (key) => status[key] > 0 && (key !== "pass" && key !== "not_applicable" || columns >= 100)
  ).map((key) => `${status[key]} ${key === "not_applicable" ? "n/a" : statusSigns[key].word}`);
  const filling = state.filling ? [`judging ${state.filling.done} of ${state.filling.all}`] : [];
  const right = span(`${[...filling, ...counts].join("  ")} `);
  const [date = "", time = ""] = (report.now ?? "").slice(0, 16).split("T");
  const incomplete = report.snapshots.some(({ complete }) => !complete) ? "  incomplete" : "";
  // What does not fit goes as a whole, the least important first: half a word helps nobody.
  const name = ` zmaudit  ${what}`;
  const dated = date === "" ? name : `${name}  ${date}`;
  const lefts = [
    `${dated}${time === "" ? "" : ` ${time}Z`}${incomplete}`, `${dated}${incomplete}`, `${name}${incomplete}`, name,
  ].map((words) => span(words));
  const left = lefts.find((one) => widthOf([one, right]) < columns) ?? span(name);
  return { ...edges([left], [right], columns), selected: true };
};

const filterWords = (state: State): string => {
  const facets = state.world ? activeFacets(state.world.model, state.filter.where, state.filter.facets) : {};
  return facetNames.flatMap((facet) => {
    const chosen = facets[facet];
    if (!chosen) return [];
    const inOrder = state.world ? facetTable(state.world.model).values[facet]
      .map(({ value }) => value).filter((value) => chosen.has(value)) : [];
    const values = inOrder.map((value) => (value === "" ? "none" : value.replace("_", " ")));
    return [
      values.length > 4 ? `${values.length} ${facet} values` : values.length === 0 ? `no ${facet}` : values.join(" "),
    ];
  }).join(" › ");
};

/** The text that is typed with its cursor, or the filter as it stands. */
const filterSpans = (state: State): readonly Span[] => {
  const place = placeOf(state);
  const { input } = state;
  if (input && (input.field === "filter" || input.field === "local" || input.field === "search")) return [
    span(input.field === "search" ? "search / " : "/ ", "key"), span(input.text.slice(0, input.cursor)),
    span("▏", "strong"), span(input.text.slice(input.cursor)),
  ];
  const still =
    place.screen === "findings" ? state.filter.text : isList(place) ? state.local[place.screen] : state.search;
  return still === "" ? [] : [span("/ ", "key"), span(still)];
};

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

const position = (state: State): string => {
  const place = placeOf(state);
  if (place.screen === "findings") {
    const shown = shownFindings(state).length;
    const scan = state.filter.where.slow && state.scan && state.scan.done < (state.world?.model.findings.length ?? 0)
      ? ` (${Math.floor((100 * state.scan.done) / (state.world?.model.findings.length || 1))}% searched)`
      : "";
    return `${shown} of ${state.world?.model.findings.length ?? 0}${scan}`;
  }
  if (place.screen === "sections") {
    return `${counted(rowsOfSections(state).length, "section")}, by ${state.sectionOrder.by}`;
  }
  if (place.screen === "hosts") return `${counted(rowsOfHosts(state).length, "host")}, by ${state.hostOrder.by}`;
  if (place.screen === "plan") {
    const { restarts, steps } = planOfState(state);
    return `${counted(steps, "step")}, ${counted(restarts.asked, "restart")} → ${restarts.joined}`;
  }
  if (isList(place)) return "";
  const doc = docOf(state);
  const { rows } = layoutOf(state).main;
  const escaped = doc.escaped?.(place.scroll.top, place.scroll.top + rows) ?? 0;
  const at = place.screen === "detail" ? shownFindings(state).findIndex(({ key }) => key === place.key) : -1;
  const which = at < 0 ? "" : `${at + 1} of ${shownFindings(state).length} · `;
  const hidden = escaped > 0 ? `${escaped} characters escaped, v bytes · ` : "";
  return `${which}${hidden}${positionOf(doc, place.scroll, rows)}`;
};

const whereSpans = (state: State): readonly Span[] => {
  const place = placeOf(state);
  if (place.screen === "findings") {
    const facets = filterWords(state);
    return [
      span(" All"), ...(facets === "" ? [] : [span(` › ${facets}`)]), span(` › by ${state.grouping}`, "quiet"),
      ...(state.order.by === "article" ? [] : [span(` › ${state.order.by}`, "quiet")]),
    ];
  }
  if (place.screen === "plan") {
    return [span(state.planned.size === 0 ? " Plan of all fixes" : ` Plan of ${state.planned.size} fixes`)];
  }
  if (place.screen === "hosts") return [
    span(` Hosts › ${state.matrix.differing ? "differing" : "all"} controls${state.matrix.role ? ", same roles" : ""}`),
  ];
  if (place.screen === "sections") return [span(" Sections")];
  const back = state.history[state.at - 1];
  const from = back === undefined ? "" : ` ${screenNames[back.screen]} ›`;
  if (place.screen === "source") {
    const part = state.world?.source(place.ref);
    const exit = part?.exit === undefined ? "" : `, exit ${part.exit}`;
    const digest = part?.sha256 === undefined ? "" : ` · sha256 ${part.sha256.slice(0, 12)}…`;
    const ended = part === undefined ? "" : ` · ${part.state}${exit}${digest}`;
    return [span(`${from} ${place.ref.host} ${sourcePlace(place.ref)}`), span(ended, "quiet")];
  }
  if (place.screen === "control") return [span(`${from} ${place.id}`)];
  const finding = currentFinding(state);
  return [span(from, "quiet"), span(` ${finding?.id ?? ""} `, "strong"), shown(finding?.title ?? visible(""))];
};

export const crumbLine = (state: State): Line => {
  const right: Span[] =
    [...filterSpans(state), span(filterSpans(state).length > 0 ? "  " : ""), span(`${position(state)} `, "quiet")];
  return edges(whereSpans(state), right, state.size.columns);
};

/** Keys that mean something now, as many as fit; the message of the last key takes their place. */
export const keysLine = (state: State): Line => {
  const { columns } = state.size;
  const { message } = state;
  if (message) {
    return fitLine(line(gap(1), span(message.text, message.tone === "quiet" ? undefined : message.tone)), columns);
  }
  const place = placeOf(state);
  const spans: Span[] = [];
  let used = 1;
  for (const [key, says] of barOf(state.keymap, place.screen)) {
    const label = visible(`${key} `);
    const words = visible(`${says}  `);
    if (used + width(label) + width(words) > columns - 1) break;
    used += width(label) + width(words);
    spans.push(shown(label, "key"), shown(words, "quiet"));
  }
  return line(gap(1), ...spans);
};

const tabs = ["findings", "sections", "plan", "hosts"] as const;

export const tabsLine = (state: State, trace: string): Line => {
  const { screen } = placeOf(state);
  const keyOf = (name: string): string => state.keymap.table.find(({ id }) => id === `screen-${name}`)?.keys[0] ?? "";
  const spans = tabs.flatMap((name): Span[] => [span(
    name === screen ? `[${keyOf(name)}:${screenNames[name]}]` : ` ${keyOf(name)}:${screenNames[name]} `,
    name === screen ? "strong" : undefined
  )]);
  const marks = state.marks.size > 0 ? `${state.marks.size} marked  ` : "";
  const plan = state.planned.size > 0 ? `${state.planned.size} planned  ` : "";
  // The bottom right cell stays empty: some consoles scroll when it is written.
  return edges(spans, [span(
    `${trace}${marks}${plan}`, "quiet"
  ), span("? ", "key"), span("help  ", "quiet"), span("q ", "key"), span("quit", "quiet")], state.size.columns - 1);
};

/** The title of a pane that stands below another. */
export const ruleLine = (state: State, left: string, right: string): Line => {
  const { columns } = state.size;
  const end = right === "" ? "─" : ` ${right} ─`;
  const words = visible(left === "" ? "─" : `─ ${left} `);
  const tail = visible(end);
  const fill = columns - width(words) - width(tail);
  return fill < 1 ? fitLine(line(shown(words, state.focus === "preview" ? "strong" : "quiet")), columns) : line(
    shown(words, state.focus === "preview" ? "strong" : "quiet"), shown(visible("─".repeat(fill)), "quiet"),
    shown(tail, "quiet")
  );
};
