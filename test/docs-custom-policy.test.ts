import { test } from "uvu";
import * as assert from "uvu/assert";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { projectFolder } from "../evaluator/paths.js";
import { zmaudit } from "./e2e/command.js";
import { temporaryFolder } from "./temporary.js";

// docs/custom-policies.md, typed as it stands there.
const page = readFileSync(join(projectFolder, "docs/custom-policies.md"), "utf8");
const blocks = (language: string): readonly string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, "g"))].map(([, text]) => text ?? "");
const block = (language: string): string => blocks(language)[0] ?? "";
const folder = temporaryFolder("page");
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
// The page's own unknown, and its data file, in a control of another folder.
write("more-policies/data/acme-releases.json", blocks("json")[1] ?? "");
write("more-policies/controls/acme_2/rule.rego", `# METADATA
# title: The clock had time to be set
# custom:
#   id: acme-2
#   severity: low
#   kind: evidence
#   parameters:
#     patches:
#       default_from: acme_releases.first_patches
#       description: First patches that do it
package acme.clock

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.hosts

${blocks("rego")[1] ?? ""}`);
write("more-policies/controls/acme_2/cases/just_booted.unknown.json", '{ "collections": { "hosts": true }, "hosts": { "a": { "kernel": { "uptime": 20 } } } }');

test("the page's own unknown and its data file work", () => {
  assert.is(zmaudit(["policy", "check", "more-policies"], { cwd: folder }).status, 0);
  const { stdout } = zmaudit(["policy", "test", "more-policies", "--verbose"], { cwd: folder });
  assert.match(stdout, /ok {3}acme-2 case just_booted\.unknown/);
  const { stdout: shown } = zmaudit(["controls", "acme-2", "--policy", "more-policies"], { cwd: folder });
  assert.match(shown.replaceAll(/\s+/g, " "), /parameter patches = \{"9\.0\.0":24\}: First patches that do it \(acme_releases\.first_patches, as of 2026-03-01\)/);
});

test("it judges with the built-in ones", () => {
  write("mail.json", JSON.stringify({ format: "zmaudit-snapshot", version: 1, origin: "import", host: { name: "mail" }, complete: true, parts: [] }));
  const { status, stdout } = zmaudit(["audit", "mail.json", "--policy", "our-policies", "--only", "acme-1"], { cwd: folder });
  assert.is(status, 2);
  assert.match(stdout, /acme-1/);
});
test("cleans up", () => rmSync(folder, { recursive: true }));

test.run();
