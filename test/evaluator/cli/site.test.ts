import { test } from "uvu";
import * as assert from "uvu/assert";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSite } from "../../../evaluator/cli/site.js";
import { builtinPolicy } from "../../../evaluator/policy/builtin.js";

const folder = mkdtempSync(join(tmpdir(), "zmaudit-site-"));
const { controls } = builtinPolicy();
const read = async (text: string): Promise<Awaited<ReturnType<typeof readSite>>> => {
  const path = join(folder, "zmaudit.yaml");
  writeFileSync(path, text);
  const site = await readSite(path);
  site.check(controls);
  return site;
};
const refuses = (name: string, text: string, pattern: RegExp): void => {
  test(name, async () => {
    try {
      await read(text);
    } catch (error) {
      assert.match((error as Error).message, pattern);
      return;
    }
    assert.unreachable("it was accepted");
  });
};

test("parameters, policies and the floor", async () => {
  const site = await read('parameters:\n  "15.1":\n    public_provider: true\npolicies: [our]\nfail_on: high\n');
  assert.equal(site.parameters, { "15.1": { public_provider: true } });
  assert.equal(site.policies, [join(folder, "our")]);
  assert.is(site.failOn, "high");
  assert.match(site.file?.sha256 ?? "", /^[0-9a-f]{64}$/);
});
test("an empty file changes nothing", async () => assert.equal((await read("")).parameters, {}));
refuses("an unknown key", "paramters: {}\n", /paramters/);
refuses("a control that does not exist", 'parameters: {"15.11": {}}\n', /no control "15\.11".*nearest: .*15\.1/s);
refuses("a parameter that does not exist", 'parameters: {"15.1": {public: true}}\n', /no parameter "public".*public_provider/s);
refuses("a parameter of another type", 'parameters: {"15.1": {public_provider: "yes"}}\n', /must be a boolean, not a string/);
refuses("text that is no YAML", "a: [b\n", /not YAML/);
refuses("a bomb of aliases", `a: &a [x,x,x,x,x,x,x,x]\n${"bcdefgh".split("").map((name, i) => `${name}: &${name} [${Array(8).fill(`*${"abcdefgh"[i] ?? ""}`).join(",")}]`).join("\n")}\n`, /not YAML|alias/i);
refuses("a severity that does not exist", "fail_on: hihg\n", /fail_on/);

test("a missing file", async () => {
  try {
    await readSite(join(folder, "nowhere.yaml"));
  } catch (error) {
    assert.match((error as Error).message, /cannot be read/);
    return;
  }
  assert.unreachable();
});
test("cleans up", () => rmSync(folder, { recursive: true }));

test.run();
