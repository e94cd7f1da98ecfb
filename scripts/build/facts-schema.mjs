import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const rows = (text) => {
  const lines = text.split("\n").filter((line) => line && !line.startsWith("#"));
  const names = lines[0].split("\t");
  return lines.slice(1).map((line) => Object.fromEntries(line.split("\t").map((cell, i) => [names[i], cell])));
};

const leafOf = ({ type, cardinality }) => {
  if (cardinality === "multi") return "leafList";
  if (type === "boolean") return "leafBoolean";
  return ["integer", "long", "port", "duration", "gentime"].includes(type) ? "leafInteger" : "leafString";
};

/** The facts schema with every attribute's and localconfig key's name in it: what contracts and OPA's type check are held against. */
export const factsSchema = {
  name: "facts-schema",
  says: "the facts schema with all names",
  reads: ["schemas/facts.schema.json", "policies/data/attributes.tsv", "policies/data/localconfig.tsv"],
  makes: ["dist/facts.schema.json"],
  async run(root) {
    const read = (path) => readFileSync(join(root, path), "utf8");
    const schema = JSON.parse(read("schemas/facts.schema.json"));
    const attributes = rows(read("policies/data/attributes.tsv"));
    const classes = new Set();
    const expand = (node) => {
      if (Array.isArray(node)) return node.map(expand);
      if (node === null || typeof node !== "object") return node;
      if (node["x-attributes"]) {
        classes.add(node["x-attributes"]);
        return { $ref: `#/definitions/attributes_${node["x-attributes"]}` };
      }
      if (node["x-overrides"]) return { $ref: "#/definitions/overrides" };
      return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, expand(value)]));
    };
    const out = expand(schema);
    for (const entry of [...classes].sort()) {
      const has = (row) => [...row.required_in.split(","), ...row.optional_in.split(",")].includes(entry)
        || (entry === "server" && row.flags.includes("serverInherited")) || (entry === "domain" && /domainInherited/.test(row.flags));
      out.definitions[`attributes_${entry}`] = {
        type: "object", additionalProperties: false,
        properties: Object.fromEntries(attributes.filter(has).map((row) => [row.name, { $ref: `#/definitions/${leafOf(row)}` }])),
      };
    }
    out.definitions.overrides = {
      type: "object", additionalProperties: false,
      properties: Object.fromEntries(attributes.filter((row) => row.optional_in.split(",").includes("account")).map((row) => [row.name, { $ref: "#/definitions/override" }])),
    };
    out.definitions.localconfig = {
      type: "object", additionalProperties: false,
      properties: Object.fromEntries(rows(read("policies/data/localconfig.tsv")).map(({ key }) => [key, { $ref: "#/definitions/leafString" }])),
    };
    writeFileSync(join(root, "dist/facts.schema.json"), JSON.stringify(out));
  },
};
