import { isAscii } from "node:buffer";
import type { Limits } from "./limits.js";

export interface JsonProblem {
  readonly reason: string;
  readonly line: number;
  /** Counted in UTF-16 units from 1, as editors do. */
  readonly column: number;
  readonly key?: string;
}

export type StrictJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: JsonProblem };

type JsonLimits = Pick<Limits, "depth" | "keys" | "values">;

const tab = 0x09, newline = 0x0a, carriageReturn = 0x0d, space = 0x20, doubleQuote = 0x22, comma = 0x2c, colon = 0x3a;
const openBracket = 0x5b, closeBracket = 0x5d, openBrace = 0x7b, closeBrace = 0x7d;
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const words = new Set(["true", "false", "null"]);
/** What may come next: the states of a reader that keeps no call stack. */
type Expected = "value" | "value or ]" | "key" | "key or }" | "colon" | "comma or end" | "nothing";

/** Where the text breaks; `key` names the one at fault. */
interface Break { readonly at: number; readonly reason: string; readonly key?: string }

/** Up to a quote, a backslash or a control character: a regular expression goes faster over a text than any loop of ours. */
const plainText = /[^"\\\u0000-\u001f]*/y;
const plainFrom = (text: string, at: number): number => {
  plainText.lastIndex = at;
  plainText.test(text);
  return plainText.lastIndex;
};

/** The end of the string that starts after the quote before `at`: the index of its closing quote. */
const endOfString = (text: string, at: number): number | Break => {
  for (let index = plainFrom(text, at); index < text.length; index = plainFrom(text, index + 1)) {
    const character = text.charCodeAt(index);
    if (character === doubleQuote) return index;
    if (character < space) return { at: index, reason: "a control character inside a string" };
    index++;
    const escape = text.charAt(index);
    if (escape === "u") {
      if (!/^[\da-fA-F]{4}$/.test(text.slice(index + 1, index + 5))) return { at: index, reason: "a broken \\u escape" };
      index += 4;
    } else if (escape === "" || !'"\\/bfnrt'.includes(escape)) return { at: index, reason: "an unknown escape in a string" };
  }
  return { at: text.length, reason: "the text ends inside a string" };
};

const decodeKey = (raw: string): string => {
  if (/^[ -[\]-~]*$/.test(raw)) return raw;
  const decoded = Buffer.from(raw, "latin1").toString("utf8");
  return decoded.includes("\\") ? String(JSON.parse(`"${decoded}"`)) : decoded;
};

/** Letters, digits and `+-.`: whatever else follows ends the word. */
const word = /[A-Za-z0-9+.-]{1,900}/y;

/** The end of the number or word that starts at `at`. */
const endOfScalar = (text: string, at: number): number | Break => {
  word.lastIndex = at;
  const found = word.exec(text)?.[0] ?? "";
  return words.has(found) || number.test(found) ? at + found.length : { at, reason: "no JSON value" };
};

const places: Readonly<Record<Expected, string>> = {
  value: "where a value should be", "value or ]": "where a value should be",
  key: "where a key should be", "key or }": "where a key should be",
  colon: "where a colon should be", "comma or end": "where a comma or the end of the list or object should be", nothing: "after the end",
};

/**
 * One walk over the text, without recursion, before JSON.parse sees it: JSON.parse keeps the last of two equal keys and
 * says nothing, and a reader that checks one while another acts on the other is how a forged document gets through.
 */
const findBreak = (text: string, limits: JsonLimits): Break | undefined => {
  // One entry for each open container: the keys seen so far of an object, undefined for an array.
  const open: (Set<string> | undefined)[] = [];
  let expected: Expected = "value";
  let values = 0;
  let index = 0;
  const close = (): void => {
    open.pop();
    expected = open.length === 0 ? "nothing" : "comma or end";
  };
  while (index < text.length) {
    const byte = text.charCodeAt(index);
    if (byte === space || byte === newline || byte === carriageReturn || byte === tab) {
      index++;
      continue;
    }
    const keys = open[open.length - 1];
    if (expected === "comma or end") {
      if (byte === comma) expected = keys ? "key" : "value";
      else if (byte === (keys ? closeBrace : closeBracket)) close();
      else return { at: index, reason: `an unexpected character ${places[expected]}` };
      index++;
    } else if (expected === "key" || expected === "key or }") {
      if (byte === closeBrace && expected === "key or }") {
        close();
        index++;
        continue;
      }
      if (byte !== doubleQuote || !keys) return { at: index, reason: `an unexpected character ${places[expected]}` };
      const end = endOfString(text, index + 1);
      if (typeof end !== "number") return end;
      const key = decodeKey(text.slice(index + 1, end));
      if (keys.has(key)) return { at: index, reason: "the same key twice in one object", key };
      if (key === "__proto__") return { at: index, reason: "a key that no document of ours has", key };
      if (keys.size >= limits.keys) return { at: index, reason: `more than ${limits.keys} keys in one object` };
      keys.add(key);
      expected = "colon";
      index = end + 1;
    } else if (expected === "colon") {
      if (byte !== colon) return { at: index, reason: `an unexpected character ${places[expected]}` };
      expected = "value";
      index++;
    } else if (expected === "nothing") {
      return { at: index, reason: "more text after the end of the document" };
    } else if (byte === closeBracket && expected === "value or ]") {
      close();
      index++;
    } else {
      if (++values > limits.values) return { at: index, reason: `more than ${limits.values} values` };
      if (byte === openBrace || byte === openBracket) {
        if (open.length >= limits.depth) return { at: index, reason: `nested deeper than ${limits.depth} levels` };
        open.push(byte === openBrace ? new Set() : undefined);
        expected = byte === openBrace ? "key or }" : "value or ]";
        index++;
        continue;
      }
      const end: number | Break = byte === doubleQuote ? endOfString(text, index + 1) : endOfScalar(text, index);
      if (typeof end !== "number") return end;
      index = byte === doubleQuote ? end + 1 : end;
      expected = open.length === 0 ? "nothing" : "comma or end";
    }
  }
  return expected === "nothing" ? undefined : { at: text.length, reason: "the text ends too early" };
};

const locate = (bytes: Buffer, { at, reason, key }: Break): JsonProblem => {
  let line = 1;
  let start = 0;
  for (let next = bytes.indexOf(newline); next !== -1 && next < at; next = bytes.indexOf(newline, next + 1)) {
    line++;
    start = next + 1;
  }
  const column = bytes.toString("utf8", start, at).length + 1;
  return key === undefined ? { reason, line, column } : { reason, line, column, key };
};

/** Lone surrogates in escapes are let through: they are text of the host, and JavaScript strings hold them. */
export const parseStrictJson = (bytes: Buffer, limits: JsonLimits): StrictJson => {
  // One character a byte, so that places in it are places in the bytes.
  const text = bytes.toString("latin1");
  const broken = findBreak(text, limits);
  if (broken) return { ok: false, problem: locate(bytes, broken) };
  return { ok: true, value: JSON.parse(isAscii(bytes) ? text : bytes.toString("utf8")) };
};
