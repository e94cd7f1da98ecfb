import type { Report, Result, Subject } from "../types/report.js";
import { safePattern } from "./safe-pattern.js";
import { severities, statuses } from "./status.js";

/**
 * The filter grammar of `--where` and of the browser. Words must all match; `-` negates; `"a phrase"`, `/an expression/`;
 * `status:fail,unknown sev:>=medium host:mail1 sec:31 id:31.1 kind:account origin:global src:postconf ev:text fix:zmprov`.
 */
export interface Row {
  readonly result: Result;
  /** Absent where the verdict is about the control as a whole. */
  readonly subject?: Subject;
  readonly host: string;
  /** Id, title, subject, host and message in lower case: what a bare word is looked for in. */
  readonly words: string;
}

type Test = (row: Row) => boolean;

export interface Where {
  readonly text: string;
  readonly test: Test;
  /** It reads the evidence, so that testing many rows takes time. */
  readonly slow: boolean;
  /** The fields that it asks about, by their full names. */
  readonly asks: ReadonlySet<string>;
  /** A text that the `words` of every row have which matches: rows without it need no test. The longest bare word. */
  readonly needle?: string;
  /** Having the needle is all that is asked. */
  readonly needleOnly: boolean;
}

export interface WhereProblem {
  readonly problem: string;
}

const lengthOfWords = 2_000;
const lengthForPattern = 400;

export const rowOf = (result: Result, subject?: Subject): Row => ({
  result, ...(subject === undefined ? {} : { subject }), host: subject?.host ?? "",
  words: `${result.id} ${result.title} ${subject?.name ?? ""} ${subject?.host ?? ""} ${subject?.message ?? result.reason ?? ""}`.slice(0, lengthOfWords).toLowerCase(),
});

export const rowsOf = (report: Pick<Report, "results">): readonly Row[] =>
  report.results.flatMap((result) => (result.subjects.length === 0 ? [rowOf(result)] : result.subjects.map((subject) => rowOf(result, subject))));

export const statusOf = (row: Row): string => row.subject?.status ?? row.result.status;
export const severityOf = (row: Row): (typeof severities)[number] => row.subject?.severity ?? row.result.severity;

/** Where the deciding value was set, as far as the evidence's source tells. */
export const originOf = (row: Row): string => {
  const source = row.subject?.evidence[0]?.source ?? "";
  const [, level] = /^zm\.(global|server|domain|cos|accounts|localconfig)\b/.exec(source) ?? [];
  if (level !== undefined) return level === "accounts" ? "account" : level;
  return source === "" ? "none" : source.startsWith("extra.") ? "extra" : "file";
};

const evidenceOf = (row: Row): string =>
  (row.subject?.evidence ?? []).map(({ lines, note }) => `${lines.map(({ text }) => text).join("\n")}\n${note ?? ""}`).join("\n").toLowerCase();
const sourcesOf = (row: Row): string => (row.subject?.evidence ?? []).map(({ source, part }) => `${source}@${part}`).join(" ").toLowerCase();
const fixOf = (row: Row): string => (row.subject?.fix ?? []).join("\n").toLowerCase();

type Bound = (text: string) => boolean;

/** A text test for one value: contains, `=` exactly, or an expression. */
const boundOf = (value: string): Bound | WhereProblem => {
  if (/^\/.*\/$/s.test(value) && value.length > 2) {
    const made = safePattern(value.slice(1, -1));
    if (made.kind === "refused") return { problem: made.because };
    return (text) => made.pattern.test(text.length > lengthForPattern ? text.slice(0, lengthForPattern) : text);
  }
  // One slash begins an expression; with another one in it, it is a path.
  if (value.startsWith("/") && value.indexOf("/", 1) < 0) return { problem: `the expression ${value} is not finished: it ends with /, and a text that begins with / goes in quotes` };
  const low = value.toLowerCase();
  return low.startsWith("=") ? (text) => text === low.slice(1) : (text) => text.includes(low);
};

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  "": (order) => order === 0, "=": (order) => order === 0, ">": (order) => order > 0, ">=": (order) => order >= 0, "<": (order) => order < 0, "<=": (order) => order <= 0,
};

const statusNames: Readonly<Record<string, string>> = { na: "not_applicable", "n/a": "not_applicable" };

const statusTest = (value: string): Test | WhereProblem => {
  const low = statusNames[value.toLowerCase()] ?? value.toLowerCase();
  const meant = statuses.filter((status) => status.startsWith(low));
  return meant.length === 0 ? { problem: `there is no status ${JSON.stringify(value)}: ${statuses.join(", ")}` } : (row) => meant.some((status) => status === statusOf(row));
};

const severityTest = (value: string): Test | WhereProblem => {
  const [, sign = "", name = ""] = /^([<>]=?|=)?(.*)$/s.exec(value.toLowerCase()) ?? [];
  const meant = severities.findIndex((severity) => name !== "" && severity.startsWith(name));
  const compare = comparisons[sign];
  if (meant < 0 || !compare) return { problem: `there is no severity ${JSON.stringify(name)}: ${severities.join(", ")}` };
  return (row) => compare(severities.indexOf(severityOf(row)) - meant);
};

const sectionTest = (value: string): Test | WhereProblem => {
  const [, sign = "", number] = /^([<>]=?|=)?(\d+)$/.exec(value) ?? [];
  const compare = comparisons[sign];
  if (number === undefined || !compare) return { problem: `a section is a number: ${JSON.stringify(value)} is not` };
  return (row) => row.result.section !== null && compare(row.result.section - Number(number));
};

const idTest = (value: string): Test => {
  const low = value.toLowerCase();
  return ({ result }) => result.id.toLowerCase() === low || result.id.toLowerCase().startsWith(`${low}.`) || result.id.toLowerCase().startsWith(`${low}-`);
};

const textTest = (read: (row: Row) => string) => (value: string): Test | WhereProblem => {
  const bound = boundOf(value);
  return "problem" in bound ? bound : (row) => bound(read(row));
};

interface Field {
  readonly name: string;
  readonly slow?: boolean;
  readonly says: string;
  readonly test: (value: string) => Test | WhereProblem;
}

/** One row a field; the manual and the browser's help are made from it. */
export const fields: readonly Field[] = [
  { name: "status", says: "fail, pass, unknown, manual, error, na; the beginning is enough", test: statusTest },
  { name: "sev", says: "critical, high, medium, low, info, also >=medium", test: severityTest },
  { name: "sec", says: "section of the article, also >=10", test: sectionTest },
  { name: "id", says: "control: 31 is all of section 31, 31.1 one, acme all of acme-…", test: idTest },
  { name: "host", says: "part of a host's name; host:=NAME all of it", test: textTest((row) => row.host.toLowerCase()) },
  { name: "name", says: "part of the subject's name", test: textTest((row) => (row.subject?.name ?? "").toLowerCase()) },
  { name: "kind", says: "deployment, host, server, domain, cos, account", test: (value) => (row) => (row.subject?.kind ?? "").startsWith(value.toLowerCase()) },
  { name: "title", says: "part of the control's title", test: textTest((row) => row.result.title.toLowerCase()) },
  { name: "origin", says: "where the value was set: global, server, domain, cos, account, localconfig, file", test: (value) => (row) => originOf(row).startsWith(value.toLowerCase()) },
  { name: "src", says: "part of the evidence's source, such as postconf", test: textTest(sourcesOf) },
  { name: "fix", says: "part of the fix", test: textTest(fixOf) },
  { name: "ev", slow: true, says: "part of the evidence's lines", test: textTest(evidenceOf) },
];

const aliases: Readonly<Record<string, string>> = { severity: "sev", section: "sec", subject: "name", evidence: "ev", source: "src", control: "id", st: "status" };

interface Token {
  readonly negated: boolean;
  readonly field?: string;
  readonly value: string;
  readonly quoted: boolean;
}

/** Splits at blanks outside quotes and slashes: `-host:"mail 1" /a b/`. An unfinished quote reaches to the end. */
const tokensOf = (text: string): readonly Token[] => {
  const tokens: Token[] = [];
  const shape = /\s*(-)?(?:([a-z]+):)?(?:"([^"]*)(?:"|$)|(\/(?:[^/\\]|\\.)+\/)(?=\s|$)|(\S+))/giy;
  for (let found = shape.exec(text); found; found = shape.exec(text)) {
    const [, minus, field, quoted, pattern, word] = found;
    const value = quoted ?? pattern ?? word ?? "";
    tokens.push({ negated: minus !== undefined, ...(field === undefined ? {} : { field: field.toLowerCase() }), value, quoted: quoted !== undefined });
  }
  return tokens;
};

const testOf = ({ field, value, quoted }: Token): { test: Test; slow: boolean } | WhereProblem => {
  if (field === undefined) {
    const bound = quoted ? (text: string): boolean => text.includes(value.toLowerCase()) : boundOf(value);
    return "problem" in bound ? bound : { test: (row) => bound(row.words), slow: false };
  }
  const known = fields.find(({ name }) => name === (aliases[field] ?? field));
  if (!known) {
    // A word with a colon in it, such as an address; but a near miss of a field should not pass silently.
    return { problem: `there is no field ${JSON.stringify(field)}: ${fields.map(({ name }) => name).join(", ")}; quote the text to look for it as it is` };
  }
  const values = quoted || value.startsWith("/") ? [value] : value.split(",").filter((one) => one !== "");
  const tests: Test[] = [];
  for (const one of values) {
    const made = known.test(one);
    if ("problem" in made) return made;
    tests.push(made);
  }
  return { test: (row) => tests.some((test) => test(row)), slow: known.slow === true };
};

/** A bare word or phrase that is looked for as it is: not an expression, and not the whole of something. */
const isPlainWord = ({ field, value, quoted }: Token): boolean => field === undefined && (quoted || !/^[=/]/.test(value));

/** The grammar in lines, for `--help` and the manual. */
export const grammarLines = (): readonly string[] => [
  "words that must all match, in any order; -word leaves out; \"a phrase\"; /an expression/; and fields:",
  ...fields.map(({ name, says }) => `  ${`${name}:`.padEnd(9)}${says}`),
  "several values of a field with commas between; -field:value leaves out",
];

export const readWhere = (text: string): Where | WhereProblem => {
  const quick: Test[] = [];
  const late: Test[] = [];
  const asks = new Set<string>();
  let needle: string | undefined;
  const tokens = tokensOf(text);
  for (const token of tokens) {
    const made = testOf(token);
    if ("problem" in made) return made;
    if (!token.negated && isPlainWord(token) && token.value.length > (needle?.length ?? 0)) needle = token.value.toLowerCase();
    if (token.field !== undefined) asks.add(aliases[token.field] ?? token.field);
    (made.slow ? late : quick).push(token.negated ? (row) => !made.test(row) : made.test);
  }
  const tests = [...quick, ...late];
  const [only] = tests;
  return {
    text, slow: late.length > 0, asks, test: tests.length === 1 && only ? only : (row) => tests.every((test) => test(row)),
    ...(needle === undefined ? {} : { needle }), needleOnly: needle !== undefined && tokens.length === 1,
  };
};
