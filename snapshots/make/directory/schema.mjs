// The attribute data that the evaluator is built with, as one release of Zimbra knows it.
import { readFileSync } from "node:fs";

const readTable = (path) => {
  const rows = readFileSync(new URL(path, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const [head, ...lines] = rows.map((line) => line.split("\t"));
  return lines.map((line) => Object.fromEntries(head.map((name, index) => [name, line[index] ?? ""])));
};

const numbers = (version) => version.replace(/_.*/, "").split(".").map(Number);
const atMost = (one, other) => {
  for (let place = 0; place < 3; place++) if ((one[place] ?? 0) !== (other[place] ?? 0)) return (one[place] ?? 0) < (other[place] ?? 0);
  return true;
};
const existsIn = (since, release) => since === "" || since.split(",").some((version) => atMost(numbers(version), numbers(release)));

/** A `|` parts the values of a multi-valued attribute; one inside of brackets belongs to an LDAP filter. */
const valuesOf = ({ cardinality }, text) => {
  if (text === "") return [];
  if (cardinality !== "multi") return [text];
  const values = [""];
  let depth = 0;
  for (const sign of text) {
    if (sign === "(") depth++;
    if (sign === ")") depth--;
    if (sign === "|" && depth <= 0) values.push("");
    else values[values.length - 1] += sign;
  }
  return values;
};

export const schemaOf = (release) => {
  const attributes = readTable("../../../policies/data/attributes.tsv")
    .filter((row) => existsIn(row.since, release))
    .map((row) => ({
      name: row.name,
      in: new Set(`${row.required_in},${row.optional_in}`.split(",")),
      flags: new Set(row.flags.split(",")),
      global: valuesOf(row, row.global_defaults),
      cos: valuesOf(row, row.cos_defaults),
      external: valuesOf(row, row.external_cos_defaults),
    }));
  const defaults = (column) => Object.fromEntries(attributes.filter((row) => row[column].length > 0).map((row) => [row.name, row[column]]));
  const inherited = (flag) => new Set(attributes.filter((row) => row.flags.has(flag)).map(({ name }) => name));
  return {
    knows: (name) => attributes.some((row) => row.name === name),
    globalDefaults: defaults("global"),
    cosDefaults: defaults("cos"),
    externalDefaults: { ...defaults("cos"), ...defaults("external") },
    serverInherited: inherited("serverInherited"),
    domainInherited: inherited("domainInherited"),
    accountInherited: new Set([...inherited("accountInherited"), ...inherited("accountCosDomainInherited")]),
  };
};

export const localconfigDefaults = () =>
  Object.fromEntries(readTable("../../../policies/data/localconfig.tsv").map(({ key, default: value }) => [key, value]));
