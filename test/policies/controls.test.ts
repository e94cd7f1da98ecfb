import { test } from "uvu";
import * as assert from "uvu/assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../../evaluator/paths.js";
import { loadCompiler } from "../../evaluator/policy/compiler.js";
import { startEngine } from "../../evaluator/policy/engine.js";
import { readPolicyFolder } from "../../evaluator/policy/folder.js";
import { testPolicy } from "../../evaluator/policy/test-policy.js";

// Each case, mutation and comparison with OPA is a test of its own, so that the count says how much was shown.
const engine = startEngine();
const folder = await readPolicyFolder(join(projectFolder, "policies"), "policies");
const answer = await testPolicy(engine, folder);
await engine.close();

test("the policy folder checks without a complaint", () => {
  assert.equal("errors" in answer ? answer.errors.map(({ file, row, message }) => `${file}:${row}: ${message}`) : [], []);
});

const headings = ["## Why it matters", "## How it is judged", "## By hand", "## How to fix", "## What it can't see", "## Sources"];

if (!("errors" in answer)) {
  for (const { kind, control, name, problem } of answer.tested) test(`${control} ${kind} ${name}`, () => assert.is(problem, undefined));
  for (const control of answer.policy.controls) {
    test(`${control.id} is where its id says`, () => {
      const [section = "", number = ""] = control.id.split(".");
      const prefix = `s${section.padStart(2, "0")}_${number}_`;
      assert.ok(control.folder.startsWith(`controls/${prefix}`), `${control.folder} does not begin with controls/${prefix}`);
      assert.is(control.package, `zmaudit.${control.folder.replaceAll("/", ".")}`);
      assert.is(control.section, Number(section));
    });
    test(`${control.id} has a page with the usual headings`, () => {
      const lines = readFileSync(join(folder.path, control.folder, "README.md"), "utf8").split("\n");
      assert.is(lines[0], `# ${control.id} ${control.title}`);
      assert.equal(lines.filter((line) => line.startsWith("## ")), headings);
    });
  }
}

const compiler = await loadCompiler();
for (const [name, text] of Object.entries({ ...folder.modules, ...folder.tests })) {
  test(`${name} is formatted as OPA does, at most 120 columns wide`, () => {
    const formatted = compiler.format(name, text);
    assert.is(formatted.errors, undefined);
    if (!formatted.errors) assert.is(text, formatted.text);
    for (const [i, line] of text.split("\n").entries()) assert.ok(line.length <= 120, `line ${i + 1} has ${line.length} columns`);
  });
}

test.run();
