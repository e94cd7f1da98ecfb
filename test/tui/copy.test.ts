import { test as real } from "uvu";
import * as assert from "uvu/assert";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { browseReport, endSessions, ptyTest, type Session } from "./pty.js";
import { temporaryFolder } from "../temporary.js";

const test = ptyTest("copying");

/** Programs that keep what they were given, in a folder that comes first in PATH. */
const programs = (
  ...names: readonly (readonly [name: string, body: string])[]
): { readonly folder: string; readonly path: string } => {
  const folder = temporaryFolder("copy");
  for (const [name, body] of names) writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return { folder, path: `${folder}${delimiter}${process.env["PATH"] ?? ""}` };
};
const keeps = (folder: string): string => `echo "$@" > ${folder}/args; cat > ${folder}/taken`;

const copyFix = async (environment: Readonly<Record<string, string>>): Promise<Session> => {
  const session = browseReport({ controls: 20 }, [], { columns: 100, environment });
  await session.see("Section 1");
  session.send("1/status:fail\rT");
  await session.see("not grouped");
  session.send("y");
  await session.see("fix, for this subject");
  session.send("f");
  await session.see("copied fix");
  return session;
};
const leave = async (session: Session): Promise<void> => {
  session.send("\u0003");
  await session.ended;
};
const decoded = (output: string): string =>
  Buffer.from(/\u001b\]52;c;([A-Za-z0-9+/=]+)\u0007/.exec(output)?.[1] ?? "", "base64").toString("utf8");

test("through the terminal: the bytes of OSC 52, what it did, and what to do if nothing arrived", async () => {
  const session = await copyFix({});
  assert.match(session.text(), /copied fix, \d+ bytes by OSC 52; if nothing arrives: y y shows it/);
  assert.match(decoded(session.output()), /^zmprov ms mail1\.example\.test [^]*\nzmproxyctl restart$/);
  session.send("yy");
  await session.see("Copied last: select it here");
  assert.match(session.text(), /│ zmproxyctl restart +│/);
  await leave(session);
});

for (const [program, variable, args] of [
  ["xclip", "DISPLAY", "-selection clipboard"], ["wl-copy", "WAYLAND_DISPLAY", ""],
] as const) {
  test(`with ${program} where there is a display`, async () => {
    const { folder, path } = programs();
    writeFileSync(join(folder, program), `#!/bin/sh\n${keeps(folder)}\n`, { mode: 0o755 });
    const session = await copyFix({ [variable]: ":7", PATH: path });
    assert.match(session.text(), new RegExp(`copied fix, \\d+ bytes with ${program}; if nothing arrives`));
    assert.match(readFileSync(join(folder, "taken"), "utf8"), /^zmprov ms [^]*\nzmproxyctl restart$/);
    assert.is(readFileSync(join(folder, "args"), "utf8").trim(), args);
    assert.not.match(session.output(), /\u001b\]52/);
    await leave(session);
  });
}

test("a program that fails gives way to the terminal, and so does one that is not there", async () => {
  const { path } = programs(["xclip", "exit 1"], ["xsel", "exit 1"]);
  const session = await copyFix({ DISPLAY: ":7", WAYLAND_DISPLAY: "none", PATH: path });
  assert.match(session.text(), /by OSC 52/);
  assert.match(decoded(session.output()), /^zmprov/);
  await leave(session);
});

test("over ssh the clipboard is the terminal's, not this machine's display", async () => {
  const { folder, path } = programs();
  writeFileSync(join(folder, "xclip"), `#!/bin/sh\n${keeps(folder)}\n`, { mode: 0o755 });
  const session = await copyFix({ DISPLAY: ":7", PATH: path, SSH_CONNECTION: "198.51.100.1 1 198.51.100.2 22" });
  assert.match(session.text(), /by OSC 52/);
  assert.not.ok(existsSync(join(folder, "taken")));
  await leave(session);
});

test("in GNU screen the sequence goes through it in pieces", async () => {
  const session = await copyFix({ STY: "1.pts-0" });
  const pieces =
    [...session.output().matchAll(/\u001bP([^\u001b]*|\u001b\][^\u001b]*)\u001b\\/g)].map(([, piece]) => piece ?? "");
  assert.ok(pieces.length > 1 && pieces.every((piece) => piece.length <= 76));
  assert.match(decoded(pieces.join("")), /^zmprov ms/);
  await leave(session);
});

test("what is too much for a terminal goes into a file of the user's own, which is named", async () => {
  const session = browseReport({ hosts: 30, controls: 150 }, [], { columns: 140 });
  await session.see("Section 1");
  session.send("1A");
  await session.see("marked");
  session.send("yF");
  const text = await session.until((now) => /it is in \S+copied\.txt/.test(now), "the name of the file");
  const file = /it is in (\S+copied\.txt)/.exec(text)?.[1] ?? "";
  assert.ok(statSync(file).size > 74_000);
  assert.is(statSync(file).mode & 0o777, 0o600);
  assert.match(readFileSync(file, "utf8"), /^# 1\.1 mail1\.example\.test\nzmprov ms/);
  assert.not.match(session.output(), /\u001b\]52/);
  await leave(session);
});

real.after(endSessions);
real.run();
