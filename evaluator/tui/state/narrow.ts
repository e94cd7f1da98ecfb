import { readWhere } from "../../results/where.js";
import { activeFacets, facetTable, type Facets } from "./facets.js";
import { currentFinding } from "./derive.js";
import { layoutOf } from "./layout.js";
import { facetLines } from "./motion.js";
import { drill, keepCursor, rescan } from "./navigate.js";
import { groupings, sorts } from "./rows.js";
import { placeOf, saying, startScroll, type Filter, type State, type Step } from "./state.js";

/** Takes a filter as it stands after a key: what cannot be understood yet leaves the list as it is and says why. */
export const typeFilter = (state: State, text: string): Step => {
  const where = readWhere(text);
  if ("problem" in where) return [saying({ ...state, filter: { ...state.filter, text } }, where.problem, "doubt")];
  const filter: Filter = { ...state.filter, text, where };
  return rescan(keepCursor(state, { ...state, filter, message: undefined, scan: undefined }));
};

const withFacets = (state: State, facets: Facets): Step => {
  const undo = [...state.undo, state.filter].slice(-50);
  const { began: _, ...filter } = state.filter;
  return [keepCursor(state, { ...state, filter: { ...filter, facets }, undo })];
};

const currentFacet = (
  state: State,
): { readonly facet: keyof Facets & string; readonly value: string; readonly all: readonly string[] } | undefined => {
  const at = facetLines(state)[state.facetAt.cursor];
  if (!at || at.kind !== "value" || !state.world) return undefined;
  const values = facetTable(state.world.model).values[at.facet];
  const value = values[at.index]?.value;
  return value === undefined ? undefined : { facet: at.facet, value, all: values.map((one) => one.value) };
};

export const toggleFacet = (state: State): Step => {
  const at = currentFacet(state);
  if (!at) return [saying(state, "this is the name of a facet: its values are below")];
  const active = state.world ? activeFacets(state.world.model, state.filter.where, state.filter.facets) : {};
  const chosen = new Set(active[at.facet] ?? at.all);
  if (!chosen.delete(at.value)) chosen.add(at.value);
  const { [at.facet]: _, ...rest } = state.filter.facets;
  return withFacets(state, chosen.size === at.all.length ? rest : { ...rest, [at.facet]: chosen });
};

export const onlyFacet = (state: State): Step => {
  const at = currentFacet(state);
  return at ? withFacets(state, { ...state.filter.facets, [at.facet]: new Set([at.value]) }) : [state];
};

export const wholeFacet = (state: State): Step => {
  const line = facetLines(state)[state.facetAt.cursor];
  if (!line) return [state];
  const { [line.facet]: _, ...rest } = state.filter.facets;
  return withFacets(state, rest);
};

export const resetFacets = (state: State): Step => withFacets(state, {});

/** f: the pane beside the list where there is room for it, an overlay where there is none. */
export const showFacets = (state: State): Step => {
  const start = state.facetAt.cursor === 0 ? { ...startScroll, cursor: 1 } : state.facetAt;
  if (!layoutOf(state).wide) return [{ ...state, overlay: { kind: "facets" }, facetAt: start }];
  if (layoutOf(state).facets) {
    return state.focus === "facets" ? [{ ...state, focus: "list" }] : [{ ...state, focus: "facets", facetAt: start }];
  }
  return [{ ...state, facetsOpen: true, focus: "facets", facetAt: start }];
};

export const hideFacets = (state: State): Step =>
  [{ ...state, overlay: undefined, focus: "list", ...(state.overlay === undefined ? { facetsOpen: false } : {}) }];

export const group = (step: 1 | -1) => (state: State): Step => {
  const grouping =
    groupings[(groupings.indexOf(state.grouping) + step + groupings.length) % groupings.length] ?? "section";
  return [saying(keepCursor(state, { ...state, grouping }), grouping === "flat"
    ? "not grouped"
    : `grouped by ${grouping === "kind" ? "kind of subject" : grouping}`)];
};

const sectionOrders = ["article", "failed", "unknown"] as const;
const hostOrders = ["failed", "unknown", "name"] as const;
const after = <T>(list: readonly T[], one: T): T => list[(list.indexOf(one) + 1) % list.length] ?? one;

export const sort = (state: State): Step => {
  const { screen } = placeOf(state);
  if (screen === "sections") {
    const by = after(sectionOrders, state.sectionOrder.by);
    return [saying(
      { ...state, sectionOrder: { ...state.sectionOrder, by }, scrolls: { ...state.scrolls, sections: startScroll } },
      `sorted by ${by}`
    )];
  }
  if (screen === "hosts") {
    const by = after(hostOrders, state.hostOrder.by);
    return [saying(
      { ...state, hostOrder: { ...state.hostOrder, by }, scrolls: { ...state.scrolls, hosts: startScroll } },
      `sorted by ${by}`
    )];
  }
  const by = after(sorts, state.order.by);
  return [saying(keepCursor(state, { ...state, order: { ...state.order, by } }), by === "article"
    ? "in the article's order"
    : `sorted by ${by}`)];
};

export const reverse = (state: State): Step => {
  const { screen } = placeOf(state);
  if (screen === "sections") {
    return [{ ...state, sectionOrder: { ...state.sectionOrder, reverse: !state.sectionOrder.reverse } }];
  }
  if (screen === "hosts") return [{ ...state, hostOrder: { ...state.hostOrder, reverse: !state.hostOrder.reverse } }];
  return [keepCursor(state, { ...state, order: { ...state.order, reverse: !state.order.reverse } })];
};

export const onlyControl = (state: State): Step => {
  const finding = currentFinding(state);
  if (!finding) return [saying(state, "no finding is under the cursor")];
  return drill(state, `id:${finding.result.id}`);
};
