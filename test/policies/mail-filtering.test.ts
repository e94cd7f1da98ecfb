import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { projectFolder } from "../../evaluator/paths.js";
import { builtinPolicy } from "../../evaluator/policy/builtin.js";

interface List {
  readonly source: string;
  readonly checked_on: string;
  readonly values: readonly string[];
}

const data = JSON.parse(readFileSync(join(projectFolder, "policies/data/mail-filtering.json"), "utf8")) as Readonly<Record<string, List>>;
const { controls } = builtinPolicy();

/** Which parameter has which list as its default. */
const homes: readonly (readonly [string, string, string])[] = [
  ["17.1", "required", "required_extensions"],
  ["17.1", "recommended", "recommended_extensions"],
  ["18.2", "dead_lists", "dead_lists"],
  ["18.4", "dead_lists", "dead_lists"],
  ["18.4", "public_resolvers", "public_resolvers"],
];

for (const [id, name, list] of homes) {
  test(`${id}: ${name} is ${list} of the data file`, () => {
    const control = controls.find((one) => one.id === id);
    assert.equal(control?.parameters[name]?.default, data[list]?.values);
  });
}

for (const [name, list] of Object.entries(data)) {
  if (typeof list !== "object") continue;
  test(`${name} says where it is from and when that was looked up, and has nothing twice`, () => {
    assert.ok(list.source.length > 20);
    assert.match(list.checked_on, /^\d{4}-\d{2}-\d{2}$/);
    assert.is(new Set(list.values).size, list.values.length);
  });
}

test.run();
