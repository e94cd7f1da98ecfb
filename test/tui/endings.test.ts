import { test as real } from "uvu";
import * as assert from "uvu/assert";
import { readFileSync } from "node:fs";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectFolder } from "../../evaluator/paths.js";
import { command, endSessions, hasPty, reportFile, start, type Session } from "./pty.js";

if (!hasPty) console.log("SKIPPED ways to end: there is no pseudo-terminal here");
const test = hasPty ? real : real.skip;
const hasProc = process.platform === "linux";

/** The program under a shell that tells its exit status and the terminal's settings afterwards. */
const inShell = (words: string): Session => start("bash", ["--norc", "--noprofile", "-c", `${words}; code=$?; stty -a; echo "code=$code end"; sleep 0.2`], {});

const childOf = (session: Session): number => Number(readFileSync(`/proc/${session.pid}/task/${session.pid}/children`, "utf8").trim().split(" ")[0]);

const isSane = async (session: Session, code: number | RegExp): Promise<void> => {
  await session.see(" end");
  const text = session.text();
  assert.match(text, /(^|\s)icanon/, "line mode is back");
  assert.match(text, /(^|\s)echo(\s|$)/m, "echo is back");
  assert.match(text, typeof code === "number" ? new RegExp(`code=${code} end`) : code);
  assert.is(session.terminal.buffer.active.type, "normal");
  assert.not.ok(session.terminal.modes.bracketedPasteMode);
  assert.ok(session.output().lastIndexOf("\u001b[?25h") > session.output().lastIndexOf("\u001b[?25l"), "the cursor is on");
  await session.ended;
};

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

for (const [signal, number] of [["SIGTERM", 143], ["SIGHUP", 129], ["SIGINT", 130]] as const) {
  (hasProc ? test : real.skip)(`${signal}: the shell sees the signal`, async () => {
    const session = inShell(browseWords);
    await session.see("Section 1");
    process.kill(childOf(session), signal);
    await isSane(session, number);
  });
}

/** A program around the browser that goes wrong in one way. */
const broken = (body: string): Session => {
  const folder = mkdtempSync(join(tmpdir(), "zmaudit-broken-"));
  const file = join(folder, "broken.mjs");
  const build = (path: string): string => JSON.stringify(join(projectFolder, "build", path));
  writeFileSync(file, `
    const { browse } = await import(${build("evaluator/tui/browse.js")});
    const { defaultKeymap } = await import(${build("evaluator/tui/keys/bindings.js")});
    const { worldOf } = await import(${build("test/tui/browser.js")});
    const { model, ...world } = worldOf({ controls: 20 });
    const options = { load: async () => ({ ...world, report: model.report }), theme: { name: "default", ascii: false }, keymap: defaultKeymap, mouse: false, environment: process.env, stdin: process.stdin, stdout: process.stdout, complain: (line) => console.error(line) };
    ${body}
    try { await browse(options); process.exitCode = 0; } catch (error) { console.error("defect: " + error.message); process.exitCode = 4; }
  `);
  return inShell(`'${process.execPath}' '${file}'`);
};

test("a throw while a key is handled", async () => {
  const session = broken('options.keymap = { ...defaultKeymap, find: (context, key) => { if (key === "j") throw new Error("in a handler"); return defaultKeymap.find(context, key); } };');
  await session.see("Section 1");
  session.send("j");
  await isSane(session, /defect: in a handler[^]*code=4 end/);
});

test("a throw while a frame is made", async () => {
  const session = broken('options.load = async () => ({ ...world, report: model.report, control: () => { throw new Error("in a frame"); } });');
  await session.see("Section 1");
  session.send("1jj");
  await isSane(session, /defect: in a frame[^]*code=4 end/);
});

test("a promise that nobody awaits is rejected", async () => {
  const session = broken('options.load = async () => { setTimeout(() => void Promise.reject(new Error("nobody awaited")), 50); return { ...world, report: model.report }; };');
  await isSane(session, /defect: nobody awaited[^]*code=4 end/);
});

test("a worker crashes", async () => {
  const session = broken(`const { Worker } = await import("node:worker_threads");
    options.load = async () => { const worker = new Worker("const a = []; for (;;) a.push(new Array(1e6).fill(1));", { eval: true, resourceLimits: { maxOldGenerationSizeMb: 20 } }); await new Promise((resolve, reject) => worker.on("error", reject)); };`);
  await isSane(session, /defect: .*memory[^]*code=4 end/);
});

test("what a library prints does not tear the frame and is printed at the end", async () => {
  const session = broken('options.load = async () => { setTimeout(() => console.warn("a warning of a library"), 50); return { ...world, report: model.report }; };');
  await session.see("a warning of a library");
  assert.ok(session.lines()[22]?.includes("a warning"), "in the message line");
  session.send("q");
  await isSane(session, /a warning of a library[^]*code=0 end/);
});

test("suspend gives the shell a sane terminal, and fg the browser as it was", async () => {
  const session = start("bash", ["--norc", "--noprofile", "-i"], { environment: { PS1: "shell> ", HISTFILE: "/dev/null" } });
  await session.see("shell> ");
  session.send(`${browseWords}\r`);
  await session.see("Section 1");
  session.send("jj");
  await session.until((text) => text.split("\n").some((line) => /^> +3 /.test(line)), "the third row");
  session.send("\u001a");
  await session.until((text) => /Stopped[^]*shell> $/.test(text.trimEnd() + " "), "the shell");
  assert.is(session.terminal.buffer.active.type, "normal");
  session.send("stty -a | grep -o ' icanon'; echo was$((40+2))\r");
  await session.see("was42");
  assert.match(session.text(), / icanon/);
  session.resize(90, 28);
  session.send("fg\r");
  await session.until((text) => text.split("\n").some((line) => /^> +3 /.test(line)) && text.includes("q quit"), "the browser again, where it was");
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
