import { isLeafNode, type SchemaNode } from "./schema-paths.js";

/** What a contract path finds in the facts for one subject. */
export interface Found {
  readonly path: readonly string[];
  readonly state: "known" | "unknown" | "absent";
  readonly reason?: string;
  readonly ev?: number;
  /** The path ended at a leaf itself, not at a part of it. */
  readonly atLeaf: boolean;
  /** Some step was "*": the leaf is one of several. */
  readonly wild: boolean;
}

type Json = unknown;
const isObject = (node: Json): node is Readonly<Record<string, Json>> => typeof node === "object" && node !== null && !Array.isArray(node);
const isLeaf = (node: Json): node is Readonly<Record<string, Json>> => isObject(node) && (typeof node["unknown"] === "string" || typeof node["from"] === "string");
const own = (node: Readonly<Record<string, Json>>, key: string): Json => (Object.hasOwn(node, key) ? node[key] : undefined);

/** The collections whose members are known to be all of them. */
const collectionLeaf = (facts: Json, name: string): Readonly<Record<string, Json>> | undefined => {
  const collections = isObject(facts) ? own(facts, "collections") : undefined;
  const leaf = isObject(collections) ? own(collections, name) : undefined;
  return isObject(leaf) ? leaf : undefined;
};

export const incomplete = (facts: Json, name: string): { reason: string; ev?: number } | undefined => {
  const leaf = collectionLeaf(facts, name);
  if (leaf?.["value"] === true) return undefined;
  const reason = typeof leaf?.["unknown"] === "string" ? leaf["unknown"] : `it is not known whether all ${name} are in the snapshot`;
  return typeof leaf?.["ev"] === "number" ? { reason, ev: leaf["ev"] } : { reason };
};

const collections = new Set(["hosts", "servers", "domains", "cos", "accounts"]);

/**
 * Resolves a contract path in the facts. A name that is missing from a complete collection is known to be absent; anything else
 * that is missing was not collected. A "*" over a collection also asks whether the collection is complete.
 */
export const resolve = (facts: Json, path: readonly string[], subject: string): readonly Found[] => {
  const found: Found[] = [];
  const add = (at: readonly string[], state: Found["state"], atLeaf: boolean, wild: boolean, reason?: string, ev?: unknown): void => {
    found.push({ path: at, state, atLeaf, wild, ...(reason === undefined ? {} : { reason }), ...(typeof ev === "number" ? { ev } : {}) });
  };
  const walk = (node: Json, i: number, at: readonly string[], wild: boolean): void => {
    if (isLeaf(node)) {
      const rest = path.length === i;
      if (typeof node["unknown"] === "string") add(at, "unknown", rest, wild, node["unknown"], node["ev"]);
      else add(at, "known", rest, wild, undefined, node["ev"]);
      return;
    }
    const segment = path[i];
    if (segment === undefined) {
      if (node === undefined) add(at, "unknown", false, wild, `${at.join(".")} was not collected`);
      else add(at, "known", false, wild);
      return;
    }
    if (segment === "*") {
      if (i === 1 && collections.has(at[0] ?? "")) {
        const gap = incomplete(facts, at[0] ?? "");
        if (gap) add([...at, "*"], "unknown", false, true, gap.reason, gap.ev);
      }
      if (node === undefined) {
        if (i !== 1) add([...at, "*"], "unknown", false, true, `${at.join(".")} was not collected`);
        return;
      }
      if (Array.isArray(node)) node.forEach((item, k) => walk(item, i + 1, [...at, String(k)], true));
      else if (isObject(node)) for (const key of Object.keys(node)) walk(node[key], i + 1, [...at, key], true);
      else add(at, "known", false, wild);
      return;
    }
    const key = segment === "@" ? subject : segment;
    const next = isObject(node) ? own(node, key) : Array.isArray(node) ? node[Number(key)] : undefined;
    if (next === undefined && i === 1 && collections.has(at[0] ?? "")) {
      const gap = incomplete(facts, at[0] ?? "");
      if (gap) add([...at, key], "unknown", false, wild, gap.reason, gap.ev);
      else add([...at, key], "absent", false, wild);
      return;
    }
    if (next === undefined && isObject(node) && node["kind"] === undefined && i === 0 && key === "parameters") return;
    walk(next, i + 1, [...at, key], wild);
  };
  walk(facts, 0, [], false);
  return found;
};

/** For a "*" over a map that has a sibling leaf saying whether it is complete (x-complete): that sibling's path. */
export const completenessPaths = (schema: SchemaNode, path: readonly string[]): readonly (readonly string[])[] => {
  const out: (readonly string[])[] = [];
  let node: SchemaNode | undefined = schema;
  for (const [i, segment] of path.entries()) {
    while (node?.$ref) node = schema.definitions?.[node.$ref.replace("#/definitions/", "")];
    if (node === undefined || isLeafNode(node)) break;
    if (segment === "*" && node["x-complete"] !== undefined) out.push([...path.slice(0, i - 1), node["x-complete"]]);
    node = node.items ?? node.properties?.[segment] ?? (typeof node.additionalProperties === "object" ? node.additionalProperties : undefined);
  }
  return out;
};
