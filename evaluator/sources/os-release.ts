import { type Located, excerpt, isBlank, nameLines, splitLines } from "./lines.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";

export interface OsReleaseValue {
  readonly value: string;
  readonly line: number;
}

/** The value of a shell assignment: bare, in single or in double quotes with its escapes (os-release(5)). Nothing is expanded. */
const unquote = (text: string): string | undefined => {
  const parts: string[] = [];
  let quote = "";
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? "";
    const next = text[index + 1];
    if (quote === "'") {
      if (character === "'") quote = "";
      else parts.push(character);
    } else if (character === "\\" && next !== undefined && (quote === "" || "\"$`\\".includes(next))) {
      parts.push(next);
      index++;
    } else if (character === "\"") quote = quote === "" ? "\"" : "";
    else if (character === "'" && quote === "") quote = "'";
    else if (quote === "" && /\s/.test(character)) return /^\s*(?:#.*)?$/.test(text.slice(index)) ? parts.join("") : undefined;
    else parts.push(character);
  }
  return quote === "" ? parts.join("") : undefined;
};

/**
 * `/etc/os-release`. Of a name that comes twice the last counts, as in the shell.
 *
 * @example
 *     # a comment
 *     NAME="Red Hat Enterprise Linux"
 *     ID=rhel
 *     VERSION_ID='8.10'
 *
 * => ok {"NAME": {"value": "Red Hat Enterprise Linux", "line": 2}, "ID": {"value": "rhel", "line": 3},
 *   "VERSION_ID": {"value": "8.10", "line": 4}}
 */
export const parseOsRelease = (text: string): Parsed<ReadonlyMap<string, OsReleaseValue>> => {
  const values = new Map<string, OsReleaseValue>();
  const stray: number[] = [];
  for (const [index, line] of splitLines(text).entries()) {
    if (isBlank(line) || line.trimStart().startsWith("#")) continue;
    const name = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]{0,63})=/.exec(line);
    const value = name ? unquote(line.slice(name[0].length)) : undefined;
    if (name?.[1] === undefined || value === undefined) stray.push(index + 1);
    else values.set(name[1], { value, line: index + 1 });
  }
  if (stray.length > 0 && values.size === 0) return error("no line is an assignment", stray);
  if (stray.length > 0) return partial(values, `${nameLines(stray)} are no assignments`, stray);
  return values.size > 0 ? ok(values) : nothing(values);
};

export interface RedhatRelease extends Located {
  readonly name: string;
  readonly version: string;
  readonly codename: string | null;
}

/**
 * `/etc/redhat-release`. It tells CentOS Linux from CentOS Stream where os-release does not.
 *
 * @example
 *     CentOS Linux release 7.9.2009 (Core)
 *
 * => ok {"name": "CentOS Linux", "version": "7.9.2009", "codename": "Core",
 *   "value": "CentOS Linux release 7.9.2009 (Core)", "lines": [1, 1]}
 */
export const parseRedhatRelease = (text: string): Parsed<RedhatRelease | null> => {
  const lines = splitLines(text);
  const at = lines.findIndex((line) => !isBlank(line));
  const line = lines[at]?.trim();
  if (line === undefined) return nothing(null);
  const words = line.indexOf(" release ");
  const rest = /^([0-9]+(?:\.[0-9]+)*)(?: \(([^)]*)\))?/.exec(line.slice(words + 9));
  if (words < 1 || line.length > 512 || rest?.[1] === undefined) return error(`not \`NAME release VERSION\`: ${excerpt(line)}`, [at + 1]);
  return ok({ name: line.slice(0, words), version: rest[1], codename: rest[2] ?? null, value: line, lines: [at + 1, at + 1] });
};
