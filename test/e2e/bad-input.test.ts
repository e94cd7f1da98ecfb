import { test } from "uvu";
import * as assert from "uvu/assert";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { zmaudit } from "./command.js";
import { temporaryFolder } from "../temporary.js";

const folder = temporaryFolder("bad");
const file = (name: string, bytes: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const snapshot = (parts: readonly object[], more: object = {}): string =>
  JSON.stringify({ format: "zmaudit-snapshot", version: 1, origin: "import", host: { name: "mail.example.com" }, complete: true, started_at: "2026-08-01T00:00:00Z", parts, ...more });
const good = snapshot([]);

/** Exit 3, nothing on standard output, and one clear sentence that says what, where and what to do. */
const refused = (args: readonly string[], pattern: RegExp, input?: string | Uint8Array): void => {
  const { status, stdout, stderr } = zmaudit(args, input === undefined ? {} : { input });
  assert.is(status, 3, `exit ${status}: ${stderr}`);
  assert.is(stdout, "");
  assert.match(stderr, pattern);
  assert.not.match(stderr, /\n\s+at |defect/);
};

const bad: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
  ["an empty file", "", /The file is empty/],
  ["{}", "{}", /no snapshot/],
  ["a wrong schema version", good.replace('"version":1', '"version":2'), /snapshot of version 2, and this zmaudit reads version 1/],
  ["not JSON", "hello", /neither JSON nor gzip nor tar/],
  ["broken JSON", '{"format": }', /JSON is not usable/],
  ["truncated gzip", gzipSync(good).subarray(0, 60), /gzip data is cut short/],
  ["duplicate keys", good.replace('"version":1', '"version":1,"version":1'), /the same key twice in one object/],
  ["100,000 nested arrays", "[".repeat(100_000) + "]".repeat(100_000), /nested deeper than 64 levels/],
  ["an unknown source id", snapshot([{ id: "zm.globl", part: "gacf", state: "skipped" }]), /unknown source "zm\.globl" \(did you mean .*zm\.global/],
  ["an unknown key", good.replace('"parts"', '"extra":1,"parts"'), /unknown key "extra"/],
];

for (const [name, bytes, pattern] of bad) {
  test(`${name} as a file`, () => refused(["audit", file("bad", bytes)], pattern));
  test(`${name} through a pipe`, () => refused(["audit", "-"], pattern, bytes));
}

test("a missing file", () => refused(["audit", join(folder, "nowhere.json")], /no such file/));

test("a part with a wrong hash is unknown, and the rest is judged", () => {
  const text = "zimbraSmtpSendAddMailer: FALSE\n";
  const damaged = snapshot([{ id: "zm.global", part: "gacf", state: "ok", exit: 0, stdout: { text }, out_bytes: text.length, sha256: "0".repeat(64), covers: "all" }]);
  const { status, stdout } = zmaudit(["audit", file("hash.json", damaged), "--format", "json"]);
  assert.is(status, 2);
  const report = JSON.parse(stdout) as { results: { id: string; status: string; reason?: string }[] };
  const mailer = report.results.find(({ id }) => id === "36.1");
  assert.is(mailer?.status, "unknown");
  assert.match(mailer?.reason ?? "", /SHA-256/);
});

const ok = file("good.json", good);
test("an unknown control", () => refused(["audit", ok, "--only", "15.11"], /no control, section or severity "15\.11".*nearest: .*15\.1/));
test("a selection that leaves nothing", () => refused(["audit", ok, "--only", "15.1", "--except", "15"], /leaves no control/));
test("an unknown option", () => refused(["audit", ok, "--onyl", "15.1"], /unknown option '--onyl'[^]*--only/));
test("an unknown command", () => refused(["adit", ok], /no command and no snapshot "adit".*did you mean audit/));
test("an unknown format", () => refused(["audit", ok, "--format", "jsn"], /no format "jsn".*nearest: json/));
test("an unknown severity", () => refused(["audit", ok, "--fail-on", "hihg"], /no severity "hihg"/));
test("a time that is none", () => refused(["audit", ok, "--now", "yesterday"], /is no time/));

const policy = (name: string, text: string): string => {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "rule.rego"), text);
  return path;
};
const metadata = (id: string): string => `# METADATA\n# title: A rule for the tests\n# custom:\n#   id: ${id}\n#   severity: low\n#   kind: evidence\n`;

test("an empty policy folder", () => {
  mkdirSync(join(folder, "empty"));
  refused(["audit", ok, "--policy", join(folder, "empty")], /policy folder is empty/);
});
test("a policy that doesn't compile", () => refused(["audit", ok, "--policy", policy("broken", `${metadata("acme-1")}package acme.one\n\nsubject contains "x" if {\n`)], /does not compile[^]*rule\.rego:/));
test("a policy that asks the network", () => refused(["audit", ok, "--policy", policy("network", `${metadata("acme-1")}package acme.one\n\nsubject contains "x" if http.send({"url": "x", "method": "get"}).status_code == 200\n\nresult contains {"subject": "x", "status": "pass", "message": "m"} if "x" in subject\n`)], /http\.send is not available to a policy/));
test("a misspelt attribute gets the nearest names", () => {
  const path = policy("typo", `${metadata("acme-1")}package acme.one\n\nsubject contains "global"\n\nresult contains {"subject": "global", "status": "pass", "message": "m", "evidence": [leaf]} if {\n\t"global" in subject\n\tleaf := input.global.attrs.zimbraSmtpSendAddMailr\n\tleaf.value == false\n}\n`);
  const { status, stdout } = zmaudit(["policy", "check", path]);
  assert.is(status, 3);
  assert.match(stdout, /zimbraSmtpSendAddMailr.*nearest: zimbraSmtpSendAddMailer/);
});

const isolated = (name: string, body: string, reason: RegExp): void => {
  test(`a policy that ${name} breaks only its own row`, () => {
    const path = policy(name.replaceAll(" ", "-"), `${metadata("acme-1")}package acme.one\n\nsubject contains "x"\n\nresult contains {"subject": "x", "status": "pass", "message": "m", "evidence": []} if {\n${body}\n}\n`);
    const { status, stdout, stderr } = zmaudit(["audit", ok, "--policy", path, "--format", "json", "--only", "acme-1,15.1"]);
    assert.is(status, 2, stderr);
    const { results } = JSON.parse(stdout) as { results: { id: string; status: string; reason?: string }[] };
    assert.is(results.find(({ id }) => id === "acme-1")?.status, "error");
    assert.match(results.find(({ id }) => id === "acme-1")?.reason ?? "", reason);
    assert.is(results.find(({ id }) => id === "15.1")?.status, "unknown");
  });
};
isolated("loops", "\tx := numbers.range(1, 4000)\n\tcount([1 | some i in x; some j in x; some k in x; i + j == k * 0]) > 5", /took longer|memory/);
isolated("bombs", "\tx := numbers.range(1, 3000)\n\ty := [[i, j, k] | some i in x; some j in x; some k in x]\n\tcount(y) > 0", /memory|longer/);

test("cleans up", () => rmSync(folder, { recursive: true }));

test.run();
