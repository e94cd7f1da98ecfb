import { decodeBase64 } from "./base64.js";
import { type LineRange, excerpt } from "./lines.js";
import { type Parsed, nothing, ok, partial } from "./parsed.js";
import { type LdifLine, foldLines } from "./ldif-lines.js";

export interface LdifProblem {
  readonly line: number;
  readonly reason: string;
  /** Lower case; a value of it is missing or not as it was. */
  readonly attribute?: string;
}

export interface LdifEntry {
  readonly dn: string;
  /** Keyed by the printed spelling, one spelling a reader; with options, as `userCertificate;binary`. */
  readonly attrs: ReadonlyMap<string, readonly string[]>;
  readonly line: number;
  readonly lines: LineRange;
  /** What is wrong inside this entry. */
  readonly problems: readonly LdifProblem[];
}

export interface LdifOptions {
  /** Spellings the caller looks up: whatever case the server prints, the key is spelt so. */
  readonly spellings?: Iterable<string>;
  /** Told of each problem, inside entries and between them. */
  readonly report?: (problem: LdifProblem) => void;
}

/** Feeds of any kind push text as it comes and take the entries that are complete. Text comes in pieces, never as a whole. */
export interface LdifReader {
  push(chunk: string): readonly LdifEntry[];
  end(): readonly LdifEntry[];
}

const ENTRY_LIMIT = 64 * 1024 * 1024;
const NAME = /^[A-Za-z0-9][A-Za-z0-9.-]*(?:;[A-Za-z0-9-]+)*$/;

interface OpenEntry {
  readonly dn: string;
  readonly attrs: Map<string, string[]>;
  readonly line: number;
  last: number;
  size: number;
  readonly problems: LdifProblem[];
}

export const openLdif = (options: LdifOptions = {}): LdifReader => {
  const folder = foldLines();
  const spelling = new Map([["dn", "dn"]]);
  for (const name of options.spellings ?? []) spelling.set(name.toLowerCase(), name);
  let entry: OpenEntry | undefined;
  let out: LdifEntry[] = [];

  // Names are looked up by their own text first, so that a million entries share one string a name.
  const spell = (name: string): string | undefined => {
    const known = spelling.get(name);
    if (known !== undefined) return known;
    if (name.length > 128 || !NAME.test(name)) return undefined;
    const printed = spelling.get(name.toLowerCase()) ?? name;
    if (spelling.size < 20_000) spelling.set(name, printed).set(name.toLowerCase(), printed);
    return printed;
  };
  const complain = (line: number, reason: string, attribute?: string): void => {
    const problem: LdifProblem = attribute === undefined ? { line, reason } : { line, reason, attribute: attribute.toLowerCase() };
    if (entry && entry.problems.length < 100) entry.problems.push(problem);
    options.report?.(problem);
  };
  const finish = (): void => {
    if (!entry) return;
    const { dn, attrs, line, last, problems } = entry;
    out.push({ dn, attrs, line, lines: [line, last], problems });
    entry = undefined;
  };
  const readValue = (rest: string, number: number, name: string): string | undefined => {
    if (rest.startsWith("<")) {
      complain(number, `${name} refers to a URL, which is never opened`, name);
      return undefined;
    }
    if (!rest.startsWith(":")) return rest.startsWith(" ") && !rest.startsWith("  ") ? rest.slice(1) : rest.replace(/^ +/, "");
    const base64 = rest.slice(1).trim();
    const decoded = decodeBase64(base64);
    if (decoded?.kind === "text") return decoded.text;
    if (decoded && name.toLowerCase().endsWith(";binary")) return decoded.base64;
    complain(number, decoded ? `${name} is not UTF-8` : `${name} is not base64`, name);
    return decoded?.base64;
  };
  const readOutside = (name: string, rest: string, number: number): void => {
    const value = rest.trim();
    // A search that ended early prints the entries it had, then a result other than 0: the list is not complete.
    if (name === "result" && !/^0(\s|$)/.test(value)) complain(number, `the search ended with result ${excerpt(value)}`);
    else if (name === "ref") complain(number, "a referral was not followed");
    else if (!["result", "version", "search", "control", "pagedresults", "matchedDN", "text", "pagedResults"].includes(name)) {
      complain(number, "a line outside of any entry");
    }
  };
  const take = ({ text, line, last, cut }: LdifLine): void => {
    if (text === "") return finish();
    if (text.startsWith("#")) return;
    const colon = text.indexOf(":");
    const name = colon > 0 ? spell(text.slice(0, colon)) : undefined;
    if (cut) return complain(line, "a line is too long and was not read", name);
    if (name === undefined) return complain(line, "a line is no attribute");
    const rest = text.slice(colon + 1);
    if (name === "dn") {
      if (entry) {
        complain(line, "an entry begins without an empty line before it");
        finish();
      }
      const dn = readValue(rest, line, name);
      if (dn !== undefined) entry = { dn, attrs: new Map(), line, last, size: 0, problems: [] };
      return;
    }
    if (!entry) return readOutside(name, rest, line);
    entry.last = last;
    entry.size += text.length;
    if (entry.size > ENTRY_LIMIT) return complain(line, "the entry is too long to be read to its end", name);
    const value = readValue(rest, line, name);
    if (value === undefined) return;
    const values = entry.attrs.get(name);
    if (values) values.push(value);
    else entry.attrs.set(name, [value]);
  };
  const drain = (): readonly LdifEntry[] => {
    const entries = out;
    out = [];
    return entries;
  };
  return {
    push(chunk) {
      folder.push(chunk, take);
      return drain();
    },
    end() {
      folder.end(take);
      finish();
      return drain();
    },
  };
};

/** The entries of LDIF (RFC 2849) that comes in pieces, one after another. */
export function* readLdif(chunks: Iterable<string>, options: LdifOptions = {}): Generator<LdifEntry, void, undefined> {
  const reader = openLdif(options);
  for (const chunk of chunks) yield* reader.push(chunk);
  yield* reader.end();
}

/** The values of an attribute in whatever case it was printed; empty where the entry has none. */
export const valuesOf = (entry: LdifEntry, name: string): readonly string[] => {
  const exact = entry.attrs.get(name);
  if (exact) return exact;
  const wanted = name.toLowerCase();
  for (const [key, values] of entry.attrs) if (key.length === wanted.length && key.toLowerCase() === wanted) return values;
  return [];
};

/**
 * `ldapsearch -LLL -o ldif-wrap=no`, also folded and with comments.
 *
 * @example
 *     dn: uid=ann,ou=people,dc=example,dc=com
 *     mail: ann@example.com
 *     displayName:: QW5uw6k=
 *
 *     # refldap://other.example.com
 *
 * => ok [{"dn": "uid=ann,ou=people,dc=example,dc=com", "line": 1, "lines": [1, 3], "problems": [],
 *   "attrs": {"mail": ["ann@example.com"], "displayName": ["Anné"]}}]
 */
export const parseLdif = (text: string): Parsed<readonly LdifEntry[]> => {
  const lines = new Set<number>();
  let reason = "";
  const report = (problem: LdifProblem): void => {
    lines.add(problem.line);
    reason ||= `line ${problem.line}: ${problem.reason}`;
  };
  const entries = [...readLdif([text], { report })];
  if (lines.size > 0) return partial(entries, lines.size > 1 ? `${reason}; and ${lines.size - 1} more` : reason, [...lines]);
  return entries.length > 0 ? ok(entries) : nothing(entries);
};
