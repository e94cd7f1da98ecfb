import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  barOf, bindings, clashesOf, defaultKeymap, keyLabel, screens, withAsciiLabels, withOverrides,
} from "../../evaluator/tui/keys/bindings.js";
import { keysManual, keysPage } from "../../evaluator/tui/keys/page.js";
import { helpLines } from "../../evaluator/tui/view/overlay.js";
import { plainText } from "../../evaluator/tui/text/line.js";
import { browser } from "./browser.js";

test("no key means two things at one place", () => assert.equal(clashesOf(bindings), []));

test("the test would find a clash", () => {
  const [clash] = clashesOf([{ id: "a", keys: ["x"], in: ["plan"], says: "", part: "do" }, {
    id: "b", keys: ["x"], in: ["plan", "help"], says: "", part: "do",
  }]);
  assert.equal(clash, { context: "plan", key: "x", commands: ["a", "b"] });
});

test("every screen can be left, helped and searched from", () => {
  for (const screen of screens) for (const key of ["q", "?", ":", "/", "ctrl+c", "escape"]) {
    assert.ok(defaultKeymap.find(screen, key), `${key} on ${screen}`);
  }
});

test("letters keep their meaning: one key is one command on all screens", () => {
  const meant = new Map<string, Set<string>>();
  for (const { id, keys, in: where } of bindings) if (where.some((one) => screens.some((screen) => screen === one))) {
    for (const key of keys) meant.set(key, (meant.get(key) ?? new Set()).add(id));
  }
  // Filter and search are one key by design: lists are filtered, texts are searched.
  for (const [key, ids] of meant) if (key !== "/") assert.is(ids.size, 1, `${key}: ${[...ids].join(", ")}`);
});

test("users' own keys replace a command's keys", () => {
  const keymap = withOverrides({ down: ["ctrl+n"], up: ["ctrl+p"] });
  assert.ok(!("problem" in keymap));
  if ("problem" in keymap) return;
  assert.is(keymap.find("findings", "ctrl+n"), "down");
  assert.is(keymap.find("findings", "j"), undefined);
});

test("own keys that clash, name nothing or leave no way out are refused with a reason", () => {
  const problem = (value: unknown): string => {
    const made = withOverrides(value);
    return "problem" in made ? made.problem : "";
  };
  assert.match(problem({ down: ["q"] }), /q would mean down and quit/);
  assert.match(problem({ dwon: ["x"] }), /no command "dwon"/);
  assert.match(problem({ down: "x" }), /list of key names/);
  assert.match(problem([]), /object/);
  for (const key of [" ", "", "jj", "Ctrl-n", "ctrl+", "\u001b", 7]) {
    assert.match(problem({ down: [key] }), /is no key/, String(key));
  }
  for (const key of ["x", "é", "§", "ctrl+n", "alt+x", "ctrl+alt+left", "shift+f2", "ctrl+space", "f12"]) {
    assert.is(problem({ down: [key] }), "", key);
  }
  assert.match(problem({ quit: [], "quit-now": [] }), /quit with/);
});

test("the help has the keys of this screen and no others, found by key and by word", () => {
  const view = browser();
  const help = (query: string): string => helpLines(view.state(), query).map(plainText).join("\n");
  view.keys("5");
  assert.match(help(""), /only rows that differ/);
  assert.not.match(help(""), /facets: narrow/);
  view.keys("1");
  assert.match(help(""), /facets: narrow/);
  assert.match(help("plan"), /put the fix on the plan/);
  assert.match(help("^d"), /half a page down/);
  assert.not.match(help("^d"), /half a page up/);
  assert.match(help("sev"), /sev: /);
});

test("the manual page has every command with its keys, once", () => {
  const page = keysManual(defaultKeymap);
  for (const { id, keys } of bindings) {
    const rows = page.split("\n").filter((line) => line.includes(`| \`${id}\` |`));
    assert.is(rows.length, 1, id);
    for (const key of keys) assert.ok(rows[0]?.includes(keyLabel(key).replaceAll("|", "\\|")), `${id} ${key}`);
  }
});

test("the bar has users' own keys and, for ASCII, words", () => {
  const keymap = withOverrides({ down: ["ctrl+n"], up: ["ctrl+p"], filter: ["F"] });
  assert.ok(!("problem" in keymap));
  if ("problem" in keymap) return;
  assert.equal(barOf(keymap, "findings").slice(0, 3), [["^p ^n", "move"], ["⏎", "open"], ["F", "filter"]]);
  assert.equal(barOf(withAsciiLabels(defaultKeymap), "findings").slice(0, 2), [["up down", "move"], ["enter", "open"]]);
  for (const screen of screens) {
    const bar = barOf(withAsciiLabels(defaultKeymap), screen);
    assert.match(bar.flat().join(" "), /^[\u0020-\u007e]+$/);
    assert.ok(bar.length >= 5, screen);
  }
});

test("the key page lists every command", () => {
  const page = keysPage(defaultKeymap).join("\n");
  for (const { id } of bindings) assert.ok(page.includes(id), id);
});

test.run();
