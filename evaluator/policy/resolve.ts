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
  /** The leaf's value, where it is known. */
  readonly value?: unknown;
}

type Json = unknown;
type Node = Readonly<Record<string, Json>>;
const isObject = (node: Json): node is Node => typeof node === "object" && node !== null && !Array.isArray(node);
const isLeaf = (node: Json): node is Node => isObject(node) && (typeof node["unknown"] === "string" || typeof node["from"] === "string");
const own = (node: Node, key: string): Json => (Object.hasOwn(node, key) ? node[key] : undefined);

/** The collections whose members are known to be all of them. */
const collectionLeaf = (facts: Json, name: string): Node | undefined => {
  const all = isObject(facts) ? own(facts, "collections") : undefined;
  const leaf = isObject(all) ? own(all, name) : undefined;
  return isObject(leaf) ? leaf : undefined;
};

export const incomplete = (facts: Json, name: string): { reason: string; ev?: number } | undefined => {
  const leaf = collectionLeaf(facts, name);
  if (leaf?.["value"] === true) return undefined;
  const reason = typeof leaf?.["unknown"] === "string" ? leaf["unknown"] : `it is not known whether all ${name} are in the snapshot`;
  return typeof leaf?.["ev"] === "number" ? { reason, ev: leaf["ev"] } : { reason };
};

const collections = new Set(["hosts", "servers", "domains", "cos", "accounts"]);

const nameOf = (item: Json): string | undefined => (isObject(item) && typeof item["name"] === "string" ? item["name"] : undefined);

const indices = new WeakMap<readonly Json[], ReadonlyMap<string, Json>>();

/** Members of a list by name where they have one (accounts), else by place. */
const members = (list: readonly Json[]): ReadonlyMap<string, Json> => {
  const known = indices.get(list);
  if (known) return known;
  const made = new Map(list.map((item, i) => [nameOf(item) ?? String(i), item]));
  // Two of one name would hide one another.
  const index = made.size === list.length ? made : new Map(list.map((item, i) => [String(i), item]));
  indices.set(list, index);
  return index;
};

const member = (node: Json, key: string): Json => {
  if (isObject(node)) return own(node, key);
  if (!Array.isArray(node)) return undefined;
  const list = node as readonly Json[];
  return members(list).get(key) ?? (/^\d+$/.test(key) ? list[Number(key)] : undefined);
};

const entries = (node: Json): Iterable<readonly [string, Json]> | undefined =>
  Array.isArray(node) ? members(node as readonly Json[]) : isObject(node) ? Object.entries(node) : undefined;

/**
 * Resolves a contract path in the facts. A name that is missing from a complete collection is known to be absent; anything else
 * that is missing was not collected. A "*" over a collection also asks whether the collection is complete.
 */
export const resolve = (facts: Json, path: readonly string[], subject: string): readonly Found[] => {
  const found: Found[] = [];
  const add = (
    at: readonly string[], state: Found["state"], atLeaf: boolean, wild: boolean, reason?: string, ev?: unknown, value?: unknown,
  ): void => {
    found.push({
      path: at, state, atLeaf, wild, ...(value === undefined ? {} : { value }), ...(reason === undefined ? {} : { reason }),
      ...(typeof ev === "number" ? { ev } : {}),
    });
  };
  const walk = (node: Json, i: number, at: readonly string[], wild: boolean): void => {
    if (isLeaf(node)) {
      const rest = path.length === i;
      if (typeof node["unknown"] === "string") add(at, "unknown", rest, wild, node["unknown"], node["ev"]);
      else add(at, "known", rest, wild, undefined, node["ev"], node["value"]);
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
      const each = entries(node);
      if (each) for (const [key, item] of each) walk(item, i + 1, [...at, key], true);
      else add(at, "known", false, wild);
      return;
    }
    const key = segment === "@" ? subject : segment;
    const next = member(node, key);
    if (next === undefined && i === 1 && collections.has(at[0] ?? "")) {
      const gap = incomplete(facts, at[0] ?? "");
      if (gap) add([...at, key], "unknown", false, wild, gap.reason, gap.ev);
      else add([...at, key], "absent", false, wild);
      return;
    }
    if (next === undefined && i === 0 && key === "parameters") return;
    walk(next, i + 1, [...at, key], wild);
  };
  walk(facts, 0, [], false);
  return found;
};

/** Every unknown leaf below what a path finds: for rules that take an entity or a map as a whole. */
export const unknownBelow = (facts: Json, path: readonly string[], subject: string): readonly Found[] => {
  const found: Found[] = [];
  const down = (node: Json, at: readonly string[]): void => {
    if (isLeaf(node)) {
      const { unknown: reason, ev } = node;
      if (typeof reason !== "string") return;
      found.push({ path: at, state: "unknown", reason, atLeaf: true, wild: false, ...(typeof ev === "number" ? { ev } : {}) });
      return;
    }
    if (at.length === 1 && collections.has(at[0] ?? "")) {
      const gap = incomplete(facts, at[0] ?? "");
      if (gap) found.push({ path: [...at, "*"], state: "unknown", atLeaf: false, wild: true, ...gap });
    }
    for (const [key, item] of entries(node) ?? []) down(item, [...at, key]);
  };
  const locate = (node: Json, i: number, at: readonly string[]): void => {
    const segment = path[i];
    if (segment === undefined || isLeaf(node)) return down(node, at);
    if (segment === "*") {
      for (const [key, item] of entries(node) ?? []) locate(item, i + 1, [...at, key]);
      return;
    }
    const key = segment === "@" ? subject : segment;
    locate(member(node, key), i + 1, [...at, key]);
  };
  locate(facts, 0, []);
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
