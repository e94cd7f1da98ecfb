import { test as real } from "uvu";
import { command, endSessions, ptyTest, reportFile, start } from "./pty.js";
import { childOf, inShell, isSane } from "./shell.js";
import * as assert from "uvu/assert";

const test = ptyTest("ways to end");
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
