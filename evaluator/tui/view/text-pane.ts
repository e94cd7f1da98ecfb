import { matchesIn, type Doc } from "../docs/doc.js";
import { fitLine, highlight, line, shown, type Line } from "../text/line.js";
import { visible } from "../../text/visible.js";
import type { Scroll } from "../state/state.js";

/** The window of a text. The cursor's line has `>` and is inverse where the pane has the keys. */
export const textLines = (
  doc: Doc, scroll: Scroll, columns: number, rows: number, focused: boolean, search: string,
): readonly Line[] => {
  const lines: Line[] = [];
  for (let i = 0; i < rows && scroll.top + i < doc.length; i++) {
    const index = scroll.top + i;
    const selected = focused && index === scroll.cursor;
    const one = fitLine(doc.line(index), columns - 2);
    const found = search === "" ? one : highlight(one, matchesIn(one, search));
    const whole = line(shown(visible(selected ? ">" : " ")), ...found.spans);
    lines.push(selected ? { ...whole, selected } : whole);
  }
  return lines;
};

/** Where in a text the window is, in words. */
export const positionOf = (doc: Doc, scroll: Scroll, rows: number): string =>
  doc.length <= rows
    ? "all"
    : scroll.top === 0 ? "top"
    : scroll.top + rows >= doc.length ? "end"
    : `${Math.round((100 * (scroll.top + rows)) / doc.length)}%`;
