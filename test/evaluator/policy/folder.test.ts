import { mkdir, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { test } from "uvu";
import { projectFolder } from "../../../evaluator/paths.js";
import { readPolicyFolder } from "../../../evaluator/policy/folder.js";
import { temporaryFolder } from "../../temporary.js";

const made: string[] = [];
const folderOf = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const folder = temporaryFolder("policies");
  made.push(folder);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
};

const many = (count: number, text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}.rego`, text]));

const refused = async (path: string, says: RegExp): Promise<void> => {
  try {
    await readPolicyFolder(path, "custom");
  } catch (cause) {
    assert.match((cause as Error).message, says);
    return;
  }
  assert.unreachable(`${path} was taken`);
};

test.after(async () => {
  for (const folder of made) await rm(folder, { recursive: true, force: true });
});

test("rules, tests and the library are told apart", async () => {
  const files = { "a/rule.rego": "package a", "a/rule_test.rego": "package a_test", "a/README.md": "x", "b.rego": "package b" };
  const folder = await readPolicyFolder(await folderOf(files), "custom");
  assert.equal(Object.keys(folder.modules).sort(), ["a/rule.rego", "b.rego"]);
  assert.equal(Object.keys(folder.tests), ["a/rule_test.rego"]);
  assert.ok(Object.keys(folder.library).includes("zmaudit/lib/verdict.rego"));
  assert.not.ok(Object.keys(folder.library).some((name) => name.endsWith("_test.rego")));
});

test("our own folder needs no library beside its own data, however it is named", async () => {
  for (const path of [join(projectFolder, "policies"), join(projectFolder, "docs", "..", "policies")]) {
    const { library } = await readPolicyFolder(path, "builtin");
    assert.equal(Object.keys(library).filter((file) => !/^data\/[a-z-]+\.json$/.test(file)), []);
  }
});

const dated = (name: string, entry: unknown): Readonly<Record<string, string>> =>
  ({ "a.rego": "package a", [`data/${name}.json`]: JSON.stringify({ levels: entry }) });
const fine = { source: "release notes of the vendor", checked_on: "2026-03-01", values: { "1.0": 7 } };

test("data files become modules, ours and the folder's, and are in the digest", async () => {
  const folder = await readPolicyFolder(await folderOf(dated("patch-levels", fine)), "custom");
  assert.match(folder.library["data/patch-levels.json"] ?? "", /^package zmaudit\.dated\.patch_levels\n\nlevels := \{"1\.0":7\}\n/);
  assert.match(folder.library["zmaudit/data/mail-filtering.json"] ?? "", /^package zmaudit\.dated\.mail_filtering\n/);
  assert.equal(folder.data["patch_levels.levels"], fine);
  const later = await readPolicyFolder(await folderOf(dated("patch-levels", { ...fine, values: { "1.0": 8 } })), "custom");
  assert.is.not(folder.sha256, later.sha256);
});

test("data without a source, a day or a good name is refused", async () => {
  const { source: _source, ...nowhere } = fine;
  await refused(await folderOf(dated("x", nowhere)), /does not say in "source"/);
  for (const day of ["2026-13-01", "last week", 2026, undefined]) await refused(await folderOf(dated("x", { ...fine, checked_on: day })), /"checked_on"/);
  await refused(await folderOf(dated("x", { ...fine, until: "2027" })), /a field that it should not have: "until"/);
  await refused(await folderOf(dated("x", { ...fine, values: undefined })), /has no values/);
  await refused(await folderOf(dated("x", [])), /is no object/);
  await refused(await folderOf(dated("x y", fine)), /other characters/);
  await refused(await folderOf({ "a.rego": "package a", "data/x.json": JSON.stringify({ "a := 1\nb": fine }) }), /other characters/);
  await refused(await folderOf({ "a.rego": "package a", "data/x.json": "[" }), /is not JSON/);
  await refused(await folderOf({ "a.rego": "package a", "data/x.json": "[]" }), /no object of named entries/);
  await refused(await folderOf(dated("mail-filtering", fine)), /two data files have the name mail_filtering/);
});

test("a data file that is a link or a folder is refused", async () => {
  const root = await folderOf({ "a.rego": "package a", "data/x.json/y.txt": "" });
  await refused(root, /no plain file/);
});

test("a single file is a folder of one", async () => {
  const root = await folderOf({ "one.rego": "package one", "two.rego": "package two" });
  assert.equal(Object.keys((await readPolicyFolder(join(root, "one.rego"), "custom")).modules), ["one.rego"]);
});

test("the digest follows the text, not the place", async () => {
  const digest = async (files: Readonly<Record<string, string>>): Promise<string> =>
    (await readPolicyFolder(await folderOf(files), "custom")).sha256;
  assert.is(await digest({ "a.rego": "package a" }), await digest({ "a.rego": "package a" }));
  assert.is.not(await digest({ "a.rego": "package a" }), await digest({ "a.rego": "package a\n" }));
  assert.is.not(await digest({ "a.rego": "package a" }), await digest({ "b.rego": "package a" }));
});

test("an empty folder is refused", async () => {
  await refused(await folderOf({}), /policy folder is empty/);
  const hidden = { "README.md": "x", ".hidden/a.rego": "package a", "node_modules/a.rego": "package a" };
  await refused(await folderOf(hidden), /policy folder is empty/);
});

test("a folder that is not there is refused", () => refused("/no/such/folder", /there is no such policy folder/));

test("what is no policy is refused without being read", async () => {
  await refused("/dev/zero", /neither a folder nor a \.rego file/);
  await refused(join(await folderOf({ "a.txt": "x" }), "a.txt"), /neither a folder nor a \.rego file/);
});

test("a symbolic link is refused by name, to a file as to a folder", async () => {
  const other = await folderOf({ "a.rego": "package a" });
  const links = await folderOf({ "b.rego": "package b" });
  await symlink(join(other, "a.rego"), join(links, "linked.rego"));
  await refused(links, /symbolic link.*linked\.rego/);
  const folders = await folderOf({ "b.rego": "package b" });
  await symlink(folders, join(folders, "loop"));
  await refused(folders, /symbolic link.*loop/);
});

test("a folder that is given by a link is followed", async () => {
  const real = await folderOf({ "a.rego": "package a" });
  const holder = await folderOf({});
  await symlink(real, join(holder, "policies"));
  assert.equal(Object.keys((await readPolicyFolder(join(holder, "policies"), "custom")).modules), ["a.rego"]);
});

test("too many files are refused", async () => {
  await refused(await folderOf(many(4001, "")), /more than 4000 Rego files/);
});

test("a file that is too large is refused before it is read", async () => {
  const folder = await folderOf({ "large.rego": "package large" });
  await truncate(join(folder, "large.rego"), 8 * 1024 ** 3);
  await refused(folder, /larger than 1 MiB.*large\.rego/);
});

test("a folder that is too large, or too deep, is refused", async () => {
  await refused(await folderOf(many(34, "#".repeat(1024 * 1024))), /larger than 32 MiB/);
  await refused(await folderOf({ "1/2/3/4/5/6/7/8/9/deep.rego": "package deep" }), /nested too deeply/);
});

test.run();
