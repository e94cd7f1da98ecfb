import { test as real } from "uvu";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../temporary.js";
import { command, endSessions, ptyTest, reportFile, start } from "./pty.js";
import { childOf, inShell, isSane } from "./shell.js";
import * as assert from "uvu/assert";

const test = ptyTest("ways to end");
const hasLess = spawnSync("less", ["--version"]).status === 0;
const hasProc = process.platform === "linux";

const browseWords = `'${process.execPath}' '${command}' browse '${reportFile({ controls: 20 })}'`;

test("q", async () => {
  const session = inShell(browseWords);
  await session.see("Section 1");
  session.send("q");
  await isSane(session, 1);
});

test("^C", async () => {
  const session = inShell(browseWords);
  await session.see("Section 1");
  session.send("1/abc\u0003");
  await isSane(session, 1);
});

test("^C before there is anything to see: nothing is established", async () => {
  const session =
    inShell(`'${process.execPath}' '${command}' browse '${reportFile({ hosts: 50, controls: 150, subjects: 400 })}'`);
  await session.until(() => session.output().includes("zmaudit"), "the first frame");
  session.send("\u0003");
  await isSane(session, 2);
});

for (const [signal, number] of [["SIGTERM", 143], ["SIGHUP", 129], ["SIGINT", 130]] as const) {
  (hasProc ? test : real.skip)(`${signal}: the shell sees the signal`, async () => {
    const session = inShell(browseWords);
    await session.see("Section 1");
    process.kill(childOf(session), signal);
    await isSane(session, number);
  });

  (hasProc ? test : real.skip)(`${signal} with an overlay open and a filter being typed`, async () => {
    const session = inShell(browseWords);
    await session.see("Section 1");
    session.send("1/tls");
    await session.see("/ tls");
    session.send("\r?");
    await session.see("Help: findings");
    process.kill(childOf(session), signal);
    await isSane(session, number);
  });
}

/** A pager that has the terminal as less has it, ignores what it is told or not, and says that it is there. */
const pager = (first: string): { readonly program: string; readonly folder: string } => {
  const folder = temporaryFolder("pager");
  const program = join(folder, "pager");
  const paint = "stty raw -echo; printf '\\033[?1049h\\033[?25l\\033[?7lpager here'";
  writeFileSync(program, [
    "#!/bin/sh", first, `for last; do :; done; echo "$$ $last" > ${folder}/is`, paint,
    `while [ -d ${folder} ]; do sleep 0.1; done`, "",
  ].join("\n"), { mode: 0o755 });
  return { program, folder };
};

for (const [signal, number] of [["SIGTERM", 143], ["SIGHUP", 129]] as const) {
  for (const [how, first] of [["goes", ""], ["has to be killed", "trap '' TERM HUP INT"]] as const) {
    (hasProc ? test : real.skip)(`${signal} while a pager runs that ${how}: it ends first`, async () => {
      const { program, folder } = pager(first);
      const session = inShell(browseWords, { environment: { PAGER: program } });
      await session.see("Section 1");
      session.send("1");
      await session.see("EVIDENCE");
      session.send("o");
      await session.see("pager here");
      const [pid = "", file = ""] = readFileSync(join(folder, "is"), "utf8").trim().split(" ");
      assert.ok(existsSync(file) && existsSync(`/proc/${pid}`));
      process.kill(childOf(session), signal);
      await isSane(session, number);
      assert.not.ok(existsSync(`/proc/${pid}`), "the pager ended");
      assert.not.ok(existsSync(file), "nobody is left to remove the text");
    });
  }
}

(hasProc && hasLess ? test : real.skip)("SIGTERM while less runs", async () => {
  const session = inShell(browseWords, { environment: { PAGER: "less" } });
  await session.see("Section 1");
  session.send("1");
  await session.see("EVIDENCE");
  session.send("o");
  await session.until((text) => !text.includes("q quit") && text.includes("EVIDENCE"), "less");
  process.kill(childOf(session), "SIGTERM");
  await isSane(session, 143);
});

(hasProc ? test : real.skip)("a pager that was killed and left the terminal raw", async () => {
  const { program, folder } = pager("");
  const session = inShell(browseWords, { environment: { PAGER: program } });
  await session.see("Section 1");
  session.send("1");
  await session.see("EVIDENCE");
  session.send("o");
  await session.see("pager here");
  process.kill(Number(readFileSync(join(folder, "is"), "utf8").split(" ")[0]), "SIGKILL");
  await session.see("ended with SIGKILL");
  process.kill(childOf(session), "SIGTERM");
  await isSane(session, 143);
});

test("suspend gives the shell a sane terminal, and fg the browser as it was", async () => {
  const session =
    start("bash", ["--norc", "--noprofile", "-i"], { environment: { PS1: "shell> ", HISTFILE: "/dev/null" } });
  await session.see("shell> ");
  session.send(`${browseWords}\r`);
  await session.see("Section 1");
  session.send("jj");
  await session.until((text) => text.split("\n").some((line) => /^> +3 /.test(line)), "the third row");
  session.send("\u001a");
  await session.until((text) => /Stopped[^]*shell> $/.test(`${text.trimEnd()} `), "the shell");
  assert.is(session.terminal.buffer.active.type, "normal");
  session.send("stty -a | grep -o ' icanon'; echo was$((40+2))\r");
  await session.see("was42");
  assert.match(session.text(), / icanon/);
  session.resize(90, 28);
  session.send("fg\r");
  const backAgain = (text: string): boolean =>
    text.split("\n").some((line) => /^> +3 /.test(line)) && text.includes("q quit");
  await session.until(backAgain, "the browser again, where it was");
  assert.is(session.lines().length, 28);
  session.send("q");
  await session.until(() => session.terminal.buffer.active.type === "normal", "the shell again");
  session.send("exit\r");
  await session.ended;
});

test("the terminal goes away: the program ends", async () => {
  const session = start(process.execPath, [command, "browse", reportFile({ controls: 20 })]);
  await session.see("Section 1");
  session.kill("SIGHUP");
  await session.ended;
});

real.after(endSessions);
real.run();
