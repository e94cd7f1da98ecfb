import { test } from "uvu";
import * as assert from "uvu/assert";
import { readParserFiles, runParser } from "./docstring-examples.js";

interface Outcome { readonly outcome: string; readonly reason?: string; readonly lines?: readonly number[]; readonly value?: unknown }

/** Mulberry32: the same seed gives the same mutations everywhere. */
const randomFrom = (seed: number): ((limit: number) => number) => {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
};

const PIECES = ["\0", "\x1b[31m", "\r", "\n", "\r\n", "\uFEFF", "\uD800", "\u202E", ":", "::", " = ", "\t", "\"", "'", "\\", "{", "}", "[",
  "#", "/", "<", "prov> ", "ERROR: ", "=", "%", "\u0085", "99999999999999999999"];

const NOISE = [
  "", "\n", "\n\n\n", "\0", " ", "\t", "x", "\uFEFF", "\uFEFF\r\n",
  ...["a", "a=", "[:", "{", " ", "\"", "\\", "\t", "1.", "! ", "\n", "a: ", "# "].map((piece) => piece.repeat(99_999)),
];

const mutate = (text: string, random: (limit: number) => number): string => {
  let result = text;
  for (let round = 0; round <= random(3); round++) {
    const at = random(result.length + 1);
    const lines = result.split("\n");
    const line = random(lines.length);
    switch (random(7)) {
      case 0: result = result.slice(0, at); break;
      case 1: result = [...lines.slice(0, line), ...lines.slice(line + 1)].join("\n"); break;
      case 2: result = result.slice(0, at) + (PIECES[random(PIECES.length)] ?? "") + result.slice(at); break;
      case 3: result = [...lines.slice(0, line + 1), ...lines.slice(line)].join("\n"); break;
      case 4: result = result.slice(at) + result.slice(0, at); break;
      case 5: result = result.slice(0, at) + result.slice(at + 1 + random(10)); break;
      default: result = result.slice(0, at) + String.fromCharCode(random(0x10000)) + result.slice(at + 1);
    }
  }
  return result;
};

const collectLines = (value: unknown, into: number[] = []): number[] => {
  if (value instanceof Map || value instanceof Set || Array.isArray(value)) for (const item of value.values()) collectLines(item, into);
  else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (key === "line" && typeof item === "number") into.push(item);
      else if (key === "lines" && Array.isArray(item)) into.push(...item.map(Number));
      else collectLines(item, into);
    }
  }
  return into;
};

const check = (parsed: Outcome, text: string, name: string): void => {
  const said = `${name}: ${JSON.stringify(text.slice(0, 500))} -> ${parsed.outcome} ${parsed.reason ?? ""}`;
  assert.ok(["ok", "partial", "error", "nothing"].includes(parsed.outcome), said);
  if (parsed.outcome === "error" || parsed.outcome === "partial") assert.ok(parsed.reason, said);
  const last = Math.max(1, text.split("\n").length);
  const named = [...(parsed.lines ?? []), ...(parsed.outcome === "nothing" ? [] : collectLines(parsed.value))];
  assert.ok(named.every((line) => line >= 1 && line <= last), said);
};

for (const { file, examples } of readParserFiles()) {
  for (const { name, input } of examples) {
    test(`${name} survives mutations of its sample and names lines that exist`, async () => {
      const random = randomFrom([...name].reduce((sum, character) => sum * 31 + character.charCodeAt(0), 7));
      for (let round = 0; round < 400; round++) {
        const text = mutate(input, random);
        check((await runParser(file, name, text)) as Outcome, text, name);
      }
    });

    test(`${name} survives nothing, noise and one endless line`, async () => {
      for (const text of NOISE) {
        const started = performance.now();
        check((await runParser(file, name, text)) as Outcome, text, name);
        assert.ok(performance.now() - started < 30_000, `${name} takes too long for ${JSON.stringify(text.slice(0, 5))} repeated`);
      }
    });
  }
}

test.run();
