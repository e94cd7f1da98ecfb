import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { AttributeTable } from "../../../evaluator/sources/zmprov.js";

// build/test/evaluator/sources -> the repository
const root = new URL("../../../../", import.meta.url);
const folder = fileURLToPath(new URL("evaluator/sources/", root));

export interface Example {
  readonly file: string;
  readonly name: string;
  readonly input: string;
  readonly outcome: string;
  readonly expected: unknown;
}

export interface ParserFile {
  readonly file: string;
  /** Exported functions that give a Parsed<T>. */
  readonly parsers: readonly string[];
  readonly examples: readonly Example[];
}

/** An example is a sample indented by four blanks, then `=> OUTCOME JSON`; `\t` in a sample stands for a TAB. */
const readExample = (file: string, name: string, comment: string): Example | undefined => {
  const lines = comment.split("\n").map((line) => line.replace(/^ \* ?/, ""));
  const start = lines.findIndex((line) => line.trim() === "@example");
  const arrow = lines.findIndex((line, index) => index > start && line.startsWith("=> "));
  if (start < 0 || arrow < 0) return undefined;
  const sample = lines.slice(start + 1, arrow);
  while (sample.at(-1) === "") sample.pop();
  const input = sample.map((line) => `${line.replace(/^ {4}/, "").replaceAll("\\t", "\t")}\n`).join("");
  const [, outcome, json] = /^=> (\w+) ([^]*)$/.exec(lines.slice(arrow).join("\n")) ?? [];
  if (outcome === undefined || json === undefined) return undefined;
  return { file, name, input, outcome, expected: JSON.parse(json) };
};

export const readParserFiles = (): readonly ParserFile[] =>
  readdirSync(folder).filter((file) => file.endsWith(".ts")).sort().map((file) => {
    const text = readFileSync(folder + file, "utf8");
    const signatures = text.matchAll(/^export const (parse\w+) = \((?:(?!^export )[^]){0,400}?\): Parsed</gm);
    const parsers = [...signatures].map((match) => match[1] ?? "");
    const examples = [...text.matchAll(/^\/\*\*\n((?: \*(?!\/).*\n)*) \*\/\nexport const (\w+) = /gm)]
      .map((match) => readExample(file, match[2] ?? "", match[1] ?? ""))
      .filter((example) => example !== undefined);
    return { file, parsers, examples };
  });

const plain = new Set(["cn", "displayName", "mail", "objectClass", "description", "uid", "userCertificate"]);
const several = new Set([
  "objectClass", "description", "mail", "userCertificate", "zimbraServiceEnabled", "zimbraMtaMyNetworks", "zimbraResponseHeader",
  "zimbraMailTrustedIP",
]);

/** Stands for the real table: the schema's prefixes and a few plain names. */
export const smallTable: AttributeTable = {
  known: (name) => plain.has(name) || name.startsWith("zimbra") || name.startsWith("amavis"),
  single: (name) => !several.has(name),
};

type AnyParser = (text: string, ...more: readonly unknown[]) => unknown;

/** Runs a parser as facts do; those that need more than the text are named here. */
const extra: Readonly<Record<string, readonly unknown[]>> = { parseZmprov: [smallTable], parseGacf: [smallTable] };

export const runParser = async (file: string, name: string, text: string): Promise<unknown> => {
  const parsers = (await import(`../../../evaluator/sources/${file.replace(/\.ts$/, ".js")}`)) as Record<string, AnyParser>;
  const parser = parsers[name];
  if (!parser) throw new Error(`${file} does not export ${name}`);
  return parser(text, ...(extra[name] ?? []));
};

/** Maps as objects, sets as lists, so that an example is JSON. Integers too large for JSON become text. */
export const toPlain = (value: unknown): unknown => {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [String(key), toPlain(item)]));
  if (value instanceof Set || Array.isArray(value)) return [...value].map(toPlain);
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toPlain(item)]));
};
