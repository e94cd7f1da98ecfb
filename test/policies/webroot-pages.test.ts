import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { projectFolder } from "../../evaluator/paths.js";
import { builtinPolicy } from "../../evaluator/policy/builtin.js";

interface Dated<T> {
  readonly source: string;
  readonly checked_on: string;
  readonly values: T;
}

interface Pages {
  readonly shipped: Dated<Readonly<Record<string, readonly string[]>>>;
  readonly shells: Dated<readonly string[]>;
}

const { shipped, shells } = JSON.parse(readFileSync(join(projectFolder, "policies/data/webroot-pages.json"), "utf8")) as Pages;
const control = builtinPolicy().controls.find(({ id }) => id === "37.2");

test("37.2: shipped and shells are those of the data file", () => {
  assert.equal(control?.parameters["shipped"]?.default, shipped.values);
  assert.equal(control?.parameters["shells"]?.default, shells.values);
});

test("each list says where it is from and when that was looked up, and has nothing twice", () => {
  for (const { source, checked_on: checked } of [shipped, shells]) {
    assert.ok(source.length > 20);
    assert.match(checked, /^\d{4}-\d{2}-\d{2}$/);
  }
  for (const names of [...Object.values(shipped.values), shells.values]) assert.is(new Set(names).size, names.length);
});

test("the page on 37.2 says when that was", () => {
  const page = readFileSync(join(projectFolder, "policies", control?.folder ?? "", "README.md"), "utf8");
  assert.ok(page.includes(shipped.checked_on));
});

test.run();
