// Commands that hang, ignore TERM, leave children behind, crash, print too much, rubbish or nothing.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { collect, errorsOf, hasTool, makeExtra, makeRoot, outputOf, partOf, shells } from "./collect.js";

/** Several runs of these tests may share a machine: each looks for its own sleeping processes only. */
const marker = String(process.pid);

const processes = (): string => spawnSync("ps", ["-eo", "args"], { encoding: "utf8" }).stdout ?? "";

const rows = [
  { name: "hang", body: `echo before; sleep ${marker}7654321`, seconds: 2 },
  { name: "deaf", body: `trap '' TERM; echo before; while :; do sleep ${marker}7654322; done`, seconds: 1 },
  { name: "holder", body: `setsid sh -c 'sleep ${marker}7654323' & echo done`, seconds: 60 },
  { name: "family", body: `(sleep ${marker}7654324; echo late) & (sleep ${marker}7654324) & wait`, seconds: 1 },
  { name: "crash", body: "echo before; kill -SEGV $$", seconds: 10 },
  { name: "killed", body: "kill -KILL $$", seconds: 10 },
  { name: "nul", body: "printf 'a\\000b\\nc\\000'", seconds: 10 },
  { name: "utf8", body: "printf 'gr\\303\\274n\\n'", seconds: 10 },
  { name: "latin1", body: "printf 'gr\\374n\\n'", seconds: 10 },
  { name: "surrogate", body: "printf '\\355\\240\\200 \\300\\200 \\364\\220\\200\\200\\n'", seconds: 10 },
  { name: "control", body: "printf 'a\\033[31mb\\177\\n'", seconds: 10 },
  { name: "large", body: "head -c 104857600 /dev/zero | tr '\\000' x", seconds: 60, bytes: "128k" },
  { name: "endless", body: "yes", seconds: 60, bytes: "64k" },
  { name: "exact", body: "head -c 65536 /dev/zero | tr '\\000' '\\n'", seconds: 10, bytes: "64k" },
  { name: "over", body: "head -c 65537 /dev/zero | tr '\\000' '\\n'", seconds: 10, bytes: "64k" },
  { name: "silent", body: "exit 0", seconds: 10 },
  { name: "four", body: "echo no >&2; exit 4", seconds: 10 },
  { name: "denied", body: "echo 'iptables-save v1.8.9: Could not fetch rule set generation id: Permission denied (you must be root)' >&2; exit 4", seconds: 10 },
  { name: "loud", body: "yes noise | head -c 1000000 >&2", seconds: 10 },
  { name: "asks", body: "read answer; echo \"got <$answer>\"", seconds: 10 },
  { name: "noend", body: "printf 'no newline'", seconds: 10 },
  { name: "quotes", body: "printf '%s\\n' 'a \"b\" \\ \\\\ \\n & c\td'", seconds: 10 },
  { name: "crlf", body: "printf 'a\\r\\nb\\r\\n'", seconds: 10 },
  { name: "environment", body: "env", seconds: 10 },
];

for (const shell of shells) {
  const [name = ""] = shell;
  if (!hasTool(name)) console.log(`SKIPPED ${name} is not installed`);
  (hasTool(name) ? test : test.skip)(`each ends as it should, under ${shell.join(" ")}`, () => {
    const root = makeRoot();
    const started = Date.now();
    const document = collect(["--only", "extra", "--extra", makeExtra(root, rows)], { root, shell, env: { SECRET_OF_CALLER: "visible" } });
    const of = (id: string) => {
      const record = partOf(document, `extra.${id}`);
      return { state: record.state, exit: record.exit, signal: record.signal, text: record.stdout ? outputOf(record).toString("latin1") : undefined, record };
    };
    // The commands sleep for months: a run that any of them holds takes that long, however slow the machine is.
    assert.ok(Date.now() - started < 1_200_000, "nothing holds the run");
    assert.is(document.complete, true);

    const hang = of("hang");
    assert.is(hang.state, "timeout");
    assert.is(hang.text, "before\n", "what it had printed is kept");
    assert.is(hang.record.reason, "not finished after 2 s");
    assert.is(of("deaf").state, "timeout");
    assert.is(of("deaf").signal, 9, "TERM first, KILL after it");
    assert.ok((of("deaf").record.ms ?? 0) >= 3000);
    assert.is(of("family").state, "timeout");
    assert.is(of("holder").state, "truncated", "its own part ended, a process it left behind did not");
    assert.is(of("holder").text, "done\n");
    assert.ok((of("holder").record.ms ?? 0) < 15_000);

    assert.equal([of("crash").state, of("crash").exit, of("crash").signal, of("crash").text], ["failed", 139, 11, "before\n"]);
    assert.is(of("crash").record.reason, "ended by signal 11");
    assert.equal([of("killed").state, of("killed").signal], ["failed", 9]);
    assert.equal([of("four").state, of("four").exit, errorsOf(of("four").record)], ["failed", 4, "no\n"]);
    assert.is(of("denied").state, "denied");
    assert.equal([of("silent").state, of("silent").text], ["ok", ""]);

    assert.is(of("nul").state, "ok");
    assert.is(of("utf8").record.stdout && "text" in (of("utf8").record.stdout ?? {}) ? "text" : "base64", "text");
    for (const id of ["latin1", "surrogate", "control", "nul"]) assert.ok(of(id).record.stdout && "base64" in (of(id).record.stdout ?? {}), `${id} is not clean text`);
    assert.is(of("latin1").text, "gr\xfcn\n");

    assert.equal([of("large").state, of("large").text?.length], ["truncated", 131073], "a filter ends its last line");
    assert.is(of("endless").state, "truncated");
    assert.ok((of("endless").record.ms ?? 0) < 10_000, "a command without end is stopped when its limit is reached");
    assert.equal([of("exact").state, of("exact").text?.length], ["ok", 65536]);
    assert.equal([of("over").state, of("over").text?.length], ["truncated", 65536]);
    assert.is(of("loud").state, "ok");
    assert.is(errorsOf(of("loud").record).length, 65537);
    assert.is(of("asks").text, "got <>\n", "nothing waits for an answer");
    assert.is(of("noend").text, "no newline\n", "a filter ends its last line");
    assert.is(of("quotes").text, "a \"b\" \\ \\\\ \\n & c\td\n");
    assert.is(of("crlf").text, "a\r\nb\r\n");
    assert.not.match(of("environment").text ?? "", /SECRET_OF_CALLER|visible/);
    assert.is(document.run.status, 1);
    spawnSync("sleep", ["2.5"]);
    for (const left of ["21", "22", "24"].map((end) => `${marker}76543${end}`)) assert.not.match(processes(), left, "nothing is left running");
  });
}

test.after(() => {
  for (const line of (spawnSync("ps", ["-eo", "pid,args"], { encoding: "utf8" }).stdout ?? "").split("\n")) {
    const [, pid] = new RegExp(`^\\s*(\\d+) sleep ${marker}7654323$`).exec(line) ?? [];
    if (pid) process.kill(Number(pid));
  }
});

test("the work folder is gone afterwards", () => {
  const root = makeRoot();
  collect(["--only", "os.release", "--work", root], { root });
  assert.not.ok(existsSync(join(root, "manifest.ndjson")));
});

test.run();
