import { test } from "uvu";
import * as assert from "uvu/assert";
import { leaveCodes, Screen } from "../../evaluator/tui/screen/screen.js";
import { text } from "../../evaluator/tui/text/line.js";
import { paintLine, type Painted } from "../../evaluator/tui/theme.js";

const frame = (...words: readonly string[]): readonly Painted[] =>
  words.map((one) => paintLine(text(one), 20, { name: "mono", ascii: false }));

const open = (columns = 20, rows = 5) => {
  const written: string[] = [];
  let drain: (() => void) | undefined;
  const output = {
    columns, rows, full: false, write: (text: string): boolean => (written.push(text), !output.full),
    once: (_: "drain", run: () => void) => void (drain = run),
  };
  const screen = new Screen(output);
  screen.enter();
  written.length = 0;
  return { screen, output, written, drained: () => drain?.(), all: () => written.join("") };
};
const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("the first paint is a whole one, between the marks of a synchronised frame", () => {
  const { screen, all } = open();
  screen.write(frame("one", "two"));
  assert.match(
    all(), /^\u001b\[\?2026h[^]*\u001b\[2J[^]*\u001b\[1;1H[^]*one[^]*\u001b\[2;1H[^]*two[^]*\u001b\[\?2026l$/
  );
});

test("only lines that differ are written", async () => {
  const { screen, written, all } = open();
  screen.write(frame("one", "two", "three"));
  await sleep(20);
  written.length = 0;
  screen.write(frame("one", "2", "three"));
  assert.not.match(all(), /one|three/);
  assert.match(all(), /\u001b\[2;1H\u001b\[0m\u001b\[K2\u001b\[0m/);
});

test("the same frame again writes nothing", async () => {
  const { screen, written } = open();
  screen.write(frame("one"));
  await sleep(20);
  written.length = 0;
  screen.write(frame("one"));
  assert.equal(written, []);
});

test("fast frames are painted at most sixty times a second, and the last one is", async () => {
  const { screen, written, all } = open();
  for (let i = 0; i < 50; i++) screen.write(frame(`frame ${i}`));
  await sleep(40);
  assert.ok(written.length <= 3, String(written.length));
  assert.match(all(), /frame 49/);
});

test("on a slow line the newest frame waits for the last one to go", async () => {
  const { screen, output, written, drained } = open();
  output.full = true;
  screen.write(frame("one"));
  await sleep(20);
  screen.write(frame("two"));
  screen.write(frame("three"));
  await sleep(40);
  assert.is(written.length, 1);
  output.full = false;
  drained();
  await sleep(20);
  assert.not.match(written.join(""), /two/);
  assert.match(written.join(""), /three/);
});

test("a new size paints everything again and never more rows than there are", async () => {
  const { screen, output, written, all } = open();
  screen.write(frame("1", "2", "3", "4", "5"));
  await sleep(20);
  written.length = 0;
  output.rows = 3;
  assert.ok(screen.measure());
  screen.write(frame("1", "2", "3", "4", "5"));
  await sleep(20);
  assert.match(all(), /\u001b\[2J/);
  assert.not.match(all(), /\u001b\[4;1H/);
});

test("a terminal without a size is taken for 80 by 24", () => {
  const { screen } = open(0, 0);
  assert.equal([screen.columns, screen.rows], [80, 24]);
});

test("leaving undoes each mode that entering set", () => {
  for (const mode of ["?7h", "?2004l", "?25h", "?1049l", "?1000l", "?1006l"]) {
    assert.ok(leaveCodes.includes(`\u001b[${mode}`), mode);
  }
  assert.ok(leaveCodes.endsWith("\u001b[?1049l"));
});

test("nothing is painted after leaving", async () => {
  const { screen, written } = open();
  screen.write(frame("one"));
  screen.write(frame("two"));
  screen.leave();
  written.length = 0;
  await sleep(40);
  screen.write(frame("three"));
  assert.equal(written, []);
});

test.run();
