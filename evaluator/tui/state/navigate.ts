import { visible } from "../../text/visible.js";
import type { Target } from "../docs/doc.js";
import { readWhere } from "../../results/where.js";
import {
  currentFinding, currentRow, docOf, matrixOf, previewDoc, rowsOfHosts, rowsOfList, rowsOfPlan, rowsOfSections,
} from "./derive.js";
import { openFacets, type Facets } from "./facets.js";
import { layoutOf, listHeight } from "./layout.js";
import { keyOf, type Finding } from "./model.js";
import { findingOf, groupKeyOf, isFolded } from "./rows.js";
import { jumpTo, settle } from "./scroll.js";
import {
  isList, noFilter, placeOf, saying, startScroll, type Effect, type Filter, type ListScreen, type Place, type State,
  type Step,
} from "./state.js";

const longestHistory = 100;

/** Goes to a place; what could be gone forward to is forgotten. */
export const push = (state: State, place: Place): State => {
  const history = [...state.history.slice(0, state.at + 1), place].slice(-longestHistory);
  const next: State = { ...state, history, at: history.length - 1, focus: "list", search: "", preview: startScroll };
  if (isList(place)) return next;
  const doc = docOf(next);
  return withPlaceScroll(next, jumpTo(startScroll, doc.start, doc.length, layoutOf(next).main.rows));
};

export const withPlaceScroll = (state: State, scroll: State["preview"]): State => {
  const place = placeOf(state);
  if (isList(place)) return state;
  const history = [...state.history];
  history[state.at] = { ...place, scroll };
  return { ...state, history };
};

export const goScreen = (state: State, screen: ListScreen): State =>
  (placeOf(state).screen === screen ? state : push(state, { screen }));

/** What changes the rows keeps the cursor on the same finding, or on what holds it. */
export const keepCursor = (before: State, after: State): State => {
  const row = currentRow(before);
  const rows = rowsOfList(after);
  const anchored =
    before.anchor && before.anchor.row === row?.key ? before.world?.model.byKey.get(before.anchor.key) : undefined;
  const finding = anchored ?? findingOf(row);
  const height = listHeight(layoutOf(after));
  const at = (test: (key: string, id: string | undefined) => boolean): number =>
    rows.findIndex((one) => test(one.key, one.kind === "control" ? one.first.result.id : undefined));
  let index = row === undefined || anchored ? -1 : at((key) => key === row.key);
  if (index < 0 && finding) index = at((key) => key === finding.key);
  if (index < 0 && finding) index = at((_, id) => id === finding.result.id);
  const group = finding && groupKeyOf(after.grouping, finding);
  if (index < 0 && group !== undefined) index = at((key) => key === group);
  const { findings } = after.scrolls;
  const scroll = index < 0 ? settle(findings, rows.length, height) : jumpTo(findings, index, rows.length, height);
  const now = rows[scroll.cursor];
  const moved = findingOf(now)?.key !== finding?.key;
  const anchor =
    now && finding && index >= 0 && now.kind !== "finding" ? { row: now.key, key: finding.key } : undefined;
  return {
    ...after, anchor, scrolls: { ...after.scrolls, findings: scroll }, ...(moved ? { preview: startScroll } : {}),
  };
};

/** Findings that need something done; without any, all of them. */
export const openOf = (findings: readonly Finding[]): Facets =>
  openFacets(new Set(findings.map(({ status }) => status)));

/** Opens the findings that a filter leaves, as a place of its own. */
export const drill = (state: State, text: string): Step => {
  const where = readWhere(text);
  if (!state.world || "problem" in where) return [state];
  const filter: Filter = { text, where, facets: openOf(state.world.model.findings.filter(where.test)), began: where };
  const next = push(
    { ...state, filter, undo: [], scan: undefined, scrolls: { ...state.scrolls, findings: startScroll } },
    { screen: "findings", restore: { filter: state.filter, undo: state.undo } }
  );
  return [{ ...next, scrolls: { ...next.scrolls, findings: startScroll } }];
};

export const follow = (state: State, target: Target | undefined): Step => {
  if (!target) return [saying(state, "nothing to open on this line")];
  if (target.kind === "finding") return [push(state, { screen: "detail", key: target.key, scroll: startScroll })];
  if (target.kind === "filter") return drill(state, target.where);
  if (target.kind === "link") {
    return [{ ...state, lastCopied: visible(target.url) }, [{ kind: "link", url: visible(target.url) }]];
  }
  if (target.kind === "control") return [push(state, { screen: "control", id: target.id, scroll: startScroll })];
  const id = currentFinding(state)?.result.id;
  return [push({ ...state, bytes: false }, {
    screen: "source", ref: target.ref, lines: target.lines, ...(id === undefined ? {} : { id }), scroll: startScroll,
  })];
};

export const setFold = (state: State, key: string, folded: boolean): State => {
  const toggled = state.folds[state.grouping] ?? new Set<string>();
  if (isFolded(key, toggled) === folded) return state;
  const next = new Set(toggled);
  if (!next.delete(key)) next.add(key);
  return keepCursor(state, { ...state, folds: { ...state.folds, [state.grouping]: next } });
};

const openFinding = (state: State): Step => {
  if (state.focus === "preview") return follow(state, previewDoc(state).target(state.preview.cursor));
  const row = currentRow(state);
  if (!row) return [saying(state, "nothing is listed: esc undoes the last filter")];
  if (row.kind === "group") return [setFold(state, row.key, !row.folded)];
  const finding = findingOf(row);
  return finding ? [push(state, { screen: "detail", key: finding.key, scroll: startScroll })] : [state];
};

const openPlanRow = (state: State): Step => {
  const row = rowsOfPlan(state)[state.scrolls.plan.cursor];
  if (row?.kind !== "step" || !state.world) return [saying(state, "the head of a part: its steps are below")];
  const [cause] = row.step.causes;
  const finding = (state.world.model.byControl.get(cause?.id ?? "") ?? []).find(({ result, subject }) =>
    cause?.subjects.includes(subject?.name ?? "") && keyOf(result.id, subject) !== result.id);
  return finding ? [push(state, { screen: "detail", key: finding.key, scroll: startScroll })] : [state];
};

/** ⏎ on each screen. */
export const open = (state: State): Step => {
  const place = placeOf(state);
  if (!isList(place)) return follow(state, docOf(state).target(place.scroll.cursor));
  if (place.screen === "findings") return openFinding(state);
  if (place.screen === "sections") {
    const row = rowsOfSections(state)[state.scrolls.sections.cursor];
    if (!row) return [state];
    return row.status === "not_covered"
      ? [saying(state, state.filling
        ? `section ${row.number} is not judged yet`
        : `no control of this run covers section ${row.number}`)]
      : drill(state, `sec:${row.number}`);
  }
  if (place.screen === "hosts") {
    if (state.focus === "preview") {
      const row = matrixOf(state).rows[state.preview.cursor];
      return row ? drill(state, `id:${row.first.result.id}`) : [state];
    }
    const host = rowsOfHosts(state)[state.scrolls.hosts.cursor];
    return host ? drill(state, `host:"=${host.name.replaceAll('"', "")}"`) : [state];
  }
  return openPlanRow(state);
};

export const goBack = (state: State): Step => {
  if (state.at === 0) return [saying(state, "this is where you began; q leaves")];
  const place = placeOf(state);
  if (!isList(place) || !place.restore) return [keepScroll({ ...state, at: state.at - 1, focus: "list", search: "" })];
  // Going forward again finds the filter that is left here.
  const history = [...state.history];
  history[state.at] = { ...place, again: { filter: state.filter, undo: state.undo } };
  return rescan(
    keepScroll({ ...state, ...place.restore, history, scan: undefined, at: state.at - 1, focus: "list", search: "" })
  );
};

export const goForward = (state: State): Step => {
  const place = state.history[state.at + 1];
  if (!place) return [saying(state, "there is nothing to go forward to")];
  const again = isList(place) ? place.again : undefined;
  return rescan(keepScroll(
    { ...state, ...again, ...(again ? { scan: undefined } : {}), at: state.at + 1, focus: "list", search: "" }
  ));
};

const keepScroll = (state: State): State => ({ ...state, preview: startScroll, scrolls: {
  ...state.scrolls, findings: settle(state.scrolls.findings, rowsOfList(state).length, listHeight(layoutOf(state))),
} });

/** esc: clears the search, undoes the last filter, then goes back. It never leaves the program. */
export const escape = (state: State): Step => {
  const place = placeOf(state);
  const { screen } = place;
  if (state.search !== "") return [{ ...state, search: "" }];
  if (state.focus !== "list") return [{ ...state, focus: "list" }];
  if (screen === "findings" && state.undo.length > 0) {
    const [filter = noFilter] = state.undo.slice(-1);
    return rescan(keepCursor(state, { ...state, filter, undo: state.undo.slice(0, -1), scan: undefined }));
  }
  if (isList(place) && state.local[place.screen] !== "") return [{
    ...state, local: { ...state.local, [place.screen]: "" }, scrolls: { ...state.scrolls, [place.screen]: startScroll },
  }];
  return goBack(state);
};

/** A slow filter is run beside the keys; others are run at once. */
export const rescan = (state: State): Step => {
  const { where } = state.filter;
  if (!where.slow) return [{ ...state, scan: undefined }];
  if (state.scan?.where === where) return [state];
  const effect: Effect = { kind: "scan", where };
  return [{ ...state, scan: { where, done: 0, hits: new Set() } }, [effect]];
};

/** q: closes what was opened; at the top it leaves. */
export const quit = (state: State): Step => {
  const place = placeOf(state);
  if (isList(place) && !place.restore) return [state, [{ kind: "quit" }]];
  return state.at === 0 ? [state, [{ kind: "quit" }]] : goBack(state);
};
