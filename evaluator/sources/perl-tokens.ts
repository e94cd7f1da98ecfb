export interface PerlToken {
  /** `marker`: a line that zmconfigd writes only under a condition (`%%uncomment …%%`); `words`: qw(…). */
  readonly kind: "name" | "string" | "regex" | "words" | "number" | "sign" | "marker";
  readonly text: string;
  readonly line: number;
  /** Modifiers of a regular expression. */
  readonly flags?: string;
}

export interface PerlTokens {
  readonly tokens: readonly PerlToken[];
  /** Line of a quote that is never closed. */
  readonly openQuote?: number;
}

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "<": ">" };
const QUOTES = new Set(["q", "qq", "qw", "qr", "m"]);

/** Where the quote that begins before `start` ends; nested brackets of the same kind count. */
const findEnd = (text: string, start: number, opening: string): number => {
  const closing = CLOSING[opening] ?? opening;
  let depth = 1;
  for (let index = start; index < text.length; index++) {
    const character = text[index] ?? "";
    if (character === "\\") index++;
    else if (character === closing && --depth === 0) return index;
    else if (character === opening && closing !== opening) depth++;
  }
  return -1;
};

const countLines = (text: string): number => text.split("\n").length - 1;

const kindOf = (word: string): PerlToken["kind"] => (word === "qw" ? "words" : word === "qr" || word === "m" ? "regex" : "string");

/**
 * As much of perl as configuration files need: names with their sigil, numbers, strings, regular expressions, signs. Comments,
 * and what follows `__END__`, are left out; nothing is run or expanded.
 */
export const tokenizePerl = (text: string): PerlTokens => {
  const tokens: PerlToken[] = [];
  const word = /[$@%&]?\$?[A-Za-z_](?:\w|::)*/y;
  const number = /[0-9][0-9_.]*/y;
  const marker = /%%(?:un)?comment [^%\n]{1,200}%%/y;
  const template = /%%[A-Za-z][^%\n]{0,200}%%|@@\w{1,100}@@/y;
  let line = 1;
  let index = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = index;
    return pattern.exec(text)?.[0];
  };
  const skipLine = (): void => {
    const end = text.indexOf("\n", index);
    index = end < 0 ? text.length : end;
  };
  while (index < text.length) {
    const character = text[index] ?? "";
    if (character === "\n") line++;
    if (/\s/.test(character)) {
      index++;
      continue;
    }
    if (character === "#") {
      skipLine();
      continue;
    }
    const condition = take(marker);
    if (condition !== undefined) {
      tokens.push({ kind: "marker", text: condition, line });
      skipLine();
      continue;
    }
    const name = take(template) ?? take(word) ?? take(number);
    if (name === "__END__" || name === "__DATA__") break;
    // `q => 1` is a key, and so is {m}.
    const after = name === undefined ? "" : text.slice(index + name.length, index + name.length + 80);
    const opening = name !== undefined && QUOTES.has(name) ? /^\s*([^\s\w,;=)}])/.exec(after) : undefined;
    if (name !== undefined && !opening) {
      tokens.push({ kind: /^[0-9]/.test(name) ? "number" : "name", text: name, line });
      index += name.length;
      continue;
    }
    if (opening || character === "'" || character === "\"") {
      const start = index + (name?.length ?? 0) + (opening?.[0].length ?? 1);
      const end = findEnd(text, start, opening?.[1] ?? character);
      if (end < 0) return { tokens, openQuote: line };
      const inside = text.slice(start, end);
      const kind = kindOf(name ?? "");
      const flags = kind === "regex" ? (/^[a-z]{0,10}/.exec(text.slice(end + 1, end + 11))?.[0] ?? "") : undefined;
      const value = kind === "string" ? inside.replace(/\\(['"\\])/g, "$1") : inside;
      tokens.push({ kind, text: value, line, ...(flags === undefined ? {} : { flags }) });
      line += countLines(text.slice(index, end));
      index = end + 1 + (flags?.length ?? 0);
      continue;
    }
    // $#name is the last index of a list, no comment.
    const sign = ["=>", "$#"].find((two) => text.startsWith(two, index)) ?? character;
    tokens.push({ kind: "sign", text: sign, line });
    index += sign.length;
  }
  return { tokens };
};
