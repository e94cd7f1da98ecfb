import { visible, wrapped, type Visible } from "../../text/visible.js";
import { blank, gap, line, plainText, shown, span, type Line, type Tone } from "../text/line.js";
import type { SourceRef } from "../world.js";

/** Where ⏎ leads from a line. */
export type Target =
  | { readonly kind: "finding"; readonly key: string }
  | { readonly kind: "source"; readonly ref: SourceRef; readonly lines: readonly number[] }
  | { readonly kind: "control"; readonly id: string }
  | { readonly kind: "link"; readonly url: string }
  | { readonly kind: "filter"; readonly where: string };

/** Where a search ended: the line, and how far into it the text stands. */
export interface Found {
  readonly index: number;
  readonly column?: number;
}

/** A text to scroll through. Lines are made when they are looked at: an output may have a hundred thousand of them. */
export interface Doc {
  readonly length: number;
  line(index: number): Line;
  target(index: number): Target | undefined;
  /** Indexes of the lines that begin a part; Tab goes from one to the next. */
  readonly headings: readonly number[];
  /** Where the cursor stands when the text is opened. */
  readonly start: number;
  /** What is said beside the title. */
  readonly note?: Visible;
  /** A search of its own, for texts that are too long to make each line of. It goes round once. */
  find?(text: string, from: number, step: 1 | -1): Found | undefined;
  /** Lines at the beginning that say what the text is, before the text itself. */
  readonly headLines?: number;
  /** How many characters of these lines are shown as their number. */
  escaped?(from: number, to: number): number;
}

interface Entry {
  readonly line: Line;
  readonly target?: Target;
  readonly heading?: boolean;
}

export interface DocWriter {
  heading(words: string, rest?: string, target?: Target): void;
  /** Words that are broken into lines of the width. */
  words(words: string, options?: {
    readonly tone?: Tone; readonly indent?: number; readonly mark?: string; readonly markTone?: Tone;
    readonly target?: Target;
  }): void;
  add(one: Line, target?: Target): void;
  gap(): void;
  done(note?: Visible): Doc;
}

const longestWords = 4_000;

export const writeDoc = (columns: number): DocWriter => {
  const entries: Entry[] = [];
  const add = (one: Line, target?: Target, heading = false): void => {
    entries.push({ line: one, ...(target === undefined ? {} : { target }), ...(heading ? { heading } : {}) });
  };
  return {
    heading: (words, rest, target) => {
      if (entries.length > 0) add(blank);
      add(line(span(words, "strong"), ...(rest === undefined ? [] : [span(`  ${rest}`, "quiet")])), target, true);
    },
    words: (words, { tone, indent = 0, mark = "", markTone, target } = {}) => {
      const sign = visible(mark);
      const lead = indent + sign.length;
      for (const paragraph of words.slice(0, longestWords).split("\n")) {
        wrapped(visible(paragraph), Math.max(10, columns - lead)).forEach((part, i) =>
          add(line(gap(indent), i === 0 ? shown(sign, markTone) : gap(sign.length), shown(part, tone)), target));
      }
    },
    add: (one, target) => add(one, target),
    gap: () => {
      if (entries.length > 0) add(blank);
    },
    done: (note) => ({
      length: entries.length, line: (index) => entries[index]?.line ?? blank, target: (index) => entries[index]?.target,
      headings: entries.flatMap((entry, i) => (entry.heading ? [i] : [])), start: 0,
      ...(note === undefined ? {} : { note }),
    }),
  };
};

/** The next line that has the text, going round once. */
export const findLine = (doc: Doc, text: string, from: number, step: 1 | -1): Found | undefined => {
  if (doc.find) return doc.find(text, from, step);
  const low = text.toLowerCase();
  if (low === "" || doc.length === 0) return undefined;
  for (let i = 1; i <= doc.length; i++) {
    const index = (((from + i * step) % doc.length) + doc.length) % doc.length;
    if (plainText(doc.line(index)).toLowerCase().includes(low)) return { index };
  }
  return undefined;
};

/** Offsets of a text in a line, for marking. */
export const matchesIn = (one: Line, text: string): readonly (readonly [number, number])[] => {
  if (text === "") return [];
  const words = plainText(one).toLowerCase();
  const low = text.toLowerCase();
  const found: (readonly [number, number])[] = [];
  for (let at = words.indexOf(low); at >= 0 && found.length < 100; at = words.indexOf(low, at + low.length)) found.push(
    [at, at + low.length]
  );
  return found;
};
