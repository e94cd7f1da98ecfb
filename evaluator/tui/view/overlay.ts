import { overlays, partNames, type Binding } from "../keys/bindings.js";
import { fields } from "../../results/where.js";
import { visible, width, wrapped } from "../../text/visible.js";
import { exportFormats } from "../state/act.js";
import { activeFacets, facetCounts, facetTable } from "../state/facets.js";
import { candidates } from "../state/go.js";
import { hitsOf } from "../state/derive.js";
import { facetHeight, facetLines } from "../state/motion.js";
import { placeOf, type State } from "../state/state.js";
import { cell, edges, fitLine, gap, line, shown, span, text, widthOf, type Line } from "../text/line.js";
import type { OverlayView } from "./frame.js";

/** A frame of lines around the body's lines, the title in its upper edge. */
const boxed = (title: string, inner: readonly Line[], columns: number, size: State["size"]): OverlayView => {
  const room = columns - 4;
  const head = visible(`┌─ ${title} `.slice(0, columns - 2));
  const lines = [
    line(shown(head), shown(visible("─".repeat(Math.max(0, columns - width(head) - 1)))), span("┐")),
    ...inner.map((one) => {
      const { spans, selected } = fitLine(one, room);
      return line(
        span("│ "), ...spans.map((part) => (selected ? { ...part, tone: "title" as const } : part)),
        gap(room - widthOf(spans)), span(" │")
      );
    }),
    line(shown(visible(`└${"─".repeat(columns - 2)}┘`))),
  ];
  return {
    column: Math.max(0, Math.floor((size.columns - columns) / 2)),
    row: Math.max(0, Math.floor((size.rows - lines.length) / 2)), columns, lines,
  };
};

const widthFor = ({ columns }: State["size"], most = 74): number => Math.min(most, columns - 4);

/** The help of this screen: only keys that mean something here, found by key and by word. */
export const helpLines = (state: State, query: string): readonly Line[] => {
  const { screen } = placeOf(state);
  const low = query.toLowerCase();
  const keyLabel = state.keymap.label;
  const wanted = ({ keys, says, id }: Binding): boolean => low === ""
    || keys.some((key) => key.toLowerCase() === low || keyLabel(key).toLowerCase() === low)
    || says.toLowerCase().includes(low) || id.includes(low);
  const here = state.keymap.table.filter((one) => one.keys.length > 0 && one.in.some((context) =>
    context === screen || (screen === "findings" && (context === "facets" || context === "copy"))) && wanted(one));
  const parts = (Object.keys(partNames) as Binding["part"][]).flatMap((part): Line[] => {
    const of = here.filter((one) => one.part === part);
    if (of.length === 0) return [];
    return [text(partNames[part], "strong"), ...of.map((one) => {
      const place = one.in.find((context) => overlays.some((name) => name === context));
      return line(gap(1), cell(visible(one.keys.map(keyLabel).join(" ")), 16, "key"), span(one.says), span(
        one.in.some((context) => context === screen) || place === undefined ? "" : ` (${place})`, "quiet"
      ));
    })];
  });
  const grammar = fields.filter(({ name, says }) => low === "" || name.includes(low) || says.includes(low));
  const filter = screen === "findings" && grammar.length > 0 ? [text(
    "FILTER: words, -not, \"a phrase\", /expression/, field:value", "strong"
  ), ...grammar.map(({ name, says }) => line(gap(1), cell(visible(`${name}:`), 10, "key"), span(says)))] : [];
  const found = [...parts, ...filter];
  return found.length > 0 ? found : [text(`no key or command here has ${JSON.stringify(query)}`, "doubt")];
};

const help = (state: State): OverlayView => {
  const { overlay } = state;
  const query = overlay?.kind === "help" ? overlay.query : "";
  const all = helpLines(state, query);
  const rows = Math.max(4, Math.min(all.length, state.size.rows - 9));
  const top = Math.max(0, Math.min(overlay?.kind === "help" ? overlay.top : 0, all.length - rows));
  const columns = widthFor(state.size);
  const inner = [...all.slice(top, top + rows), line(), edges([span(`type to search: ${query}▏`)], [span(
    all.length > rows ? `${top + 1}–${Math.min(all.length, top + rows)} of ${all.length}, arrows` : "", "quiet"
  ), span("  esc closes", "quiet")], columns - 4)];
  return boxed(`Help: ${placeOf(state).screen}`, inner, columns, state.size);
};

const checked = (yes: boolean): string => (yes ? "[x] " : "[ ] ");

/** The facets as one column, for the pane and for the overlay. */
export const facetColumn = (state: State, columns: number, rows: number): readonly Line[] => {
  const { world } = state;
  if (!world) return [];
  const facets = activeFacets(world.model, state.filter.where, state.filter.facets);
  const table = facetTable(world.model);
  const counts = facetCounts(world.model, state.filter.where, state.filter.facets, hitsOf(state));
  const focused = state.focus === "facets" || state.overlay?.kind === "facets";
  const { cursor, top } = state.facetAt;
  return facetLines(state).slice(top, top + rows).map((one, i) => {
    const selected = focused && top + i === cursor;
    if (one.kind === "head") return {
      ...line(shown(visible(selected ? ">" : " ")), span(one.facet.toUpperCase(), "strong")),
      ...(selected ? { selected } : {}),
    };
    const value = table.values[one.facet][one.index];
    const count = counts[one.facet][one.index] ?? 0;
    const on = facets[one.facet]?.has(value?.value ?? "") ?? true;
    const tone = count === 0 ? "quiet" as const : undefined;
    const made = line(
      shown(visible(selected ? ">" : " ")), span(checked(on), tone),
      cell(value?.label ?? visible(""), columns - 5 - 6, tone),
      cell(visible(String(count)), 5, tone ?? "quiet", "right")
    );
    return selected ? { ...made, selected } : made;
  });
};

const facetsBox = (state: State): OverlayView => {
  const columns = widthFor(state.size, 60);
  const inner = [...facetColumn(state, columns - 4, facetHeight(state)), line(), text(
    "space on/off  o only this  a all  r reset  esc closes", "quiet"
  )];
  return boxed("Facets", inner, columns, state.size);
};

const onPlan = (state: State): boolean => placeOf(state).screen === "plan";

const choices = (state: State, context: "copy"): readonly Line[] =>
  state.keymap.table.filter((one) => (one.in as readonly string[])
    .includes(context) && one.id.startsWith("copy-")).map((one) => line(
    gap(1), cell(visible(one.keys.map(state.keymap.label).join(" ")), 4, "key"),
    ...(one.id === "copy-fixes"
      ? onPlan(state) ? [span("the whole plan")] : [span(one.says), span(` (${state.marks.size})`, "quiet")]
      : [span(one.says)])
  ));

const goBox = (state: State, query: string, chosen: number): OverlayView => {
  const rows = Math.max(3, Math.min(12, state.size.rows - 10));
  const all = candidates(state, query);
  const top = Math.max(0, Math.min(chosen - rows + 1, all.length - rows));
  const inner = [line(span(`: ${query}▏`)), line(), ...all.slice(top, top + rows).map((one, i) => {
    const selected = top + i === chosen;
    const made = line(shown(visible(selected ? "> " : "  ")), shown(one.label));
    return selected ? { ...made, selected } : made;
  }), ...(all.length === 0 ? [text("  nothing of that name", "quiet")] : []), line(),
  text("enter goes there  tab completes  arrows choose  esc closes", "quiet")];
  return boxed("Go to", inner, widthFor(state.size), state.size);
};

const textBox = (state: State, title: string, body: string, top: number): OverlayView => {
  const columns = widthFor(state.size, 110);
  const all = body.split("\n").slice(0, 2_000).flatMap((one) => wrapped(visible(one.slice(0, 4_000)), columns - 4));
  const rows = Math.max(3, Math.min(all.length, state.size.rows - 8));
  const from = Math.max(0, Math.min(top, all.length - rows));
  return boxed(title, [...all.slice(from, from + rows)
    .map((one) => line(shown(one))), line(), text("arrows scroll  esc closes", "quiet")], columns, state.size);
};

export const overlayOf = (state: State): OverlayView | undefined => {
  const { overlay } = state;
  if (!overlay) return undefined;
  if (overlay.kind === "help") return help(state);
  if (overlay.kind === "facets") return facetsBox(state);
  if (overlay.kind === "go") return goBox(state, overlay.query, overlay.chosen);
  if (overlay.kind === "text") return textBox(state, overlay.title, overlay.text, overlay.top);
  if (overlay.kind === "copy") return boxed(
    "Copy", [...choices(state, "copy"), line(), text("esc closes", "quiet")], widthFor(state.size, 60), state.size
  );
  if (overlay.kind === "confirm") {
    const columns = widthFor(state.size, 64);
    return boxed("Sure?", [...wrapped(visible(overlay.question), columns - 4)
      .map((one) => line(shown(one))), line(), text("y yes  n no", "quiet")], columns, state.size);
  }
  const formats = exportFormats(placeOf(state).screen);
  return boxed("Export what is shown", [
    line(span("format  "), ...formats.map((format) =>
      span(format === overlay.format ? `[${format}] ` : `${format} `, format === overlay.format ? "strong" : "quiet"))),
    line(span("to      "), span(`${overlay.file}▏`)), line(),
    text("enter writes it  tab next format  esc closes", "quiet"),
  ], widthFor(state.size), state.size);
};
