import type { SchemaNode } from "./schema-paths.js";
import type { Control } from "./control.js";

/** The sources that a contract path is made of: the nearest `x-sources` on the way to it. */
export const sourcesOfPath = (schema: SchemaNode, path: readonly string[]): readonly string[] => {
  let node: SchemaNode | undefined = schema;
  let sources: readonly string[] = [];
  for (const segment of path) {
    while (node?.$ref) {
      sources = node["x-sources"] ?? sources;
      node = schema.definitions?.[node.$ref.replace("#/definitions/", "")];
    }
    node = node?.items ?? node?.properties?.[segment] ?? (typeof node?.additionalProperties === "object" ? node.additionalProperties : undefined);
    sources = node?.["x-sources"] ?? sources;
  }
  return sources;
};

/** Source id to the ids of the controls that read it. */
export const controlsBySource = (schema: SchemaNode, controls: readonly Control[]): ReadonlyMap<string, readonly string[]> => {
  const map = new Map<string, string[]>();
  for (const control of controls) {
    for (const id of new Set(control.reads.flatMap((path) => sourcesOfPath(schema, path)))) map.set(id, [...(map.get(id) ?? []), control.id]);
  }
  return map;
};
