import type { World } from "../world.js";
import { rowsOfHosts, rowsOfPlan, rowsOfSections } from "./derive.js";
import { fitAll } from "./fit.js";
import type { Model } from "./model.js";
import { keepCursor, openOf, rescan } from "./navigate.js";
import {
  isList, noFilter, placeOf, startScroll, type Filter, type ListScreen, type Place, type State, type Step,
} from "./state.js";

/** The overview opens at the first section that has something to do. */
const atFirstFailure = (state: State, { sections }: Model): State => {
  const cursor = Math.max(0, sections.findIndex(({ status }) => status === "fail"));
  return fitAll({ ...state, scrolls: { ...state.scrolls, sections: { ...startScroll, cursor } } });
};

const beginning = ({ findings }: Model): Filter => ({ ...noFilter, facets: openOf(findings), began: noFilter.where });

/** The first that there is to look at. */
export const loaded = (state: State, { model }: World): Step =>
  [atFirstFailure({ ...state, filter: beginning(model) }, model)];

/** The open findings are others when more are judged; facets that somebody chose stay. */
const reopened = (filter: Filter, { findings }: Model): Filter =>
  (filter.began ? { ...filter, facets: openOf(findings.filter(filter.began.test)) } : filter);

const reopenedPlace = (place: Place, model: Model): Place => {
  if (!isList(place)) return place;
  const { restore, again } = place;
  const filters = <T extends { readonly filter: Filter; readonly undo: readonly Filter[] }>(one: T): T =>
    ({ ...one, filter: reopened(one.filter, model), undo: one.undo.map((filter) => reopened(filter, model)) });
  return { ...place, ...(restore ? { restore: filters(restore) } : {}), ...(again ? { again: filters(again) } : {}) };
};

/** What a row of these lists is known by, whatever comes before it. */
const rowKeys: Readonly<Record<Exclude<ListScreen, "findings">, (state: State) => readonly string[]>> = {
  sections: (state) => rowsOfSections(state).map((row) => String(row.number)),
  hosts: (state) => rowsOfHosts(state).map(({ name }) => name),
  plan: (state) => rowsOfPlan(state).map((row) =>
    (row.kind === "part" ? `${row.part.kind} ${row.part.where}` : `${row.part.where}\n${row.step.lines.join("\n")}`)),
};

/** A list that nobody looks at and whose cursor is at its top begins at its top. */
const isUntouched = (state: State, screen: ListScreen): boolean =>
  placeOf(state).screen !== screen && state.scrolls[screen].cursor === 0;

const keepRow = (before: State, after: State, screen: keyof typeof rowKeys): State => {
  const { cursor } = before.scrolls[screen];
  if (isUntouched(before, screen)) return after;
  const key = rowKeys[screen](before)[cursor];
  const now = key === undefined ? -1 : rowKeys[screen](after).indexOf(key);
  if (now < 0 || now === cursor) return after;
  const { top } = before.scrolls[screen];
  const scroll = { ...before.scrolls[screen], cursor: now, top: Math.max(0, top + now - cursor) };
  return { ...after, scrolls: { ...after.scrolls, [screen]: scroll } };
};

/** More was judged: each list grows around the row that its cursor is on. */
export const refilled = (before: State, given: State, { model }: World): Step => {
  const after: State = {
    ...given, filter: reopened(given.filter, model), undo: given.undo.map((one) => reopened(one, model)),
    history: given.history.map((place) => reopenedPlace(place, model)), scan: undefined,
  };
  const kept = isUntouched(before, "findings") ? after : keepCursor(before, after);
  if (before.keys === 0) return rescan(atFirstFailure(kept, model));
  const screens = ["sections", "hosts", "plan"] as const;
  return rescan(fitAll(screens.reduce((now, screen) => keepRow(before, now, screen), kept)));
};
