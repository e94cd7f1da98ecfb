import { test } from "uvu";
import * as assert from "uvu/assert";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSettings, readSite } from "../../../evaluator/cli/site.js";
import { projectFolder } from "../../../evaluator/paths.js";
import { builtinPolicy } from "../../../evaluator/policy/builtin.js";
import { temporaryFolder } from "../../temporary.js";

const folder = temporaryFolder("site");
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

const provider = (id: string): Readonly<Record<string, unknown>> => ({ [id]: { public_provider: true } });
const relaxed = Object.assign({}, ...["10.1", "10.2", "10.4", "15.1", "15.2"].map(provider)) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;

test("the profile of public providers lets IMAP, POP3 and search engines in", async () => {
  const settings = await readSettings(undefined, "public-provider");
  settings.check(controls);
  assert.equal(settings.parameters, relaxed);
  assert.is(settings.file, undefined);
  assert.is(settings.profile?.name, "public-provider");
  assert.is(settings.origins["15.2"]?.["public_provider"], "profile public-provider");
});
test("every control that has the parameter is in the profile", () => {
  assert.equal(controls.filter(({ parameters }) => Object.hasOwn(parameters, "public_provider")).map(({ id }) => id).sort(), Object.keys(relaxed).sort());
});
test("the profile is a site file as well", async () => {
  const site = await readSite(join(projectFolder, "policies/profiles/public-provider.yaml"));
  assert.equal(site.parameters, relaxed);
});
test("a site file lies over the profile, parameter by parameter", async () => {
  const path = join(folder, "over.yaml");
  writeFileSync(path, 'parameters:\n  "10.2": {public_provider: false}\n  "21.1": {longest: 3600}\nfail_on: high\n');
  const settings = await readSettings(path, "public-provider");
  assert.equal(settings.parameters["10.2"], { public_provider: false });
  assert.equal(settings.parameters["10.1"], { public_provider: true });
  assert.equal(settings.origins["10.1"], { public_provider: "profile public-provider" });
  assert.equal(settings.origins["10.2"], { public_provider: path });
  assert.is(settings.file?.name, path);
  assert.is(settings.failOn, "high");
});
for (const name of ["public-providr", "../profiles/public-provider", "", "constructor"]) {
  test(`no profile ${JSON.stringify(name)}`, async () => {
    try {
      await readSettings(undefined, name);
    } catch (error) {
      assert.match((error as Error).message, /no profile.*public-provider/s);
      return;
    }
    assert.unreachable();
  });
}

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
