import { inputError } from "../errors.js";

/** Knowledge that ages (patch levels, dead services): its values, where they are from and when that was looked up. */
export interface Dated {
  readonly source: string;
  /** A day, YYYY-MM-DD. */
  readonly checked_on: string;
  readonly values: unknown;
}

/** Dated entries by `file.entry`, such as `mail_filtering.dead_lists`, and the Rego modules that give them to rules. */
export interface DatedData {
  readonly entries: Readonly<Record<string, Dated>>;
  readonly modules: Readonly<Record<string, string>>;
}

const keys = ["checked_on", "source", "values"];
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

const problemOf = (entry: unknown): string | undefined => {
  if (!isObject(entry)) return "is no object with source, checked_on and values";
  const stray = Object.keys(entry).find((key) => !keys.includes(key));
  if (stray !== undefined) return `has a field that it should not have: ${JSON.stringify(stray.slice(0, 80))}`;
  const { source, checked_on: day } = entry;
  if (typeof source !== "string" || source.length < 10) return "does not say in \"source\" where it is from";
  if (typeof day !== "string" || !isDay(day)) return "does not say in \"checked_on\" when (YYYY-MM-DD) that was looked up";
  return entry["values"] === undefined ? "has no values" : undefined;
};

const isName = (text: string): boolean => /^[a-z][a-z0-9_]*$/.test(text);
const nameOf = (file: string): string => file.replace(/^.*\//, "").replace(/\.json$/, "").replaceAll("-", "_");

const parse = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const what = `the data file is not JSON: ${(cause as Error).message}`;
    throw inputError({ what, where: file, todo: "correct it", kind: "policy", cause });
  }
};

const readOne = (file: string, text: string): readonly (readonly [string, Dated])[] => {
  const todo = "write {\"name\": {\"source\": …, \"checked_on\": \"2026-01-31\", \"values\": …}}";
  const refuse = (what: string): Error => inputError({ what, where: file, todo, kind: "policy" });
  if (!isName(nameOf(file))) throw refuse("the name of a data file has other characters than a-z, 0-9, - and _");
  const content = parse(text, file);
  if (!isObject(content)) throw refuse("the data file is no object of named entries");
  return Object.entries(content).map(([name, entry]) => {
    const shown = JSON.stringify(name.slice(0, 80));
    if (!isName(name)) throw refuse(`the name of an entry has other characters than a-z, 0-9 and _: ${shown}`);
    const problem = problemOf(entry);
    if (problem !== undefined) throw refuse(`${name} ${problem}`);
    return [name, entry as unknown as Dated] as const;
  });
};

/**
 * Makes the data files of a policy folder (relative name to text) into modules: `policies/data/mail-filtering.json` is
 * `data.zmaudit.dated.mail_filtering` to a rule, one name an entry. Values without date and source are refused.
 */
export const datedData = (files: Readonly<Record<string, string>>): DatedData => {
  const entries: Record<string, Dated> = {};
  const modules: Record<string, string> = {};
  const taken = new Map<string, string>();
  for (const [file, text] of Object.entries(files)) {
    const name = nameOf(file);
    const other = taken.get(name);
    if (other !== undefined) {
      const what = `two data files have the name ${name}: ${other} is the other one`;
      throw inputError({ what, where: file, todo: "name it otherwise", kind: "policy" });
    }
    taken.set(name, file);
    const read = readOne(file, text);
    for (const [entry, dated] of read) entries[`${name}.${entry}`] = dated;
    const rules = read.map(([entry, { values }]) => `${entry} := ${JSON.stringify(values)}`);
    modules[file] = [`package zmaudit.dated.${name}`, ...rules, ""].join("\n\n");
  }
  return { entries, modules };
};
