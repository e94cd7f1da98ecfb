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

const readTable = (): ReadonlyMap<string, Attribute> => {
  const lines = readFileSync(join(projectFolder, "policies", "data", "attributes.tsv"), "utf8").split("\n");
  const [header = "", ...rows] = lines.filter((line) => line !== "" && !line.startsWith("#"));
  const columns = header.split("\t");
  const column = (name: string): number => columns.indexOf(name);
  const at = {
    name: column("name"), type: column("type"), cardinality: column("cardinality"), required: column("required_in"), optional: column("optional_in"),
    flags: column("flags"), since: column("since"),
  };
  // Most of the two thousand rows share their lists with others.
  const lists = new Map<string, ReadonlySet<string>>();
  const listOf = (text: string): ReadonlySet<string> => {
    const have = lists.get(text);
    if (have) return have;
    const made = new Set(words(text));
    lists.set(text, made);
    return made;
  };
  const types = new Map<string, AttributeType>(TYPES.map((type) => [type, type]));
  const table = new Map<string, Attribute>();
  for (const row of rows) {
    const cells = row.split("\t");
    const name = cells[at.name] ?? "";
    const flags = listOf(cells[at.flags] ?? "");
    const [required, optional] = [cells[at.required] ?? "", cells[at.optional] ?? ""];
    table.set(name, {
      name,
      type: types.get(cells[at.type] ?? "") ?? "string",
      // Plain LDAP attributes have no cardinality in Zimbra's schema, and LDAP allows several values of them.
      multi: cells[at.cardinality] !== "single",
      entries: listOf(required === "" || optional === "" ? `${required}${optional}` : `${required},${optional}`),
      serverInherited: flags.has("serverInherited"),
      domainInherited: flags.has("domainInherited"),
      accountInherited: flags.has("accountInherited"),
      accountCosDomainInherited: flags.has("accountCosDomainInherited"),
      ephemeral: flags.has("ephemeral"),
      since: words(cells[at.since]),
    });
  }
  return table;
};

let table: ReadonlyMap<string, Attribute> | undefined;
const attributes = (): ReadonlyMap<string, Attribute> => (table ??= readTable());

export const attributeNamed = (name: string): Attribute | undefined => attributes().get(name);

const byKind = new Map<EntryKind, ReadonlySet<string>>();

/** Names of the attributes that an entry of this kind may hold, sorted. */
export const attributesOf = (kind: EntryKind): ReadonlySet<string> => {
  const have = byKind.get(kind);
  if (have) return have;
  const names = new Set([...attributes().values()].filter(({ entries }) => entries.has(kind)).map(({ name }) => name).sort());
  byKind.set(kind, names);
  return names;
};

/** Attributes of the object classes underneath that Zimbra's own list does not have. */
const PLAIN = new Set(["carLicense", "dc", "jpegPhoto", "labeledURI"]);

/**
 * For the zmprov parser. A name that only a newer Zimbra has is known by its prefix: taken for text of the value before, it
 * would put every record of such a server in doubt.
 */
export const attributeTable = (): AttributeTable => ({
  known: (name) => attributes().has(name) || PLAIN.has(name) || /^(?:zimbra|amavis)[A-Z0-9]/.test(name),
  single: (name) => attributes().get(name)?.multi === false,
});
