import * as assert from "uvu/assert";
import { test } from "uvu";
import { factsSchema } from "../../../evaluator/policy/compile-policy.js";
import { isLeafNode, lookUp, typeOf } from "../../../evaluator/policy/schema-paths.js";

const schema = await factsSchema();
const at = (path: string): ReturnType<typeof lookUp> => lookUp(schema, path === "" ? [] : path.split("."));

test("every kind of place is told", () => {
  const places = {
    "": "object", "servers": "map", "servers.@": "object", "servers.*.attrs.zimbraMailMode": "leaf",
    "servers.*.attrs.zimbraMailMode.value": "inside", "accounts": "list", "accounts.*.name": "scalar", "parameters.x.y": "any",
    "hosts.@.listeners.value.*.port": "inside", "hosts.@.units.*": "object",
  };
  for (const [path, place] of Object.entries(places)) assert.is(at(path).place, place, path);
});

test("a name that is not there comes with the nearest", () => {
  const { stray } = at("servers.@.attrs.zimbraMailKeepOutWebCrawler");
  assert.is(stray?.name, "zimbraMailKeepOutWebCrawler");
  assert.is(stray?.at, "servers.@.attrs");
  assert.is(stray?.nearest[0], "zimbraMailKeepOutWebCrawlers");
  assert.is(at("server.@").stray?.nearest[0], "servers");
});

test("any name of a closed object is a computed name", () => {
  assert.is(at("servers.@.attrs.*").stray?.own, true);
  assert.is(at("*").stray?.own, true);
});

test("a name of JavaScript's own objects is no name of the schema", () => {
  for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty"]) {
    assert.is(at(name).stray?.name, name);
    assert.is(at(`servers.@.attrs.${name}`).stray?.name, name);
  }
});

test("a leaf is known by its unknown and its evidence", () => {
  assert.ok(isLeafNode({ properties: { unknown: {}, ev: {} } }));
  assert.not.ok(isLeafNode({ properties: { unknown: {} } }));
});

test("types that can be compared", () => {
  assert.is(typeOf(at("cos.*.attrs.zimbraPasswordMinLength.value").node), "number");
  assert.is(typeOf(at("cos.*.used.value").node), "boolean");
  assert.is(typeOf(at("hosts.*.os.id.value").node), "string");
  assert.is(typeOf(at("hosts.*.roles.value").node), undefined);
  assert.is(typeOf(undefined), undefined);
});

test.run();
