import { inputError } from "../errors.js";
import type { Evidence } from "../facts/evidence.js";
import { nearest } from "../text/nearest.js";
import { isLeafNode, type SchemaNode } from "./schema-paths.js";

/** A case's facts with the evidence table that its leaves point into. */
export interface FragmentFacts {
  readonly input: Readonly<Record<string, unknown>>;
  readonly evidence: readonly Evidence[];
  /** Subject name to status, where the case says what it expects of each. */
  readonly expect?: Readonly<Record<string, string>>;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Completes a facts fragment: what it does not name was not collected. Where the schema has a leaf, a bare value stands for
 * `{value, from, ev}`, the text "unset" in `{"from": "unset"}` for known absence, and `{"unknown": REASON}` for itself; every leaf
 * gets a place in the evidence table named after its path.
 */
export const completeFragment = (schema: SchemaNode, fragment: unknown, file: string, defaults: Readonly<Record<string, Readonly<Record<string, unknown>>>>): FragmentFacts => {
  if (!isObject(fragment)) throw inputError({ what: "the case is no JSON object", where: file, todo: "write a facts fragment such as {\"servers\": {…}}", kind: "policy" });
  const evidence: Evidence[] = [];
  const { expect, ...facts } = fragment;
  const deref = (node: SchemaNode): SchemaNode => {
    const name = /^#\/definitions\/(.+)$/.exec(node.$ref ?? "")?.[1];
    return name === undefined ? node : deref(schema.definitions?.[name] ?? {});
  };
  const leaf = (value: unknown, path: readonly string[]): unknown => {
    evidence.push({ host: "case", source: "case", part: path.join("."), lines: [], note: `given by ${file}` });
    const ev = evidence.length - 1;
    if (!isObject(value) || !("value" in value || "from" in value || "unknown" in value)) return { value, from: path[0] === "hosts" ? "command" : path[0] === "global" ? "global" : path[0] === "cos" ? "cos" : "server", ev };
    return { ...("value" in value && !("from" in value) && !("unknown" in value) ? { from: "command" } : {}), ...value, ev };
  };
  const complete = (value: unknown, node: SchemaNode, path: readonly string[]): unknown => {
    const here = deref(node);
    if (isLeafNode(here)) return leaf(value, path);
    if (Array.isArray(value)) return value.map((item, i) => complete(item, here.items ?? {}, [...path, String(i)]));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => {
      const next = here.properties && Object.hasOwn(here.properties, key) ? here.properties[key] : typeof here.additionalProperties === "object" ? here.additionalProperties : undefined;
      if (next === undefined && here.properties && here.additionalProperties !== true) {
        throw inputError({ what: `the facts have no ${[...path, key].join(".")}`, where: file, todo: `nearest: ${nearest(key, Object.keys(here.properties), 3).join(", ") || "nothing like it"}`, kind: "policy" });
      }
      return [key, complete(item, next ?? {}, [...path, key])];
    }));
  };
  const parameters = isObject(facts["parameters"]) ? facts["parameters"] : {};
  const merged = Object.fromEntries(Object.entries(defaults).map(([id, values]) => [id, { ...values, ...(isObject(parameters[id]) ? parameters[id] : {}) }]));
  const input = { ...(complete(facts, schema, []) as Record<string, unknown>), parameters: { ...parameters, ...merged } };
  return { input, evidence, ...(isObject(expect) && isObject(expect["subjects"]) ? { expect: expect["subjects"] as Record<string, string> } : {}) };
};
