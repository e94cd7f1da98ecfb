import { test } from "uvu";
import * as assert from "uvu/assert";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { projectFolder } from "../evaluator/paths.js";
import { zmaudit } from "./e2e/command.js";

// docs/custom-policies.md, typed as it stands there.
const page = readFileSync(join(projectFolder, "docs/custom-policies.md"), "utf8");
const block = (language: string): string => new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(page)?.[1] ?? "";
const folder = mkdtempSync(join(tmpdir(), "zmaudit-page-"));
const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};
const control = "our-policies/controls/acme_1_short_sessions";
write(`${control}/rule.rego`, block("rego"));
write(`${control}/cases/an_hour.pass.json`, block("json"));
write(`${control}/cases/a_week.fail.json`, block("json").replace("3600", "604800"));
write(`${control}/cases/not_collected.unknown.json`, '{ "collections": { "cos": true }, "cos": { "default": { "used": true } } }');

test("the rule on the page checks", () => {
  const { status, stdout, stderr } = zmaudit(["policy", "check", "our-policies"], { cwd: folder });
  assert.is(status, 0, stdout + stderr);
  assert.match(stdout, /1 control, nothing wrong \(acme-1\)/);
});
test("its cases pass, in OPA and in WebAssembly", () => {
  const { status, stdout } = zmaudit(["policy", "test", "our-policies", "--verbose"], { cwd: folder });
  assert.is(status, 0, stdout);
  assert.match(stdout, /ok {3}acme-1 case a_week\.fail/);
  assert.match(stdout, /ok {3}acme-1 mutation an_hour without cos\.default\.attrs\.zimbraAuthTokenLifetime/);
  assert.match(stdout, /, 0 failed/);
});
test("it is formatted as OPA does", () => {
  const { status, stdout } = zmaudit(["policy", "fmt", "our-policies", "--check"], { cwd: folder });
  assert.is(status, 0, stdout);
});
test("it judges with the built-in ones", () => {
  write("mail.json", JSON.stringify({ format: "zmaudit-snapshot", version: 1, origin: "import", host: { name: "mail" }, complete: true, parts: [] }));
  const { status, stdout } = zmaudit(["audit", "mail.json", "--policy", "our-policies", "--only", "acme-1"], { cwd: folder });
  assert.is(status, 2);
  assert.match(stdout, /acme-1/);
});
test("cleans up", () => rmSync(folder, { recursive: true }));

test.run();
