import { findLine, type Doc } from "../docs/doc.js";
import { facetNames, facetTable } from "./facets.js";
import {
  currentRow, docOf, matrixOf, previewDoc, rowsOfHosts, rowsOfList, rowsOfPlan, rowsOfSections,
} from "./derive.js";
import { layoutOf, listHeight } from "./layout.js";
import { followOdd, matrixShape, nextOdd } from "./matrix.js";
import { push, setFold, withPlaceScroll } from "./navigate.js";
import { jumpTo, moved, settle, type Move } from "./scroll.js";
import { isList, placeOf, saying, startScroll, type ListScreen, type Scroll, type State, type Step } from "./state.js";
import { findingOf } from "./rows.js";

/** What a movement is about: its scroll, how long it is, how much of it shows, and how to put the new scroll back. */
interface Scrolled {
  readonly scroll: Scroll;
  readonly length: number;
  readonly height: number;
  readonly put: (scroll: Scroll) => State;
}

export const lengthOfList = (state: State, screen: ListScreen): number =>
  screen === "findings"
    ? rowsOfList(state).length
    : screen === "sections" ? rowsOfSections(state).length
    : screen === "hosts" ? rowsOfHosts(state).length
    : rowsOfPlan(state).length;

/** Every facet with its values, as one column: the heads are lines too, but the cursor steps over them. */
export type FacetLine =
  | { readonly kind: "head"; readonly facet: (typeof facetNames)[number] }
  | { readonly kind: "value"; readonly facet: (typeof facetNames)[number]; readonly index: number };
export const facetLines = (state: State): readonly FacetLine[] => {
  if (!state.world) return [];
  const table = facetTable(state.world.model);
  return facetNames.flatMap((facet): FacetLine[] => {
    const { length } = table.values[facet];
    return length < 2 ? [] : [
      { kind: "head", facet }, ...Array.from({ length }, (_, index): FacetLine => ({ kind: "value", facet, index })),
    ];
  });
};

export const facetHeight = (state: State): number =>
  layoutOf(state).facets?.rows ?? Math.max(4, Math.min(state.size.rows - 9, 20));

const scrolledOf = (state: State): Scrolled => {
  const layout = layoutOf(state);
  const place = placeOf(state);
  if (state.focus === "facets" || state.overlay?.kind === "facets") {
    return { scroll: state.facetAt, length: facetLines(state).length, height: facetHeight(state), put: (facetAt) =>
      ({ ...state, facetAt }) };
  }
  if (!isList(place)) {
    const scroll = place.scroll;
    return {
      scroll, length: docOf(state).length, height: layout.main.rows, put: (next) => withPlaceScroll(state, next),
    };
  }
  const { screen } = place;
  if (state.focus === "preview" && layout.second) {
    const length = screen === "hosts" ? matrixOf(state).rows.length : previewDoc(state).length;
    const put = (preview: Scroll): State => {
      const next = { ...state, preview };
      return screen === "hosts" && preview.cursor !== state.preview.cursor ? followOdd(next) : next;
    };
    return { scroll: state.preview, length, height: layout.second.rows - (screen === "hosts" ? 1 : 0), put };
  }
  return {
    scroll: state.scrolls[screen], length: lengthOfList(state, screen), height: listHeight(layout),
    put: (scroll) => ({
      ...state, scrolls: { ...state.scrolls, [screen]: scroll },
      ...(scroll.cursor === state.scrolls[screen].cursor || screen === "hosts" ? {} : { preview: startScroll }),
    }),
  };
};

export const move = (direction: Move) => (state: State): Step => {
  const { scroll, length, height, put } = scrolledOf(state);
  return [put(moved(scroll, direction, length, height))];
};

/** The wheel turns the window three rows, the cursor goes along. */
export const wheel = (direction: 1 | -1) => (state: State): Step => {
  const { scroll, length, height, put } = scrolledOf(state);
  return [
    put(settle({ ...scroll, cursor: scroll.cursor + direction * 3, top: scroll.top + direction * 3 }, length, height)),
  ];
};

export const clickRow = (state: State, row: number): Step => {
  const { scroll, length, height, put } = scrolledOf(state);
  const index = scroll.top + row;
  return index < 0 || index >= length ? [state] : [put(settle({ ...scroll, cursor: index }, length, height))];
};

const sideways = (state: State, by: number): State | undefined => {
  const place = placeOf(state);
  if (place.screen === "source") {
    return withPlaceScroll(state, { ...place.scroll, left: Math.max(0, place.scroll.left + by) });
  }
  if (place.screen === "hosts") {
    const { from, fits } = matrixShape(state);
    const most = Math.max(0, matrixOf(state).hosts.length - fits);
    return { ...state, preview: { ...state.preview, left: Math.max(0, Math.min(from + Math.sign(by), most)) } };
  }
  return undefined;
};

/** ← folds, and on a row that cannot fold goes to what holds it. */
export const left = (state: State): Step => {
  const scrolled = sideways(state, -8);
  if (scrolled) return [scrolled];
  const row = placeOf(state).screen === "findings" && state.focus === "list" ? currentRow(state) : undefined;
  if (!row) return [state];
  if (row.kind !== "finding" && !row.folded) return [setFold(state, row.key, true)];
  const rows = rowsOfList(state);
  const level = (index: number): number => {
    const one = rows[index];
    return one === undefined || one.kind === "group" ? 0 : one.level;
  };
  const at = state.scrolls.findings.cursor;
  for (let i = at - 1; i >= 0; i--) {
    if (rows[i]?.kind === "group" || (rows[i]?.kind === "control" && level(i) < level(at))) return [{
      ...state,
      scrolls: {
        ...state.scrolls, findings: jumpTo(state.scrolls.findings, i, rows.length, listHeight(layoutOf(state))),
      },
      preview: startScroll,
    }];
  }
  return [state];
};

export const right = (state: State): Step => {
  const scrolled = sideways(state, 8);
  if (scrolled) return [scrolled];
  const row = placeOf(state).screen === "findings" && state.focus === "list" ? currentRow(state) : undefined;
  return row && row.kind !== "finding" && row.folded ? [setFold(state, row.key, false)] : [state];
};

/** Tab: the next pane of a list, the next part of a text. */
export const pane = (step: 1 | -1) => (state: State): Step => {
  const place = placeOf(state);
  if (isList(place)) {
    const layout = layoutOf(state);
    const panes = [
      "list" as const,
      ...(layout.second && place.screen !== "sections" && place.screen !== "plan" ? ["preview" as const] : []),
      ...(layout.facets ? ["facets" as const] : []),
    ];
    if (panes.length === 1) return [saying(state, "there is one pane here")];
    const at = Math.max(0, panes.findIndex((one) => one === state.focus)) + step + panes.length;
    const next: State = { ...state, focus: panes[at % panes.length] ?? "list" };
    return [place.screen === "hosts" && next.focus === "preview" ? followOdd(next) : next];
  }
  const { headings, length } = docOf(state);
  const { scroll } = place;
  const next = step > 0
    ? headings.find((index) => index > scroll.cursor) ?? headings[0]
    : [...headings].reverse().find((index) => index < scroll.cursor) ?? headings.at(-1);
  return next === undefined
    ? [state]
    : [withPlaceScroll(state, settle({ ...scroll, cursor: next, top: next }, length, layoutOf(state).main.rows))];
};

const searchedDoc = (state: State): {
  readonly doc: Doc; readonly scroll: Scroll; readonly put: (scroll: Scroll) => State; readonly height: number;
} | undefined => {
  const place = placeOf(state);
  if (!isList(place)) return {
    doc: docOf(state), scroll: place.scroll, put: (scroll) => withPlaceScroll(state, scroll),
    height: layoutOf(state).main.rows,
  };
  if (place.screen !== "findings" || state.focus !== "preview") return undefined;
  return {
    doc: previewDoc(state), scroll: state.preview, put: (preview) => ({ ...state, preview }),
    height: layoutOf(state).second?.rows ?? 1,
  };
};

export const searchFrom = (state: State, text: string, from: number, step: 1 | -1): Step => {
  const searched = searchedDoc(state);
  if (!searched || text === "") return [state];
  const found = findLine(searched.doc, text, from, step);
  if (!found) return [saying(state, `nothing here has ${JSON.stringify(text)}`, "doubt")];
  const next = searched.put(jumpTo(searched.scroll, found.index, searched.doc.length, searched.height));
  const place = placeOf(next);
  return [place.screen === "source" && found.column !== undefined
    ? showColumn(next, place.scroll, found.column, text.length)
    : next];
};

/** Scrolls a long line to what was found in it, where that is not to be seen. */
const showColumn = (state: State, scroll: Scroll, column: number, length: number): State => {
  // Beside the text stand its sign and number.
  const room = Math.max(20, layoutOf(state).main.columns - 12);
  const seen = column >= scroll.left && column + length <= scroll.left + room;
  return seen ? state : withPlaceScroll(
    state, { ...scroll, left: column + length <= room ? 0 : Math.max(0, column - Math.floor(room / 3)) }
  );
};

/** n and N: the next match; where nothing is searched for, the next finding of the list. */
export const next = (step: 1 | -1) => (state: State): Step => {
  const searched = searchedDoc(state);
  if (searched && state.search !== "") return searchFrom(state, state.search, searched.scroll.cursor, step);
  const place = placeOf(state);
  if (place.screen === "hosts") return nextOdd(step)(state);
  if (place.screen !== "findings" && place.screen !== "detail") {
    return [saying(state, "nothing is searched for: / begins")];
  }
  const rows = rowsOfList(state);
  const key = place.screen === "detail" ? place.key : undefined;
  const at = key === undefined ? state.scrolls.findings.cursor : rows.findIndex((row) => row.key === key
    || (row.kind === "control" && row.folded && row.first.result.id === state.world?.model.byKey.get(key)?.result.id));
  const isHead = (row: (typeof rows)[number] | undefined): boolean =>
    row?.kind === "group" || (row?.kind === "control" && !row.folded);
  let index = at + step;
  while (isHead(rows[index])) index += step;
  const finding = findingOf(rows[index]);
  if (!finding) {
    return [saying(state, step > 0 ? "this is the last finding of the list" : "this is the first finding of the list")];
  }
  const withCursor = { ...state, scrolls: {
    ...state.scrolls, findings: jumpTo(state.scrolls.findings, index, rows.length, listHeight(layoutOf(state))),
  }, preview: startScroll };
  if (place.screen === "findings") return [withCursor];
  // Going through findings one by one is one step of the history, not one each.
  const history = [...withCursor.history];
  history.splice(state.at, 1);
  return [
    push({ ...withCursor, history, at: state.at - 1 }, { screen: "detail", key: finding.key, scroll: startScroll }),
  ];
};
