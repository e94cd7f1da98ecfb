import { statusSigns } from "../../text/style.js";
import { visible, width, type Visible } from "../../text/visible.js";
import { matrixOf, type MatrixRow } from "./derive.js";
import { layoutOf } from "./layout.js";
import { memo } from "./memo.js";
import { jumpTo } from "./scroll.js";
import { saying, type State, type Step } from "./state.js";

/** Names without what they all end in, cut at a dot, as long as they stay different. */
export const hostLabels = memo((hosts: readonly string[]): readonly string[] => {
  if (hosts.length < 2) return hosts;
  const parts = hosts.map((host) => host.split("."));
  const all = new Set(hosts).size;
  // The last cut after which they all differ, but a name is left of each.
  for (let keep = 1; keep < Math.max(...parts.map(({ length }) => length)); keep++) {
    const labels = parts.map((words) => words.slice(0, keep).join("."));
    if (new Set(labels).size === all) return labels;
  }
  return hosts;
});

const narrowest = 9;
const widest = 18;
/** Before the cells stand the sign of the cursor and the control's number. */
const before = 9;

/** How the matrix is laid out: columns of the terminal, and the hosts `from` to `from + fits` that are to be seen. */
export interface MatrixShape {
  readonly labels: readonly Visible[];
  readonly cell: number;
  readonly title: number;
  /** The column that names the hosts which differ; 0 where all hosts are to be seen anyway. */
  readonly odd: number;
  readonly fits: number;
  readonly from: number;
}

export const matrixShape = (
  state: State, columns = layoutOf(state).second?.columns ?? state.size.columns,
): MatrixShape => {
  const { hosts } = matrixOf(state);
  const labels = hostLabels(hosts).map((label) => visible(label));
  const cell = Math.max(narrowest, Math.min(widest, Math.max(0, ...labels.map((label) => width(label))) + 1));
  const room = columns - before;
  const all = Math.max(18, Math.min(48, Math.max(room - hosts.length * cell, Math.floor(room * 0.3))));
  const odd = hosts.length > Math.max(1, Math.floor((room - all) / cell)) ? cell + 4 : 0;
  const title = odd === 0 ? all : Math.max(18, Math.min(48, Math.floor((room - odd) * 0.35)));
  const fits = Math.max(1, Math.floor((room - title - odd) / cell));
  return { labels, cell, title, odd, fits, from: Math.max(0, Math.min(state.preview.left, hosts.length - fits)) };
};

/** Turns the hosts so that a column is to be seen, no further than that takes. */
const showing = (state: State, column: number): State => {
  const { from, fits } = matrixShape(state);
  const left = column < from ? column : column >= from + fits ? column - fits + 1 : from;
  return left === state.preview.left ? state : { ...state, preview: { ...state.preview, left } };
};

/** The row of the cursor shows a host that differs in it: the nearest one, where none is to be seen. */
export const followOdd = (state: State): State => {
  const odd = matrixOf(state).rows[state.preview.cursor]?.odd ?? [];
  const { from, fits } = matrixShape(state);
  const far = (column: number): number => Math.max(from - column, column - (from + fits - 1), 0);
  const [nearest] = [...odd].sort((a, b) => far(a) - far(b) || a - b);
  return nearest === undefined ? state : showing(state, nearest);
};

const wordsOf = (state: State, row: MatrixRow, columns: readonly number[]): string => {
  const { labels } = matrixShape(state);
  const said = columns.slice(0, 3).map((i) => `${labels[i] ?? ""} ${statusSigns[row.cells[i]?.status ?? "pass"].word}`);
  const more = row.odd.length - said.length;
  const usual = row.usual === undefined ? "" : `; the others: ${statusSigns[row.usual].word}`;
  return `${row.first.result.id}: ${said.join(", ")}${more > 0 ? ` and ${more} more` : ""}${usual}`;
};

/** n and N: the next host that differs in this row and is not to be seen yet, then the next row that has one. */
export const nextOdd = (step: 1 | -1) => (state: State): Step => {
  const layout = layoutOf(state);
  const { rows } = matrixOf(state);
  if (!layout.second) return [saying(state, "there is no room for the matrix here")];
  if (rows.every(({ odd }) => odd.length === 0)) return [saying(state, "no control differs between these hosts")];
  const { cursor } = state.preview;
  const { from, fits } = matrixShape(state);
  const here = rows[cursor];
  const further = (here?.odd ?? []).filter((column) => (step > 0 ? column >= from + fits : column < from));
  const column = step > 0 ? further[0] : further.at(-1);
  if (state.focus === "preview" && here && column !== undefined) {
    return [saying(showing(state, column), wordsOf(state, here, [column]))];
  }
  // The first time, the cursor goes into the matrix: where it stands is the first one.
  let index = state.focus === "preview" ? cursor + step : cursor;
  while (rows[index]?.odd.length === 0) index += step;
  const row = rows[index];
  if (!row) return [saying(state, step > 0 ? "no further row differs" : "no row before this one differs")];
  const at = jumpTo(state.preview, index, rows.length, layout.second.rows - 1);
  const next: State = { ...state, focus: "preview", preview: at };
  return [saying(showing(next, (step > 0 ? row.odd[0] : row.odd.at(-1)) ?? 0), wordsOf(state, row, row.odd))];
};
