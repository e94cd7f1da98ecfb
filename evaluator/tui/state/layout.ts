import type { Size, State } from "./state.js";
import { screenOf } from "./state.js";

export const smallest: Size = { columns: 60, rows: 16 };
/** From here panes stand side by side. */
const wideFrom = 100;
const facetsFrom = 130;
const facetsWidth = 26;

export interface Pane {
  readonly columns: number;
  readonly rows: number;
}

/** How the screen is divided. Rows: title, where one is, the body, a rule, and two lines of keys. */
export interface Layout {
  readonly wide: boolean;
  readonly columns: number;
  readonly body: number;
  readonly facets: Pane | undefined;
  readonly main: Pane;
  /** Beside the list where it is wide, else below it, under a rule of its own. */
  readonly second: Pane | undefined;
}

export const isTooSmall = ({ columns, rows }: Size): boolean => columns < smallest.columns || rows < smallest.rows;

const twoPaned = new Set(["findings", "sections", "hosts", "plan", "detail"]);
const separator = 3;

export const layoutOf = (state: State): Layout => {
  const columns = state.size.columns;
  const body = Math.max(1, state.size.rows - 5);
  const screen = screenOf(state);
  const wide = columns >= wideFrom;
  const facets = screen === "findings" && wide && (state.facetsOpen ?? columns >= facetsFrom)
    ? { columns: facetsWidth, rows: body }
    : undefined;
  const room = columns - (facets ? facetsWidth + separator : 0);
  if (!twoPaned.has(screen)) {
    return { wide, columns, body, facets, main: { columns: room, rows: body }, second: undefined };
  }
  if (wide && screen !== "hosts") {
    const left = Math.max(30, Math.min(room - 30 - separator, Math.floor((room * state.share) / 100)));
    return {
      wide, columns, body, facets, main: { columns: left, rows: body },
      second: { columns: room - left - separator, rows: body },
    };
  }
  // The matrix has no place of its own to open, so that it is there on the smallest screen as well.
  if ((body < 13 && screen !== "hosts") || screen === "detail") {
    return { wide, columns, body, facets, main: { columns, rows: body }, second: undefined };
  }
  // Few hosts need few lines: the matrix below them has the rest.
  const most = screen === "hosts" && state.world ? Math.max(3, state.world.model.hosts.length + 1) : body;
  const upper = Math.min(most, Math.max(5, Math.min(body - 5, Math.floor((body * state.share) / 100))));
  return { wide, columns, body, facets, main: { columns, rows: upper }, second: { columns, rows: body - upper - 1 } };
};

/** Lists have a line of column names above their rows. */
export const listHeight = (layout: Layout): number => Math.max(1, layout.main.rows - 1);
