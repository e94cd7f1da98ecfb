import { test } from "uvu";
import * as assert from "uvu/assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { audit } from "../../evaluator/audit.js";
import { projectFolder } from "../../evaluator/paths.js";
import { builtinPolicy } from "../../evaluator/policy/builtin.js";
import { type Case, type CaseFile, listCases, readCaseFiles } from "../../evaluator/policy/cases.js";
import { startEngine } from "../../evaluator/policy/engine.js";
import { importSnapshot } from "../../evaluator/snapshot/index.js";
import type { Report } from "../../evaluator/types/report.js";
import type { Snapshot } from "../../evaluator/types/snapshot.js";
import { applyCommands } from "./apply-fix.js";
import { openHosts } from "./example.js";
import { failing, keyOf, leftOf, setsSomething } from "./findings.js";

/** Cases whose fix asks for more than its commands, and what. This list may only shrink. */
const BEYOND: Readonly<Record<string, string>> = {
  "18.4 dead_list_in_text": "a person takes the list out of whichever attribute has it",
  "27.1 false_on_8815_ga": "a build that lacks the key needs its patch first",
  "27.1 whole_list_without_the_key": "a build that lacks the key needs its patch first",
  "32.4 raw_line_with_the_proxys_address": "the logs decide, and name clients only from the next log-in on",
  "34.1 strict_on_8815_p30": "a build that lacks the key needs its patch first",
};

/** Controls with a command that no failing input tries, and why. */
const UNTRIED: Readonly<Record<string, string>> = {
  "35.3": "with SNI on, ProxyConfGen writes the sites of all domains anew",
};

const policy = builtinPolicy();
const engine = startEngine();

const readCase = async (one: Case): Promise<{ readonly hosts: readonly Snapshot[]; readonly said: CaseFile }> => {
  const { files, said } = await readCaseFiles(one);
  const imported = await importSnapshot(files, { host: said.host, ...(said.now === undefined ? {} : { collectedAt: said.now }) });
  return { hosts: imported.map(({ snapshot }) => snapshot), said };
};

const judge = async (one: Case, hosts: readonly Snapshot[], { parameters }: CaseFile): Promise<Report> => audit(await openHosts(hosts), {
  policies: [policy], engine, selected: ({ id }) => id === one.control.id, ...(parameters === undefined ? {} : { parameters: { [one.control.id]: parameters } }),
});

const tried = new Set<string>();
const listed = new Set<string>();

const tryFixes = async (one: Case): Promise<void> => {
  const { hosts, said } = await readCase(one);
  for (const found of failing(await judge(one, hosts, said), "zmproxyctl")) {
    const name = `${one.control.id} ${one.name}`;
    const left = leftOf(found, await judge(one, applyCommands(hosts, found.commands, found.subject.host), said));
    // A case has the few files that prove its failure; what else a pass takes may not be among them.
    if (left !== undefined && /^unknown: .*not (collected|asked for)/.test(left)) continue;
    if (name in BEYOND) {
      listed.add(name);
      test(`${name}: the fix leaves it open`, () => assert.type(left, "string"));
      continue;
    }
    if (setsSomething(found.commands)) tried.add(one.control.id);
    test(`${name}: the fix of ${keyOf(found.id, found.subject)} settles it`, () => assert.is(left, undefined));
  }
};

for (const control of policy.controls) {
  const cases = await listCases(join(projectFolder, "policies"), control);
  for (const one of cases) if (one.form === "files" && one.verdict === "fail") await tryFixes(one);
}
await engine.close();

/** Tried in the examples that ship, where fixes are applied to the whole snapshot. */
for (const example of readdirSync(join(projectFolder, "snapshots"))) {
  const file = join(projectFolder, "snapshots", example, "expected.json");
  if (!["default-install", "neglected", "estate"].includes(example)) continue;
  for (const { id, commands } of failing(JSON.parse(readFileSync(file, "utf8")) as Report)) if (setsSomething(commands)) tried.add(id);
}

const setting = policy.controls.filter(({ file }) => /\$?"(zmprov (-l )?(m|gdpak )|zmlocalconfig -e )/.test(readFileSync(join(projectFolder, "policies", file), "utf8")));

test("most controls have a fix that sets something", () => assert.ok(setting.length > 40, String(setting.length)));
test("each of them is tried on a failing input", () => {
  assert.equal(setting.map(({ id }) => id).filter((id) => !tried.has(id)), Object.keys(UNTRIED));
});
test("what is listed as staying open is there", () => assert.equal(Object.keys(BEYOND).filter((key) => !listed.has(key)), []));

test.run();
