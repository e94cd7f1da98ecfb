import type { Tone as CliTone } from "../../text/style.js";
import { blanks, characters, cut, fit, joined, sliced, visible, width, type Visible } from "../../text/visible.js";

/** Meanings that the browser draws. Each is also said by a word or a sign: colour and weight only repeat it. */
export type Tone = CliTone | "title" | "match" | "focus" | "key" | "link" | "comment" | "string" | "number" | "keyword";

export interface Span {
  readonly text: Visible;
  readonly tone?: Tone;
}

/** One row of a pane. Only escaped text can be in it. */
export interface Line {
  readonly spans: readonly Span[];
  /** The cursor is on it: drawn inverse, with `>` in its first column. */
  readonly selected?: boolean;
}

export const span = (text: string, tone?: Tone): Span =>
  ({ text: visible(text), ...(tone === undefined ? {} : { tone }) });
/** Text that has been escaped already: escaping it again would escape the escapes' own signs. */
export const shown = (text: Visible, tone?: Tone): Span => (tone === undefined ? { text } : { text, tone });
export const line = (...spans: readonly Span[]): Line => ({ spans });
export const text = (words: string, tone?: Tone): Line => line(span(words, tone));
export const blank: Line = { spans: [] };

export const widthOf = (spans: readonly Span[]): number => spans.reduce((sum, one) => sum + width(one.text), 0);
export const gap = (count: number): Span => ({ text: blanks(count) });

const ellipsis = visible("…");
const nothing = visible("");

/** The spans in at most so many columns, the cut marked by … */
export const fitSpans = (spans: readonly Span[], columns: number): readonly Span[] => {
  if (widthOf(spans) <= columns) return spans;
  const out: Span[] = [];
  let left = Math.max(0, columns - 1);
  for (const one of spans) {
    const taken = cut(one.text, left);
    out.push({ ...one, text: taken });
    left -= width(taken);
    if (taken !== one.text) break;
  }
  return columns > 0 ? [...out, { text: ellipsis }] : [];
};

/** A cell of a table: the text cut or filled to exactly so many columns, so that nothing can push its neighbour. */
export const cell = (words: Visible, columns: number, tone?: Tone, align: "left" | "right" = "left"): Span => {
  if (columns <= 0) return { text: nothing };
  const fitted = fit(words, columns);
  const fill = blanks(columns - width(fitted));
  return shown(align === "left" ? joined(fitted, fill) : joined(fill, fitted), tone);
};

/** A cell with a blank at its end, so that a cut text does not touch the next column. */
export const column = (words: Visible, columns: number, tone?: Tone): Span =>
  cell(columns > 1 ? fit(words, columns - 1) : words, columns, tone);

/** Left and right text on one line, the right one at the edge; the left one gives way. */
export const edges = (left: readonly Span[], right: readonly Span[], columns: number): Line => {
  const rightSide = fitSpans(right, columns);
  const room = columns - widthOf(rightSide) - (rightSide.length > 0 ? 1 : 0);
  const leftSide = fitSpans(left, Math.max(0, room));
  return line(...leftSide, gap(columns - widthOf(leftSide) - widthOf(rightSide)), ...rightSide);
};

/** The columns from one to another, without the latter. A wide character that is cut in two becomes blanks. */
export const sliceSpans = (spans: readonly Span[], from: number, to: number): readonly Span[] => {
  const out: Span[] = [];
  let at = 0;
  for (const one of spans) {
    const end = at + width(one.text);
    if (end > from && at < to) {
      const head = at < from ? cut(one.text, from - at) : nothing;
      const lost = at < from ? from - at - width(head) : 0;
      const rest = sliced(one.text, head.length);
      // Where the cut went through a character, the character goes and a blank stands for its half.
      const [first] = lost > 0 ? characters(rest) : [];
      const tail = first ? joined(blanks(first.columns - lost), sliced(rest, first.text.length)) : rest;
      const room = to - Math.max(at, from);
      const taken = cut(tail, room);
      const short = Math.min(room, end - Math.max(at, from)) - width(taken);
      out.push({ ...one, text: joined(taken, blanks(short)) });
    }
    at = end;
  }
  return out;
};

export const fitLine = (one: Line, columns: number): Line => {
  const spans = fitSpans(one.spans, columns);
  return spans === one.spans ? one : { ...one, spans };
};

export const plainText = (one: Line): string => one.spans.map((part) => part.text).join("");

/**
 * Splits the spans where a search matches and gives the matches their tone. `found` are offsets into the line's plain
 * text.
 */
export const highlight = (one: Line, found: readonly (readonly [number, number])[]): Line => {
  if (found.length === 0) return one;
  const spans: Span[] = [];
  let at = 0;
  for (const part of one.spans) {
    const end = at + part.text.length;
    let from = at;
    for (const [start, stop] of found) {
      if (stop <= from || start >= end) continue;
      const left = Math.max(start, from);
      const right = Math.min(stop, end);
      if (left > from) spans.push({ ...part, text: sliced(part.text, from - at, left - at) });
      spans.push({ text: sliced(part.text, left - at, right - at), tone: "match" });
      from = right;
    }
    if (from < end) spans.push({ ...part, text: sliced(part.text, from - at) });
    at = end;
  }
  return { ...one, spans };
};
