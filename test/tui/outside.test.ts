import { test as real } from "uvu";
import * as assert from "uvu/assert";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectFolder } from "../../evaluator/paths.js";
import { isWebAddress, openLink } from "../../evaluator/tui/outside.js";
import { browseReport, command, endSessions, hasPty, ptyTest, start, type Session } from "./pty.js";
import { temporaryFolder } from "../temporary.js";

const test = ptyTest("pagers and editors");
const hasLess = spawnSync("less", ["--version"]).status === 0;

const ready = "q quit";

/** A program that keeps the terminal's settings, its words, and what it was given, with the file's mode. */
const recorder = (
  more = "",
): { readonly folder: string; readonly program: string; readonly read: (name: string) => string } => {
  const folder = temporaryFolder("outside");
  const program = join(folder, "less");
  writeFileSync(program, [
    "#!/bin/sh", "for last; do :; done", `stty -a > ${folder}/stty`, `ls -l "$last" > ${folder}/mode`,
    `echo "$@" > ${folder}/words`,
    `env > ${folder}/environment`, more, `cp "$last" ${folder}/shown`, "",
  ].join("\n"), { mode: 0o755 });
  return { folder, program, read: (name) => readFileSync(join(folder, name), "utf8") };
};

const onFinding = async (environment: Readonly<Record<string, string>>, hostile = ""): Promise<Session> => {
  const session = browseReport({ controls: 20, hostile }, [], { environment });
  await session.see("Section 1");
  session.send("1T");
  await session.see("not grouped");
  session.send("j");
  await session.until((text) => !text.includes("not grouped"), "the next frame");
  return session;
};
const leave = async (session: Session): Promise<void> => {
  session.send("\u0003");
  await session.ended;
};

test("o: the text in $PAGER, the terminal handed over in order and taken back", async () => {
  const { program, folder, read } = recorder();
  const session = await onFinding({ PAGER: `${program} -S` });
  session.send("o");
  await session.until(() => existsSync(join(folder, "shown")), "the pager");
  await session.until((text) => text.includes(ready), "the browser again");
  assert.match(read("shown"), /EVIDENCE/);
  assert.match(read("words"), /^-S .*detail\.txt$/m);
  assert.match(read("stty"), /(^|\s)icanon/);
  assert.match(read("mode"), /^-rw-------/);
  assert.match(read("environment"), /^LESSSECURE=1$/m);
  const file = /\S+detail\.txt/.exec(read("words"))?.[0] ?? "none";
  await session.until(() => !existsSync(file), "the file to go");
  // Keys are the browser's again.
  session.send("2");
  await session.see("sections, by article");
  await leave(session);
});

test("O: in $VISUAL before $EDITOR, at the line of the cursor", async () => {
  const editor = recorder();
  const other = recorder();
  const session = await onFinding({ VISUAL: editor.program, EDITOR: other.program });
  session.send("\r");
  await session.see("enter opens the output");
  session.send("jjj");
  session.send("O");
  await session.until(() => existsSync(join(editor.folder, "shown")), "the editor");
  assert.match(editor.read("words"), /^\+4 /);
  await session.until((text) => text.includes(ready), "the browser again");
  assert.not.ok(existsSync(join(other.folder, "shown")));
  await leave(session);
});

test("what a pager is given is escaped", async () => {
  const { program, folder, read } = recorder();
  const session = await onFinding({ PAGER: program }, "\u001b]52;c;b3duZWQ=\u0007\u001b[2J");
  session.send("o");
  await session.until(() => existsSync(join(folder, "shown")), "the pager");
  assert.match(read("shown"), /\\u\{1b\}/);
  assert.not.match(read("shown"), /\u001b/);
  await session.until((text) => text.includes(ready), "the browser again");
  await leave(session);
});

test("a size that changed meanwhile is the browser's afterwards", async () => {
  const folder = temporaryFolder("resized");
  const { program } = recorder(`touch ${folder}/here; while [ ! -e ${folder}/go ]; do sleep 0.05; done`);
  const session = await onFinding({ PAGER: program });
  session.send("o");
  await session.until(() => existsSync(join(folder, "here")), "the pager");
  session.resize(120, 36);
  writeFileSync(join(folder, "go"), "");
  await session.until(
    (text) => text.includes(ready) && session.lines()[35]?.includes(ready) === true, "the larger frame"
  );
  await leave(session);
});

(hasLess && hasPty
  ? real
  : real.skip)("less itself: it shows the text, q comes back, and ^C inside it ends nothing", async () => {
  const session = await onFinding({ PAGER: "less" });
  session.send("o");
  await session.until((text) => !text.includes(ready) && text.includes("EVIDENCE"), "less");
  const before = session.output().length;
  session.send("\u0003");
  // The terminal throws away what is typed before the signal has been taken.
  await session.until(() => session.output().length > before, "less's answer");
  session.send("q");
  await session.until((text) => text.includes(ready), "the browser again");
  assert.is(session.terminal.buffer.active.type, "alternate");
  await leave(session);
});

test("a program that is not there is named, and how it ended when it failed", async () => {
  const missing = await onFinding({ PAGER: "no-such-pager" });
  missing.send("o");
  await missing.see("there is no no-such-pager: set $PAGER");
  await leave(missing);
  const { program } = recorder("exit 7");
  const failing = await onFinding({ EDITOR: program });
  failing.send("O");
  await failing.see("ended with 7");
  await leave(failing);
});

test("⏎ on a link of a control's page: in $BROWSER, else it is copied", async () => {
  const snapshot = join(projectFolder, "snapshots/default-install/snapshot.json.gz");
  const onLink = async (environment: Readonly<Record<string, string>>): Promise<Session> => {
    const session = start(process.execPath, [command, "browse", snapshot, "--only", "8"], { environment });
    await session.see("sections, by article", 60_000);
    session.send(":8.1\r");
    await session.see("enter opens the output");
    session.send("c");
    await session.see("WHY IT MATTERS");
    session.send("/https:\r");
    await session.until((text) => /^>.*https:/m.test(text), "the cursor on a link");
    session.send("\r");
    return session;
  };
  const folder = temporaryFolder("browser");
  writeFileSync(join(folder, "see"), `#!/bin/sh\necho "$@" > ${folder}/words\n`, { mode: 0o755 });
  const opened = await onLink({ BROWSER: `${join(folder, "see")} --new %s:other` });
  await opened.until(() => existsSync(join(folder, "words")), "the program");
  await opened.until((text) => text.includes(ready), "the browser again");
  assert.match(readFileSync(join(folder, "words"), "utf8"), /^--new https:\/\/\S+$/m);
  await leave(opened);
  const copied = await onLink({ BROWSER: "" });
  await copied.see("copied link");
  assert.match(copied.output(), /\u001b\]52;c;/);
  await leave(copied);
});

test("only web addresses are handed to a program", () => {
  for (const url of ["https://wiki.zimbra.com/wiki/Security#x", "http://example.test/a?b=c&d=%20e"]) {
    assert.ok(isWebAddress(url), url);
  }
  for (const url of [
    "file:///etc/passwd", "-version", "https://a b", "javascript:alert(1)", "https://\u202e", "https://a\nb", "",
  ]) {
    assert.not.ok(isWebAddress(url), url);
  }
  assert.is(openLink("--exec", { BROWSER: "true" }), undefined);
});

test("e writes what is shown, and asks before it writes over a file", async () => {
  const folder = temporaryFolder("export");
  const session = browseReport({ controls: 20 }, [], { cwd: folder });
  await session.see("Section 1");
  session.send("1/tls mail2\r");
  await session.see("/ tls mail2");
  for (let i = 0; i < 2; i++) {
    session.send("e");
    await session.see("Export what is shown");
    session.send("\u0015\u000bout.json");
    await session.see("to      out.json");
    while (!session.text().includes("[json]")) {
      const before = /\[(\w+)\]/.exec(session.text())?.[1];
      session.send("\t");
      await session.until((text) => /\[(\w+)\]/.exec(text)?.[1] !== before, "the next format");
    }
    session.send("\r");
    // The question ("Write over it?") takes two lines where the folder's name is long.
    await session.see(i === 0 ? "wrote" : "it?");
  }
  const report =
    JSON.parse(readFileSync(join(folder, "out.json"), "utf8")) as { results: { subjects: { name: string }[] }[] };
  assert.ok(report.results.length > 0);
  assert.ok(report.results.every(({ subjects }) => subjects.every(({ name }) => name.startsWith("mail2"))));
  writeFileSync(join(folder, "out.json"), "mine");
  session.send("n");
  await session.until((text) => !text.includes("it?"), "the question to go");
  assert.is(readFileSync(join(folder, "out.json"), "utf8"), "mine");
  assert.equal(readdirSync(folder), ["out.json"]);
  await leave(session);
});

real.after(endSessions);
real.run();
