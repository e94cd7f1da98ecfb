import { test as real } from "uvu";
import * as assert from "uvu/assert";
import { browseReport, endSessions, ptyTest } from "./pty.js";

const test = ptyTest("terminals and what they send");

test("50 keys in one write are all counted and painted in a few frames", async () => {
  const session = browseReport({ hosts: 5, controls: 60 }, [], { environment: { ZMAUDIT_TRACE: "1" } });
  await session.see("k0 ");
  const before = session.output().length;
  session.send("j".repeat(25) + "k".repeat(25));
  await session.see("k50 ");
  assert.ok(session.output().slice(before).split("\u001b[?2026l").length - 1 <= 6);
  session.send("q");
  await session.ended;
});

for (const delay of [1, 10, 30]) {
  test(`an arrow split after ESC by ${delay} ms moves and does not leave`, async () => {
    const session =
      browseReport({ controls: 20 }, [], { environment: { ZMAUDIT_TRACE: "1", ZMAUDIT_ESCAPE_DELAY: "1000" } });
    await session.see("k0 ");
    session.send("\u001b");
    await new Promise((resolve) => setTimeout(resolve, delay));
    session.send("[B");
    await session.see("k1 ");
    assert.ok(session.lines().some((line) => /^> +2 /.test(line)));
    session.send("q");
    await session.ended;
  });
}

test("a paste into a list does nothing, into a filter it is text", async () => {
  const session = browseReport({ controls: 20 });
  await session.see("Section 1");
  session.send("\u001b[200~qqq\r\u001b[201~");
  await session.see("pasting does nothing here");
  session.send("1/\u001b[200~mail2\u001b[201~");
  await session.see("/ mail2");
  session.send("\u0003");
  await session.ended;
});

test("too small a terminal says so, grows into use, and p prints the table and leaves", async () => {
  const session = browseReport({ controls: 20 }, [], { columns: 48, rows: 12 });
  await session.see("this terminal has 48 × 12.");
  session.resize(60, 16);
  await session.see("Section 1");
  session.resize(48, 12);
  await session.see("press p to print the table");
  session.send("p");
  assert.equal(await session.ended, { code: 1, signal: 0 });
  assert.is(session.terminal.buffer.active.type, "normal");
  assert.match(session.text(), /controls?: .*fail/);
});

test("CI=true changes nothing", async () => {
  const session = browseReport({ controls: 20 }, [], { environment: { CI: "true" } });
  await session.see("Section 1");
  session.send("1");
  await session.see(" of ");
  session.send("q");
  assert.is((await session.ended).code, 1);
});

test("NO_COLOR: no colour, but the cursor's line is inverse", async () => {
  const session = browseReport({ controls: 20 }, [], { environment: { NO_COLOR: "1" } });
  await session.see("Section 1");
  assert.not.match(session.output(), /\u001b\[(?:\d+;)*(?:3[0-8]|9[0-7])m/);
  assert.ok(session.style(0, 0).inverse);
  session.send("q");
  await session.ended;
});

test("colours are there otherwise", async () => {
  const session = browseReport({ controls: 20 });
  await session.see("Section 1");
  assert.match(session.output(), /\u001b\[31m/);
  session.send("q");
  await session.ended;
});

test("the mouse is off unless it is asked for", async () => {
  const off = browseReport({ controls: 20 });
  await off.see("Section 1");
  assert.not.match(off.output(), /\u001b\[\?1000h/);
  off.send("q");
  await off.ended;
  const on = browseReport({ controls: 20 }, ["--mouse"]);
  await on.see("Section 1");
  on.send("\u001b[<0;5;7M");
  await on.until((text) => text.split("\n").some((line) => /^> +4 /.test(line)), "the cursor on the clicked row");
  on.send("q");
  await on.ended;
  assert.match(on.output(), /\u001b\[\?1000l/);
});

test("hostile evidence changes neither title nor clipboard nor cursor of the terminal", async () => {
  const session =
    browseReport({ controls: 20, hostile: "\u001b]0;owned\u0007\u001b]52;c;b3duZWQ=\u0007\u001b[2J\u001b[?25h" });
  let title = "";
  session.terminal.onTitleChange((to) => (title = to));
  await session.see("Section 1");
  session.send("1T");
  await session.see("not grouped");
  session.send("\r");
  await session.see("EVIDENCE");
  assert.is(title, "");
  assert.not.match(session.output(), /\u001b\]/);
  assert.match(session.text(), /\\u\{1b\}/);
  session.send("\u0003");
  await session.ended;
});

real.after(endSessions);
real.run();
