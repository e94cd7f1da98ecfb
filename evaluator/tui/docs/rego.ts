import { line, span, type Line, type Span, type Tone } from "../text/line.js";

const keywords = new Set([
  "package", "import", "as", "default", "else", "every", "false", "if", "in", "contains", "not", "null", "some", "true",
  "with",
]);
const token = /(#.*)|("(?:[^"\\]|\\.)*"?|`[^`]*`?)|(\b\d+(?:\.\d+)?\b)|([A-Za-z_][A-Za-z0-9_]*)|(\s+|.)/gy;

/**
 * One line of Rego with its words told apart. A raw string that goes over several lines is taken for code from its
 * second line on.
 */
export const regoLine = (text: string): Line => {
  const spans: Span[] = [];
  const put = (words: string, tone?: Tone): void => {
    spans.push(span(words, tone));
  };
  token.lastIndex = 0;
  let plain = "";
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const [whole, comment, string, number, word] = found;
    const tone: Tone | undefined = comment !== undefined
      ? "comment"
      : string !== undefined ? "string"
      : number !== undefined ? "number"
      : word !== undefined && keywords.has(word) ? "keyword"
      : undefined;
    if (tone === undefined) {
      plain += whole;
      continue;
    }
    if (plain !== "") put(plain);
    plain = "";
    put(whole, tone);
  }
  if (plain !== "") put(plain);
  return line(...spans);
};
