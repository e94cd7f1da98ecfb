import { test } from "uvu";
import * as assert from "uvu/assert";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectFolder } from "../../evaluator/paths.js";
import { command, reportFile } from "./pty.js";

const asked = (input: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [command, ...args], { encoding: "utf8", input });
const piped = (...args: readonly string[]) => asked("list status:fail\nquit\n", ...args);

test("without a terminal browse says so, and ends with 3", () => {
  const { status, stderr } = piped("browse", reportFile());
  assert.is(status, 3);
  assert.match(stderr, /needs a terminal/);
});

test("--plain, and the variables of screen readers, work line by line in a pipe", () => {
  const file = reportFile();
  const { stdout, status } = piped("browse", file, "--plain");
  assert.match(stdout, /fail, high, 1\.1 Proxy accepts TLS/);
  assert.not.match(stdout, /\u001b/);
  assert.is(status, 1);
  const reader = spawnSync(process.execPath, [command, "browse", file], {
    encoding: "utf8", input: "quit\n", env: { ...process.env, INK_SCREEN_READER: "true" },
  });
  assert.match(reader.stdout, /help lists the commands/);
});

test("each command answers in lines: the findings one by one, their evidence, fix and page", () => {
  const { stdout } = asked(
    "filter id:1.1 mail1\nnext\nevidence\nfix\nsections\nhosts\nplan\nhelp\nnonsense\nquit\n", "browse", reportFile(),
    "--plain"
  );
  for (const words of [
    /^1 finding is shown$/m, /^SUBJECTS/m, /^EVIDENCE/m, /zmprov ms mail1\.example\.test/,
    /^section 1 Section 1: 1 fail/m, /^mail1\.example\.test/m,
    /nothing is run|Nothing is run|zmproxyctl restart/, /^filter WORDS/m,
    /there is no command nonsense: help lists them/,
  ]) assert.match(stdout, words);
});

test("what is read says what it is, and nothing about keys, columns or commands cut short", () => {
  const { stdout } = asked(
    "show 1.1 mail1\nevidence\nfix\nrule\noutput\noutput 9\nhosts\nfilter id:2.1\nshow 1.1\nlist\nquit\n", "browse",
    reportFile({ controls: 40 }), "--plain"
  );
  assert.match(stdout, /^1\.1 Proxy accepts TLS 1\.0 or 1\.1\nfail · high/m, "the title comes first");
  assert.match(stdout, /^ {2}mail1\.example\.test, fail, this one$/m);
  assert.not.match(stdout, /\benter\b|⏎|▸|│/);
  assert.not.match(stdout, /^how it is judged, and the rule$|how it is judged, and the rule$/m);
  assert.match(stdout, /^state {4}|^not at hand: it was not collected/m, "the output is read");
  assert.match(stdout, /^there are outputs 1 to \d+$|^this finding has no evidence$|^and \d+ more/m);
  assert.match(stdout, /^nothing that is shown has the id 1\.1: filter alone shows all$/m);
  assert.match(stdout, /^incomplete: mail2\.example\.test/m);
  assert.match(stdout, /^mail2\.example\.test.*, snapshot incomplete$/m);
});

test("of a snapshot: an output with the lines that prove it, and commands in one piece", () => {
  const { stdout } = asked(
    "show 8.1\noutput\nquit\n", "browse", join(projectFolder, "snapshots/neglected/snapshot.json.gz"), "--plain"
  );
  const fix = stdout.split("\n").find((line) => line.includes("printf 'PasswordAuthentication"));
  assert.match(fix ?? "", /> \/etc\/ssh\/sshd_config\.d\/00-passwords\.conf$/);
  assert.match(stdout, /^output 1 of \d+$/m);
  assert.match(stdout, /^> *25 passwordauthentication yes$/m);
  assert.match(stdout, /^ {2}8\.2 .*, fail, named on its page$/m);
});

test("a mistyped command is not taken for a snapshot", () => {
  const { stderr, status } = piped("adit", "x.json");
  assert.is(status, 3);
  assert.match(stderr, /did you mean audit/);
});

test.run();
