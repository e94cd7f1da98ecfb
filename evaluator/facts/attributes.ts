import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../paths.js";
import type { AttributeTable } from "../sources/zmprov.js";

/** Entries of the directory that have facts of their own. */
export type EntryKind = "globalConfig" | "server" | "domain" | "cos" | "account";

const TYPES = [
  "astring", "binary", "boolean", "certificate", "cs_emailp", "cstring", "duration", "email", "enum", "gentime", "id", "integer", "long", "ostring",
  "phone", "port", "regex", "string",
] as const;
export type AttributeType = (typeof TYPES)[number];

export interface Attribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly multi: boolean;
  /** Kinds of entries that may hold it; also such as have no facts. */
  readonly entries: ReadonlySet<string>;
  readonly serverInherited: boolean;
  readonly domainInherited: boolean;
  readonly accountInherited: boolean;
  readonly accountCosDomainInherited: boolean;
  /** May live in another backend than LDAP, which then holds no value or an old one. */
  readonly ephemeral: boolean;
  /** First versions that have it, one a branch; empty where it has always been there. */
  readonly since: readonly string[];
}

const words = (cell: string | undefined): string[] => (cell === undefined || cell === "" ? [] : cell.split(","));

interface Table {
  readonly rows: ReadonlyMap<string, string>;
  readonly columns: readonly string[];
}

const readTable = (): Table => {
  const lines = readFileSync(join(projectFolder, "policies", "data", "attributes.tsv"), "utf8").split("\n");
  const [header = "", ...rows] = lines.filter((line) => line !== "" && !line.startsWith("#"));
  const columns = header.split("\t");
  if (columns[0] !== "name") throw new Error("attributes.tsv does not begin with the column name");
  return { columns, rows: new Map(rows.map((row) => [row.slice(0, row.indexOf("\t")), row])) };
};

let read: Table | undefined;
const table = (): Table => (read ??= readTable());

/** The cell of a row by its column; an audit asks for few of the two thousand rows, so that each is taken apart when asked for. */
const cellsOf = (row: string): ((column: string) => string) => {
  const { columns } = table();
  const cells = row.split("\t");
  return (column) => cells[columns.indexOf(column)] ?? "";
};

const attributeOf = (name: string, row: string): Attribute => {
  const cell = cellsOf(row);
  const flags = new Set(words(cell("flags")));
  return {
    name,
    type: TYPES.find((type) => type === cell("type")) ?? "string",
    // Plain LDAP attributes have no cardinality in Zimbra's schema, and LDAP allows several values of them.
    multi: cell("cardinality") !== "single",
    entries: new Set([...words(cell("required_in")), ...words(cell("optional_in"))]),
    serverInherited: flags.has("serverInherited"),
    domainInherited: flags.has("domainInherited"),
    accountInherited: flags.has("accountInherited"),
    accountCosDomainInherited: flags.has("accountCosDomainInherited"),
    ephemeral: flags.has("ephemeral"),
    since: words(cell("since")),
  };
};

const attributes = new Map<string, Attribute>();

export const attributeNamed = (name: string): Attribute | undefined => {
  const have = attributes.get(name);
  const row = table().rows.get(name);
  if (have || row === undefined) return have;
  const made = attributeOf(name, row);
  attributes.set(name, made);
  return made;
};

/** Attributes of the object classes underneath that Zimbra's own list does not have. */
const PLAIN = new Set(["carLicense", "dc", "jpegPhoto", "labeledURI"]);

/**
 * For the zmprov parser. A name that only a newer Zimbra has is known by its prefix: taken for text of the value before, it
 * would put every record of such a server in doubt.
 */
export const attributeTable = (): AttributeTable => ({
  known: (name) => table().rows.has(name) || PLAIN.has(name) || /^(?:zimbra|amavis)[A-Z0-9]/.test(name),
  single: (name) => attributeNamed(name)?.multi === false,
});
