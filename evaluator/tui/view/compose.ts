import { gap, sliceSpans, span, widthOf, type Line, type Span } from "../text/line.js";
import { paintedRow, paintLine, type Painted, type Theme } from "../theme.js";
import type { Frame, OverlayView } from "./frame.js";

/**
 * Ink places boxes and never sees their text: 6.8 gives every code point a cell of its own, so that a combining mark
 * shifts what is right of it, lets text from outside through to the terminal, and takes ten times as long over a full
 * screen. Each row is one private-use character to it; where that came out is where the row's text goes.
 */
const firstToken = 0x100000;

export const tokenOf = (slot: number): string => String.fromCodePoint(firstToken + slot);

export interface Slot {
  readonly line: Line;
  readonly columns: number;
}

/** The rows of a frame in the order in which the layout numbers them. */
export const slotsOf = (frame: Frame): readonly Slot[] => [
  ...frame.head.map((line) => ({ line, columns: frame.columns })),
  ...frame.panes.flatMap(({ lines, columns, rows }) =>
    Array.from({ length: rows }, (_, i): Slot => ({ line: lines[i] ?? { spans: [] }, columns }))),
  ...(frame.rule ? [{ line: frame.rule, columns: frame.columns }] : []),
  ...frame.foot.map((line) => ({ line, columns: frame.columns })),
];

export interface Placed {
  readonly column: number;
  readonly slot: number;
}

/** Where Ink put each row: its output holds nothing but the tokens and blanks. */
export const placesIn = (layout: string): readonly (readonly Placed[])[] =>
  layout.split("\n").map((row) => [...row].flatMap((character, column): Placed[] => {
    const point = character.codePointAt(0) ?? 0;
    return point >= firstToken ? [{ column, slot: point - firstToken }] : [];
  }));

const separator: Span = { ...gap(1), tone: "quiet" };
const paneRule = span(" │ ", "quiet");

/** The lines of one row of the screen, side by side. Between panes stands a line. */
const joinRow = (
  placed: readonly Placed[], slots: readonly Slot[],
): readonly { readonly line: Line; readonly columns: number }[] => {
  const parts: { line: Line; columns: number }[] = [];
  let at = 0;
  for (const { column, slot } of placed) {
    const one = slots[slot];
    if (!one) continue;
    if (column > at) parts.push({
      line: { spans: column - at === 3 ? [paneRule] : [{ ...separator, ...gap(column - at) }] }, columns: column - at,
    });
    parts.push(one);
    at = column + one.columns;
  }
  return parts;
};

const overlayRow = (parts: readonly Slot[], overlay: OverlayView, line: Line, theme: Theme): Painted => {
  const before: Span[] = [];
  const after: Span[] = [];
  const end = overlay.column + overlay.columns;
  let at = 0;
  for (const { line: one, columns } of parts) {
    const spans = [...one.spans, gap(columns - widthOf(one.spans))];
    if (at < overlay.column) before.push(...sliceSpans(spans, 0, overlay.column - at));
    if (at + columns > end) after.push(...sliceSpans(spans, Math.max(0, end - at), columns));
    at += columns;
  }
  const left = [...before, gap(overlay.column - widthOf(before))];
  return paintedRow(
    paintLine({ spans: left }, overlay.column, theme), paintLine(line, overlay.columns, theme),
    paintLine({ spans: after }, 0, theme)
  );
};

/** The frame as the terminal gets it, a line a row. */
export const composeFrame = (
  layout: readonly (readonly Placed[])[], frame: Frame, theme: Theme,
): readonly Painted[] => {
  const slots = slotsOf(frame);
  return Array.from({ length: frame.rows }, (_, row) => {
    const parts = joinRow(layout[row] ?? [], slots);
    const { overlay } = frame;
    const over = overlay && row >= overlay.row ? overlay.lines[row - overlay.row] : undefined;
    if (overlay && over) return overlayRow(parts, overlay, over, theme);
    return paintedRow(...parts.map(({ line, columns }, i) => {
      const last = i === parts.length - 1;
      const padded = last ? line : { ...line, spans: [...line.spans, gap(columns - widthOf(line.spans))] };
      return paintLine(padded, columns, theme);
    }));
  });
};
