import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { projectFolder } from "../../evaluator/paths.js";
import { builtinPolicy } from "../../evaluator/policy/builtin.js";
import { readPolicyFolder } from "../../evaluator/policy/folder.js";

const root = join(projectFolder, "policies");
const { data, modules } = await readPolicyFolder(root, "policies");
const { controls } = builtinPolicy();
const rules = Object.values(modules).join("\n");

const texts = (value: unknown): readonly string[] => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
};

for (const [name, { source, values }] of Object.entries(data)) {
  test(`${name} names its source and has nothing twice`, () => {
    assert.ok(source.length > 20);
    for (const list of Array.isArray(values) ? [values] : []) assert.is(new Set(list.map((one: unknown) => JSON.stringify(one))).size, list.length);
  });
}

test("each entry is used by a rule or is the default of a parameter", () => {
  const defaults = controls.flatMap(({ parameters }) => Object.values(parameters).flatMap(({ from }) => (from ? [from.entry] : [])));
  const unused = Object.keys(data).filter((name) => !defaults.includes(name) && !rules.includes(name) && name !== "sections.sections");
  assert.equal(unused, []);
});

test("a default that a data file has says which and as of when", () => {
  const lists = controls.find(({ id }) => id === "18.4")?.parameters["dead_lists"];
  assert.equal(lists?.from, { entry: "mail_filtering.dead_lists", checked_on: data["mail_filtering.dead_lists"]?.checked_on });
  assert.equal(lists?.default, data["mail_filtering.dead_lists"]?.values);
});

// Ids, addresses of protocols and thresholds of the article are no dated knowledge; a release is.
const allowed = /"\d{1,2}\.\d{1,2}"|https?:\S+|CVE-\d{4}-\d+|RFC \d+|\d+\.\d+\.\d+\.\d+(\/\d+)?|\d+\.\d+\.\d+\.\[[^\]]*\]|s\d+_\d+_\w+/g;

for (const [file, text] of Object.entries(modules)) {
  test(`${file} has no release, patch level or day of its own`, () => {
    const code = text.split("\n").filter((line) => !line.trimStart().startsWith("#")).join("\n").replaceAll(allowed, "");
    assert.equal(code.match(/\b\d+\.\d+\.\d+\b|\bP\d+\b|\b(?:19|20)\d\d-\d\d|version\.value [<>]=? \[|kernel\.version\.value [<>]=? \[/g) ?? [], []);
  });
}

test("names that a data file lists stand in no rule besides", () => {
  const listed = ["mail_filtering.dead_lists", "mail_filtering.public_resolvers", "webroot_pages.shells", "two_factor.maldua_versions"];
  const doubled = listed.flatMap((name) => texts(data[name]?.values)).filter((text) => rules.includes(text));
  assert.equal(doubled, []);
});

test("every data file of the folder is read, and no other file is there", () => {
  const files = readdirSync(join(root, "data")).filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5).replaceAll("-", "_"));
  assert.equal([...new Set(Object.keys(data).map((name) => name.split(".")[0]))].sort(), files.sort());
});

test("the page on 37.2 says as of when its pages are", () => {
  const folder = controls.find(({ id }) => id === "37.2")?.folder ?? "";
  assert.ok(readFileSync(join(root, folder, "README.md"), "utf8").includes(data["webroot_pages.shipped"]?.checked_on ?? "?"));
});

test.run();
