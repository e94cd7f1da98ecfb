export interface Token {
  readonly kind: "word" | ";" | "{" | "}";
  readonly text: string;
  readonly line: number;
}

export interface Tokens {
  readonly tokens: readonly Token[];
  /** Line of a quote that is never closed; what follows it is lost. */
  readonly openQuote?: number;
}

const isBlank = (character: string): boolean => character === " " || character === "\t" || character === "\r" || character === "\n";

/** What a backslash and a character stand for inside a word; nginx keeps the backslash before anything else. */
const ESCAPES: Readonly<Record<string, string>> = { "\"": "\"", "'": "'", "\\": "\\", t: "\t", r: "\r", n: "\n" };

/** The words of nginx.conf as ngx_conf_read_token divides them: `#` begins a comment only where a word could begin, and `${` no block. */
export const tokenizeNginx = (text: string): Tokens => {
  const tokens: Token[] = [];
  let line = 1;
  let index = text.startsWith("\uFEFF") ? 1 : 0;
  while (index < text.length) {
    const character = text[index] ?? "";
    if (character === "\n") line++;
    if (isBlank(character)) index++;
    else if (character === "#") {
      const end = text.indexOf("\n", index);
      index = end < 0 ? text.length : end;
    } else if (character === ";" || character === "{" || character === "}") {
      tokens.push({ kind: character, text: character, line });
      index++;
    } else {
      const first = line;
      const quote = character === "\"" || character === "'" ? character : "";
      const parts: string[] = [];
      if (quote !== "") index++;
      let closed = quote === "";
      while (index < text.length) {
        const inner = text[index] ?? "";
        if (quote === "" ? isBlank(inner) || inner === ";" || (inner === "{" && text[index - 1] !== "$") : inner === quote) {
          closed = true;
          break;
        }
        if (inner === "\n") line++;
        const next = text[index + 1] ?? "";
        if (inner === "\\" && next !== "") {
          parts.push(ESCAPES[next] ?? `\\${next}`);
          if (next === "\n") line++;
          index += 2;
        } else {
          parts.push(inner);
          index++;
        }
      }
      if (!closed) return { tokens, openQuote: first };
      if (quote !== "") index++;
      tokens.push({ kind: "word", text: parts.join(""), line: first });
    }
  }
  return { tokens };
};
