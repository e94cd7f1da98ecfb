import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { test } from "uvu";
import { listCases, missingVerdicts, readFragment } from "../../../evaluator/policy/cases.js";
import type { Control } from "../../../evaluator/policy/control.js";
import { temporaryFolder } from "../../temporary.js";

const root = temporaryFolder("cases");
test.after(() => rm(root, { recursive: true, force: true }));

let count = 0;
const controlWith = async (files: Readonly<Record<string, string>>, kind: Control["kind"] = "evidence"): Promise<Control> => {
  const folder = `c${++count}`;
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(root, folder, "cases", name, ".."), { recursive: true });
    await writeFile(join(root, folder, "cases", name), text);
  }
  return { folder, kind } as Control;
};

test("a case's name ends with its verdict; a folder is a case of files", async () => {
  const files = { "b.pass.json": "{}", "a.with.dots.fail.json": "{}", "c.not_applicable/zm.server.txt": "x", "notes.md": "x" };
  const control = await controlWith(files);
  const cases = await listCases(root, control);
  assert.equal(cases.map(({ name, verdict, form }) => [name, verdict, form]), [
    ["a.with.dots", "fail", "fragment"], ["b", "pass", "fragment"], ["c", "not_applicable", "files"],
  ]);
});

test("a control without cases has none", async () => assert.equal(await listCases(root, { folder: "none" } as Control), []));

test("a name without a verdict is refused with how to name it", async () => {
  for (const name of ["plain.json", "x.passed.json", "x.PASS.json", ".pass.json", "x.verdict/a.txt"]) {
    try {
      await listCases(root, await controlWith({ [name]: "{}" }));
      assert.unreachable(name);
    } catch (cause) {
      assert.match((cause as Error).message, /must end with its verdict.*name it <situation>\.<pass\|fail/s);
    }
  }
});

test("what a control's cases must show", async () => {
  const control = await controlWith({ "a.pass.json": "{}" });
  assert.equal(missingVerdicts(control, await listCases(root, control)), ["fail", "unknown"]);
  const manual = await controlWith({ "a.manual.json": "{}" }, "manual");
  assert.equal(missingVerdicts(manual, await listCases(root, manual)), ["unknown"]);
});

test("a fragment that is no JSON is named", async () => {
  const [one] = await listCases(root, await controlWith({ "a.pass.json": "{" }));
  try {
    if (one) await readFragment(one);
    assert.unreachable();
  } catch (cause) {
    assert.match((cause as Error).message, /the case is not JSON: .*a\.pass\.json/s);
  }
});

test.run();
