import { characters, type Visible } from "../../text/visible.js";
import { asciiOf } from "../theme.js";

/**
 * Ink 6.8 gives every code point a cell of its own and at least one column: a combining mark shifts all that is right of it, and
 * half of a wide character may be left when something is drawn over the other half. So Ink only sees characters of one column:
 * what is not one is replaced by private-use characters before, and put back after.
 */
const first = 0x10f000;
const last = 0x10fffc;
const continuation = "\u{10fffd}";
const simple = /^[\u0020-\u007e\u2013\u2014\u2026\u2500\u2502\u250c\u2510\u2514\u2518\u2190-\u2193\u25b8\u25be\u2022\u2713\u2717\u00b7\u00bb\u203a\u23ce]*$/;
const ascii = /^[\u0020-\u007e]*$/;
const placeholder = /[\u{10f000}-\u{10fffd}]/gu;

export interface Cells {
  encode(text: Visible): Visible;
  /** The whole frame with everything put back; a character that lost half of itself becomes a blank. */
  decode(frame: string): string;
}

/** One a frame: the table then holds what this frame shows and nothing else. */
export const frameCells = (onlyAscii: boolean): Cells => {
  const originals: string[] = [];
  const numbers = new Map<string, number>();
  const spans: number[] = [];
  const codeOf = (grapheme: string, columns: number): string => {
    let number = numbers.get(grapheme);
    if (number === undefined) {
      number = originals.length;
      if (first + number > last) return "?".repeat(columns);
      numbers.set(grapheme, number);
      originals.push(grapheme);
      spans.push(columns);
    }
    return String.fromCodePoint(first + number) + continuation.repeat(columns - 1);
  };
  return {
    encode: (text) => {
      if (ascii.test(text) || (!onlyAscii && simple.test(text))) return text;
      let out = "";
      for (const { text: grapheme, columns } of characters(text)) {
        if (columns === 0) continue;
        if (onlyAscii && !ascii.test(grapheme)) out += asciiOf(grapheme, columns);
        else if (columns === 1 && simple.test(grapheme)) out += grapheme;
        else out += codeOf(grapheme, columns);
      }
      return out as Visible;
    },
    decode: (frame) => {
      if (!placeholder.test(frame)) return frame;
      placeholder.lastIndex = 0;
      let due = 0;
      return frame.replace(placeholder, (character, at: number) => {
        if (character === continuation) {
          if (due === 0) return " ";
          due--;
          return "";
        }
        const number = (character.codePointAt(0) ?? first) - first;
        const more = (spans[number] ?? 1) - 1;
        due = 0;
        const rest = frame.slice(at + character.length, at + character.length + more * continuation.length);
        if (rest !== continuation.repeat(more)) return " ";
        due = more;
        return originals[number] ?? " ";
      });
    },
  };
};
