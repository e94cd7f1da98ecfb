import { test } from "uvu";
import * as assert from "uvu/assert";
import { spawnSync } from "node:child_process";
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

test("a mistyped command is not taken for a snapshot", () => {
  const { stderr, status } = piped("adit", "x.json");
  assert.is(status, 3);
  assert.match(stderr, /did you mean audit/);
});

test.run();
