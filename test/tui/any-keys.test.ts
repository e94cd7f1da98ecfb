import { test } from "uvu";
import * as assert from "uvu/assert";
import { width, type Visible } from "../../evaluator/text/visible.js";
import { docOf, rowsOfList } from "../../evaluator/tui/state/derive.js";
import { isList, placeOf } from "../../evaluator/tui/state/state.js";
import { browser } from "./browser.js";
import { withoutStyles } from "./hostile.js";

/** A small generator of its own, so that a failure can be repeated. */
const random = (seed: number) => (): number => {
  seed = (seed * 1664525 + 1013904223) % 4294967296;
  return seed / 4294967296;
};

const anyKey = [
  "up", "down", "j", "k", "pageup", "pagedown", "ctrl+d", "ctrl+u", "g", "G", "left", "right", "tab", "shift+tab",
  "enter", "escape", "[", "]", "1", "2", "4", "5", "/", "n", "N", "f", "*", "t", "T", "s", "S", "+", "-", "z", "v",
  "space", "A", "p", "J", "K", "y", "e", "c", "?", ":", "a", "d", "r", "o", "backspace", "m", "3", "q",
];

for (let seed = 1; seed <= 12; seed++) {
  test(`any 250 keys and sizes keep cursors inside and lines within the terminal (seed ${seed})`, () => {
    const next = random(seed);
    const view = browser({ controls: 30, hosts: 4, hostile: seed % 2 ? "" : " 日本語 e\u0301\u001b[2J" });
    const pressed: string[] = [];
    for (let i = 0; i < 250; i++) {
      if (next() < 0.06) view.dispatch(
        { type: "resize", size: { columns: 60 + Math.floor(next() * 140), rows: 16 + Math.floor(next() * 44) } }
      );
      const key = anyKey[Math.floor(next() * anyKey.length)] ?? "j";
      pressed.push(key);
      view.keys(key);
      const state = view.state();
      const said = `${pressed.slice(-12).join(" ")} at ${state.size.columns}×${state.size.rows}`;
      const { cursor } = state.scrolls.findings;
      const rows = rowsOfList(state).length;
      assert.ok(cursor >= 0 && (cursor < rows || rows === 0), `cursor ${cursor} of ${rows} after ${said}`);
      const place = placeOf(state);
      if (!isList(place)) assert.ok(
        place.scroll.cursor >= 0 && place.scroll.cursor < Math.max(1, docOf(state).length), `text cursor after ${said}`
      );
      assert.ok(state.at >= 0 && state.at < state.history.length && state.history.length <= 100);
      if (i % 10 === 0) {
        const lines = view.render();
        assert.is(lines.length, state.size.rows, said);
        for (const line of lines) {
          assert.ok(width(withoutStyles(line) as Visible) <= state.size.columns, `${said}\n${line}`);
        }
      }
    }
  });
}

test.run();
