import { test } from "uvu";
import * as assert from "uvu/assert";
import { decoder, type Input } from "../../evaluator/tui/keys/decode.js";

/** A clock that only moves when the test says so. */
const bench = (escapeDelay = 50) => {
  const inputs: Input[] = [];
  let now = 0;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  const keys = decoder((input) => inputs.push(input), {
    escapeDelay,
    timers: {
      set: (run, milliseconds) => {
        const timer = { at: now + milliseconds, run };
        timers.push(timer);
        return timer;
      },
      clear: (timer) => void (timers = timers.filter((one) => one !== timer)),
    },
  });
  const wait = (milliseconds: number): void => {
    now += milliseconds;
    const due = timers.filter(({ at }) => at <= now);
    timers = timers.filter(({ at }) => at > now);
    due.forEach(({ run }) => run());
  };
  const names = (): readonly string[] => inputs.map((input) => (input.kind === "key"
    ? input.name
    : input.kind === "paste" ? `paste:${input.text}`
    : `${input.action}@${input.column},${input.row}`));
  return { ...keys, wait, names };
};

const whole: readonly (readonly [string, string, readonly string[]])[] = [
  ["three letters in one write are three keys", "jjj", ["j", "j", "j"]],
  ["a command and its first letter in one write", "/c", ["/", "c"]],
  ["arrows of both modes", "\u001b[A\u001bOB\u001b[C\u001b[D", ["up", "down", "right", "left"]],
  ["home and end in all their forms", "\u001b[H\u001b[1~\u001bOH\u001b[F\u001b[4~", [
    "home", "home", "home", "end", "end",
  ]],
  ["modifiers", "\u001b[1;5C\u001b[1;2A\u001b[5;3~", ["ctrl+right", "shift+up", "alt+pageup"]],
  ["two backspaces", "\u007f\u007f", ["backspace", "backspace"]],
  ["control letters", "\u0003\u0004\u001a\u000c", ["ctrl+c", "ctrl+d", "ctrl+z", "ctrl+l"]],
  ["enter, tab, shift tab, space", "\r\t\u001b[Z ", ["enter", "tab", "shift+tab", "space"]],
  ["function keys", "\u001bOP\u001b[11~\u001b[24~", ["f1", "f1", "f12"]],
  ["alt and a letter", "\u001bx", ["alt+x"]],
  ["an emoji is one key", "👩é", ["👩", "é"]],
  ["a mouse wheel and a press", "\u001b[<64;10;5M\u001b[<0;3;4M\u001b[<0;3;4m", ["wheel-up@9,4", "press@2,3"]],
  [
    "focus events and answers to queries are nothing", "\u001b[I\u001b[?62;c\u001b[24;80R\u001b]11;rgb:0/0/0\u0007j",
    ["j"],
  ],
  ["a paste is one event, whatever is in it", "\u001b[200~rm -rf /\n\u001b[A\u001b[201~x", [
    "paste:rm -rf /\n\u001b[A", "x",
  ]],
  ["a sequence that never ends is dropped", `\u001b[${"1".repeat(70)}j`, ["1", "1", "1", "1", "1", "j"]],
];
for (const [name, bytes, expected] of whole) {
  test(name, () => {
    const keys = bench();
    keys.feed(bytes);
    assert.equal(keys.names(), expected);
  });
  test(`${name}, a byte at a time`, () => {
    const keys = bench();
    for (const character of bytes) {
      keys.feed(character);
      keys.wait(1);
    }
    assert.equal(keys.names(), expected);
  });
}

for (const delay of [1, 10, 30]) {
  test(`an arrow whose ESC comes ${delay} ms earlier is an arrow`, () => {
    const keys = bench();
    keys.feed("\u001b");
    keys.wait(delay);
    keys.feed("[B");
    assert.equal(keys.names(), ["down"]);
  });
}

test("once the bracket is there the letter may come as late as it likes", () => {
  const keys = bench();
  keys.feed("\u001b[");
  keys.wait(5_000);
  keys.feed("B");
  assert.equal(keys.names(), ["down"]);
});

test("a lone ESC is a key after the delay and not before", () => {
  const keys = bench(100);
  keys.feed("\u001b");
  keys.wait(99);
  assert.equal(keys.names(), []);
  keys.wait(1);
  assert.equal(keys.names(), ["escape"]);
});

test("ESC ESC is two keys", () => {
  const keys = bench();
  keys.feed("\u001b\u001b");
  keys.wait(50);
  assert.equal(keys.names(), ["escape", "escape"]);
});

test("the end of a paste may be split anywhere", () => {
  const end = "\u001b[201~";
  for (let at = 1; at < end.length; at++) {
    const keys = bench();
    keys.feed(`\u001b[200~text${end.slice(0, at)}`);
    keys.feed(`${end.slice(at)}j`);
    assert.equal(keys.names(), ["paste:text", "j"]);
  }
});

test("a paste without an end gives the keyboard back", () => {
  const keys = bench();
  keys.feed("\u001b[200~text");
  keys.wait(1_000);
  keys.feed("j");
  assert.equal(keys.names(), ["paste:text", "j"]);
});

test("a paste is bounded", () => {
  const keys = bench();
  keys.feed(`\u001b[200~${"x".repeat(200_000)}`);
  keys.feed("\u001b[201~j");
  const [paste, key] = keys.names();
  assert.ok((paste ?? "").length < 70_000);
  assert.is(key, "j");
});

test.run();
