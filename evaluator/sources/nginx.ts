import { nameLines } from "./lines.js";
import { type Token, tokenizeNginx } from "./nginx-tokens.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";

export interface NginxDirective {
  readonly name: string;
  readonly args: readonly string[];
  readonly line: number;
  /** What is between its braces; a simple directive has none. */
  readonly block?: readonly NginxDirective[];
}

/** nginx has no limit of its own; generated files have five levels. */
const DEEPEST = 64;

interface Open {
  readonly items: NginxDirective[];
  readonly line: number;
}

const headOf = (words: readonly Token[]): { name: string; args: readonly string[]; line: number } | undefined => {
  const [first, ...rest] = words;
  return first && { name: first.text, args: rest.map(({ text }) => text), line: first.line };
};

/**
 * One file of nginx's configuration. What `include` names stays unread. A block whose lines begin with `#`, as Zimbra's generator
 * switches blocks off, is a comment and not there.
 *
 * @example
 *     #server { listen 443 default_server; }
 *     server
 *     {
 *         listen [::]:443 ipv6only=off;
 *         server_name "mail.example.com"; # add aliases
 *     }
 *
 * => ok [{"name": "server", "args": [], "line": 2, "block": [
 *   {"name": "listen", "args": ["[::]:443", "ipv6only=off"], "line": 4},
 *   {"name": "server_name", "args": ["mail.example.com"], "line": 5}]}]
 */
export const parseNginx = (text: string): Parsed<readonly NginxDirective[]> => {
  const { tokens, openQuote } = tokenizeNginx(text);
  const root: Open = { items: [], line: 0 };
  const stack: Open[] = [root];
  const stray: number[] = [];
  let words: Token[] = [];
  for (const token of tokens) {
    const inner = stack.at(-1) ?? root;
    if (token.kind === "word") {
      words.push(token);
      continue;
    }
    const head = headOf(words);
    words = [];
    if (token.kind === ";" && head) inner.items.push(head);
    else if (token.kind === "{" && head && stack.length <= DEEPEST) {
      const block: NginxDirective[] = [];
      inner.items.push({ ...head, block });
      stack.push({ items: block, line: head.line });
    } else if (token.kind === "}" && !head && stack.length > 1) stack.pop();
    else {
      stray.push(token.line);
      if (token.kind === "{") break;
    }
  }
  const last = words[0]?.line ?? openQuote;
  if (last !== undefined) stray.push(last);
  for (const open of stack.slice(1)) stray.push(open.line);
  if (stray.length === 0) return root.items.length > 0 ? ok(root.items) : nothing(root.items);
  const lines = [...new Set(stray)].sort((one, other) => one - other);
  if (root.items.length === 0) return error("no nginx configuration", lines);
  return partial(root.items, `${nameLines(lines)} leave a block, a quote or a directive open`, lines);
};

/** Every block of that name, at any depth. */
export const findBlocks = (directives: readonly NginxDirective[], name: string): readonly NginxDirective[] =>
  directives.flatMap((directive) =>
    directive.block ? [...(directive.name === name ? [directive] : []), ...findBlocks(directive.block, name)] : []);
