import { test } from "uvu";
import * as assert from "uvu/assert";
import type { AmavisBlockingFacts } from "../../../../evaluator/facts/hosts/amavis-blocking.js";
import { bare, makeHost, openHost } from "./sample-host.js";

const read = async (text: string): Promise<AmavisBlockingFacts> =>
  makeHost(await openHost({ parts: { "zm.amavis@amavisd.conf": text } })).host.amavis;

test("extensions of Zimbra's own rule, in lower case; a commented rule is none", async () => {
  const { banned } = await read(`$banned_filename_re = new_RE(
  qr{.\\.(?:EXE|js|.com)\\s*$}i,
# qr'.\\.(pif|scr)$'i,
);
`);
  assert.equal(bare(banned), {
    value: [{ pattern: ".\\.(?:EXE|js|.com)\\s*$", allows: false, extensions: ["exe", "js"] }],
    from: "file",
  });
});

test("the shipped file without a list has the variable and no rule", async () => {
  assert.equal(bare((await read("$banned_filename_re = new_RE(\n#  qr'^\\.(exe-ms|dll)$',\n);\n")).banned), { value: [], from: "file" });
  assert.equal(bare((await read("$max_servers = 10;\n")).banned), { from: "unset" });
});

test("an exception, and a pattern of another form, name no extension", async () => {
  const { banned } = await read("$banned_filename_re = new_RE(\n [ qr'^\\.(exe)$' => 0 ],\n qr'.\\.(pif)$'i,\n qr{.\\.(?:scr)\\s*$},\n);\n");
  assert.equal("value" in banned ? banned.value.map(({ allows, extensions }) => [allows, extensions]) : [], [
    [true, []],
    [false, []],
    [false, []],
  ]);
});

test("who skips the check: [0] is nobody", async () => {
  const banks = "$policy_bank{'MYNETS'} = { originating => 1 };\n$policy_bank{'ORIGINATING'} = { bypass_banned_checks_maps => [0], };\n";
  assert.equal(bare((await read(banks)).unchecked), { value: [], from: "file" });
  const bypass = `${banks}$policy_bank{'VIP'} = { bypass_banned_checks_maps => [1] };\n@bypass_banned_checks_maps = (1);\n`;
  assert.equal(bare((await read(bypass)).unchecked), { value: ["VIP", "all mail"], from: "file" });
  assert.ok("unknown" in (await read(`${banks}@bypass_banned_checks_maps = (\\%who);\n`)).unchecked);
});

test("rules that amavis does not look at block nothing", async () => {
  const rules = "$banned_filename_re = new_RE( qr{.\\.(?:exe)\\s*$}i );\n";
  assert.equal(bare((await read(`${rules}@banned_filename_maps = (\\$banned_filename_re);\n`)).unchecked), { value: [], from: "file" });
  assert.match(JSON.stringify((await read(`${rules}@banned_filename_maps = ();\n`)).unchecked), "names other rules");
});

test("what zmconfigd left switched off for all mail", async () => {
  assert.equal(bare((await read("$max_servers = 10;\n")).skipped), { value: [], from: "file" });
  const both = "@bypass_virus_checks_maps = (1);  # controls running of anti-virus code\n@bypass_spam_checks_maps  = (1);\n";
  assert.equal(bare((await read(both)).skipped), { value: ["spam", "virus"], from: "file" });
  assert.equal(bare((await read("@bypass_spam_checks_maps = (0);\n")).skipped), { value: [], from: "file" });
  assert.match(JSON.stringify((await read("@bypass_spam_checks_maps = (\\%who);\n")).skipped), "no plain 0 or 1");
});

test("destinies and the score; one line that cannot be followed spoils what it speaks of", async () => {
  const base = "$final_banned_destiny     = D_BOUNCE;\n$final_spam_destiny       = D_DISCARD;  #!!!  D_DISCARD / D_REJECT\n$sa_kill_level_deflt = 15.0;\n";
  const facts = await read(base);
  assert.equal([facts.banned_destiny, facts.spam_destiny, facts.kill_level].map(bare), [
    { value: "D_BOUNCE", from: "file" },
    { value: "D_DISCARD", from: "file" },
    { value: 15, from: "file" },
  ]);
  const odd = await read(`${base}$policy_bank{'X'} = other();\n`);
  assert.ok("value" in odd.banned_destiny && "value" in odd.kill_level && "unknown" in odd.unchecked);
  const open = await read(`${base}$x = 'never closed;\n`);
  assert.ok("unknown" in open.banned_destiny && "unknown" in open.banned);
});

test("without the file nothing is known", async () => {
  const { host } = makeHost(await openHost({ parts: {} }));
  assert.equal(bare(host.amavis.banned_destiny), { unknown: "zm.amavis was not collected" });
});

test.run();
