import { eastAsianWidth } from "get-east-asian-width";

declare const shown: unique symbol;
/**
 * Text that a terminal can be given: nothing in it moves the cursor, changes the screen or hides other text. Only this module and
 * the painters make one, so that forgetting to clean a snapshot's text does not compile.
 */
export type Visible = string & { readonly [shown]: true };

/**
 * Characters that drive a terminal or deceive a reader: C0 and C1 controls (ECMA-48), DEL, line and paragraph separators,
 * bidirectional controls (UAX #9), zero-width and other default-ignorable characters, tags, noncharacters, lone surrogates.
 */
const dangerous =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff]|[\u{e0000}-\u{e0fff}\u{1d173}-\u{1d17a}]|[\u{1fffe}\u{1ffff}]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

const asCode = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** Makes any text visible: a dangerous character becomes its number, `\u{1b}`; a tab becomes blanks. */
export const visible = (text: string): Visible => text.replaceAll("\t", "    ").replace(dangerous, asCode) as Visible;

/** How many characters of the text `visible` would show as their number. */
export const countEscaped = (text: string): number => text.match(dangerous)?.length ?? 0;

export const joined = (...parts: readonly Visible[]): Visible => parts.join("") as Visible;
export const blanks = (count: number): Visible => " ".repeat(Math.max(0, count)) as Visible;
/** A part of the text by its offsets, as `String.slice` takes them. */
export const sliced = (text: Visible, from: number, to?: number): Visible => text.slice(from, to) as Visible;

let segmenter: Intl.Segmenter | undefined;
const graphemes = (text: string): Iterable<{ readonly segment: string }> => (segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" })).segment(text);
const styling = /\u001b\[[0-9;]*m/g;

/** Columns of text without control characters: the first character of each grapheme counts, what combines with it does not. */
const columnsOf = (text: string): number => {
  const bare = text.includes("\u001b") ? text.replace(styling, "") : text;
  if (/^[\u0020-\u007e]*$/.test(bare)) return bare.length;
  let columns = 0;
  for (const { segment } of graphemes(bare)) {
    const point = segment.codePointAt(0) ?? 0;
    columns += /^\p{M}/u.test(segment) ? 0 : segment.length === 4 && point >= 0x1f1e6 && point <= 0x1f1ff ? 2 : eastAsianWidth(point);
  }
  return columns;
};

/** Columns that the text takes on a terminal; wide characters count two, combining marks and colours none. */
export const width = (text: Visible): number => columnsOf(text);

/** What a reader takes as one character, each with its columns. */
export const characters = function* (text: Visible): Generator<{ readonly text: Visible; readonly columns: number }> {
  for (const { segment } of graphemes(text)) yield { text: segment as Visible, columns: columnsOf(segment) };
};

/** The beginning of the text that fits in so many columns, unmarked; no character is split. */
export const cut = (text: Visible, columns: number): Visible => {
  if (/^[\u0020-\u007e]*$/.test(text)) return text.slice(0, Math.max(0, columns)) as Visible;
  let out = "";
  let used = 0;
  for (const { text: character, columns: more } of characters(text)) {
    if (used + more > columns) break;
    out += character;
    used += more;
  }
  return out as Visible;
};

/** The text in at most so many columns, with … where something was cut. */
export const fit = (text: Visible, columns: number): Visible => (width(text) <= columns ? text : `${cut(text, columns - 1)}…` as Visible);

export const padded = (text: Visible, columns: number): Visible => `${text}${" ".repeat(Math.max(0, columns - width(text)))}` as Visible;

/** Lines of at most so many columns, broken at blanks where there are any. */
export const wrapped = (text: Visible, columns: number): readonly Visible[] => {
  const lines: string[] = [];
  let line = "";
  const push = (): void => {
    lines.push(line);
    line = "";
  };
  for (const word of text.split(" ")) {
    if (line !== "" && columnsOf(line) + 1 + columnsOf(word) > columns) push();
    if (columnsOf(word) <= columns) {
      line = line === "" ? word : `${line} ${word}`;
      continue;
    }
    if (line !== "") line += " ";
    for (const { segment } of graphemes(word)) {
      if (columnsOf(line) + columnsOf(segment) > columns) push();
      line += segment;
    }
  }
  push();
  return lines as unknown as readonly Visible[];
};

/** JSON that is safe to print on a terminal and still the same value: dangerous characters become \u escapes. */
export const visibleJson = (value: unknown, indent?: number): Visible =>
  JSON.stringify(value, null, indent).replace(/[\u007f-\uffff]/g, (character) =>
    new RegExp(dangerous.source, "u").test(character) || (character >= "\ud800" && character <= "\udfff") ? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}` : character) as Visible;
