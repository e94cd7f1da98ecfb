import { nearest } from "../text/nearest.js";

/** The parts of JSON Schema that the facts schema uses. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly items?: SchemaNode;
  readonly definitions?: Readonly<Record<string, SchemaNode>>;
  readonly "x-complete"?: string;
  readonly "x-sources"?: readonly string[];
}

/** What stands at a path. A leaf is `{value, from, ev}` or `{unknown, ev}`. */
export type Place = "leaf" | "inside" | "map" | "object" | "list" | "scalar" | "any";

export interface PathAnswer {
  readonly place?: Place;
  readonly node?: SchemaNode;
  /** Set where the path leaves the schema: the name that is not there and the nearest that are. */
  readonly stray?: { readonly name: string; readonly at: string; readonly nearest: readonly string[]; readonly own: boolean };
}

const deref = (root: SchemaNode, node: SchemaNode): SchemaNode => {
  const name = /^#\/definitions\/(.+)$/.exec(node.$ref ?? "")?.[1];
  const target = name === undefined ? undefined : root.definitions?.[name];
  return target ? deref(root, target) : node;
};

export const isLeafNode = (node: SchemaNode): boolean => node.properties?.["unknown"] !== undefined && node.properties["ev"] !== undefined;

const placeOf = (node: SchemaNode, inside: boolean): Place => {
  if (isLeafNode(node)) return "leaf";
  if (inside) return "inside";
  if (node.type === "array") return "list";
  if (node.properties) return "object";
  if (node.type === "object") return "map";
  return node.type === undefined ? "any" : "scalar";
};

/** Follows a contract path ("@" and "*" are any key) through the facts schema. */
export const lookUp = (root: SchemaNode, path: readonly string[]): PathAnswer => {
  let node = deref(root, root);
  let inside = false;
  for (const [i, segment] of path.entries()) {
    const wild = segment === "*" || segment === "@";
    const leaf = isLeafNode(node);
    inside ||= leaf;
    let next: SchemaNode | undefined;
    if (node.items) next = node.items;
    else if (wild && node.properties && typeof node.additionalProperties !== "object") {
      // Any of a closed object's names: not a name that can be checked, and a sign of a computed name.
      return { stray: { name: segment, at: path.slice(0, i).join("."), nearest: [], own: true } };
    } else if (!wild && node.properties && Object.hasOwn(node.properties, segment)) next = node.properties[segment];
    else if (typeof node.additionalProperties === "object") next = node.additionalProperties;
    else if (node.additionalProperties === true || (node.type === undefined && !node.properties)) return { place: "any" };
    if (next === undefined) {
      return { stray: { name: segment, at: path.slice(0, i).join("."), nearest: nearest(segment, Object.keys(node.properties ?? {}), 3), own: false } };
    }
    node = deref(root, next);
  }
  return { place: placeOf(node, inside), node };
};

/** The types a leaf's value, or a plain place, can be compared with. */
export const typeOf = (node: SchemaNode | undefined): string | undefined =>
  node?.type === "integer" || node?.type === "number" ? "number" : node?.type === "string" || node?.type === "boolean" ? node.type : undefined;
