import { test } from "uvu";
import * as assert from "uvu/assert";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sectionsOf, summaryOf } from "../../evaluator/report/report.js";
import { currentFinding, rowsOfHosts, rowsOfSections, shownFindings } from "../../evaluator/tui/state/derive.js";
import { toModel } from "../../evaluator/tui/state/model.js";
import { reduce, type Action } from "../../evaluator/tui/state/reduce.js";
import { initialState, placeOf, type State } from "../../evaluator/tui/state/state.js";
import { plainText } from "../../evaluator/tui/text/line.js";
import { titleLine } from "../../evaluator/tui/view/chrome.js";
import type { World } from "../../evaluator/tui/world.js";
import type { Report } from "../../evaluator/types/report.js";
import { temporaryFolder } from "../temporary.js";
import { worldOf } from "./browser.js";
import { makeReport } from "./make-report.js";
import { command, endSessions, keys, ptyTest, start } from "./pty.js";

const shape = { hosts: 4, controls: 50 } as const;
const whole = makeReport(shape);
const looks = worldOf(shape);

/** As `audit` reports it while only these controls are judged. */
const partOf = (wanted: ReadonlySet<string>): Report => {
  const results = whole.results.filter(({ id }) => wanted.has(id));
  return { ...whole, results, summary: summaryOf(results), sections: sectionsOf(whole.sections, results) };
};
const worldFor = (report: Report): World => ({ ...looks, model: toModel(report) });

/** Numbers that look random and are the same each time. */
const randomly = (seed: number): ((below: number) => number) => {
  let now = seed;
  return (below) => {
    now = (now * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((now / 2_147_483_648) * below);
  };
};

const shuffled = (random: (below: number) => number): readonly string[] => {
  const ids = whole.results.map(({ id }) => id);
  for (let i = ids.length - 1; i > 0; i--) {
    const j = random(i + 1);
    [ids[i], ids[j]] = [ids[j] ?? "", ids[i] ?? ""];
  }
  return ids;
};

const act = (state: State, action: Action): State => reduce(state, action)[0];
const fresh = (): State => initialState({ columns: 120, rows: 30 });
const filled = (state: State, order: readonly string[], done: number): State => act(state, {
  type: "loaded", world: worldFor(partOf(new Set(order.slice(0, done)))),
  ...(done < order.length ? { filling: { done, all: order.length } } : {}),
});
const same = ({ world: _, keymap: __, filter, ...state }: State): unknown =>
  ({ ...state, facets: filter.facets, text: filter.text });

test("without a key it ends as if all had come at once", () => {
  const order = shuffled(randomly(7));
  let state = fresh();
  for (const done of [1, 9, 20, 33, order.length]) state = filled(state, order, done);
  const atOnce = filled(fresh(), order, order.length);
  assert.equal(same(state), same(atOnce));
  assert.equal(shownFindings(state).map(({ key }) => key), shownFindings(atOnce).map(({ key }) => key));
});

test("the cursor stays on its finding, section and host, whatever is pressed and whatever comes next", () => {
  const presses = [
    "1", "2", "4", "5", "j", "j", "j", "k", "t", "T", "s", "S", "space", "enter", "escape", "G", "g", "right", "left", "[",
    "]", "f", "r",
  ];
  let held = 0;
  for (let seed = 1; seed <= 25; seed++) {
    const random = randomly(seed);
    const order = shuffled(random);
    let state = filled(fresh(), order, 5);
    for (let done = 12; ; done = Math.min(order.length, done + 9)) {
      for (let i = 0; i < 12; i++) state = act(state, { type: "key", name: presses[random(presses.length)] ?? "j" });
      const finding = currentFinding(state)?.key;
      const looked = placeOf(state).screen;
      const { hosts, sections } = state.scrolls;
      const section = rowsOfSections(state)[state.scrolls.sections.cursor]?.number;
      const host = rowsOfHosts(state)[state.scrolls.hosts.cursor]?.name;
      const { history, marks } = state;
      state = filled(state, order, done);
      // A folded row stands for its worst finding, which may be another now.
      const now = currentFinding(state)?.key;
      if (looked === "detail") assert.is(now, finding, `seed ${seed}`);
      else if (finding !== undefined && now === finding) held++;
      // Where nobody looks and nothing was moved, a list begins at its top.
      if (looked === "sections" || sections.cursor > 0) {
        assert.is(rowsOfSections(state)[state.scrolls.sections.cursor]?.number, section, `seed ${seed}`);
      }
      if (looked === "hosts" || hosts.cursor > 0) {
        assert.is(rowsOfHosts(state)[state.scrolls.hosts.cursor]?.name, host, `seed ${seed}`);
      }
      assert.is(state.history.length, history.length);
      assert.is(state.marks, marks);
      if (done === order.length) break;
    }
    assert.is(state.filling, undefined);
  }
  assert.ok(held > 20, String(held));
});

test("a list that was opened early shows what else is open in the end", () => {
  const order = whole.results.map(({ id }) => id);
  let state = filled(fresh(), order, 1);
  state = act(state, { type: "key", name: "1" });
  state = filled(state, order, order.length);
  const atOnce = act(filled(fresh(), order, order.length), { type: "key", name: "1" });
  assert.equal(shownFindings(state).map(({ key }) => key), shownFindings(atOnce).map(({ key }) => key));
});

test("facets that somebody chose stay", () => {
  const order = whole.results.map(({ id }) => id);
  let state = filled(fresh(), order, 10);
  for (const name of ["1", "f", "o"]) state = act(state, { type: "key", name });
  const { facets } = state.filter;
  assert.ok(facets.status);
  assert.equal(filled(state, order, order.length).filter.facets, facets);
});

test("it says how far it is, and that an export has to wait", () => {
  const order = whole.results.map(({ id }) => id);
  const state = act(filled(fresh(), order, 10), { type: "key", name: "1" });
  assert.match(plainText(titleLine(state)), /judging 10 of 51/);
  const asked = act(state, { type: "key", name: "e" });
  assert.is(asked.overlay, undefined);
  assert.match(asked.message?.text ?? "", /10 of 51 judged/);
  assert.not.match(plainText(titleLine(filled(state, order, order.length))), /judging/);
});

const inTerminal = ptyTest("a list that fills in");
const snapshot = "snapshots/neglected/snapshot.json.gz";

/** Rules of the site that take their time after the built-in ones, some two seconds each. */
const slowPolicy = (rules: number): string => {
  const folder = temporaryFolder("slow");
  for (let number = 1; number <= rules; number++) {
    mkdirSync(join(folder, `rule${number}`));
    writeFileSync(join(folder, `rule${number}`, "rule.rego"), `# METADATA
# scope: package
# title: A rule that counts for long
# description: It only takes its time.
# custom:
#   id: acme-${number}
#   severity: low
#   kind: evidence
package acme.slow${number}

import data.zmaudit.lib.verdict

subject contains "global"

result contains verdict.pass("global", "counted", [leaf]) if {
	leaf := input.global.attrs.zimbraSmtpSendAddMailer
	all := numbers.range(1, 1000)
	count([i | some i in all; some j in all; i * j == -1]) == 0
}
`);
  }
  return folder;
};

inTerminal("what is judged can be read while the rest is; q leaves with what is certain", async () => {
  const session = start(process.execPath, [command, "browse", snapshot, "--policy", slowPolicy(5)]);
  await session.until((text) => /judging \d+ of/.test(text), "a list that fills in", 60_000);
  session.send("1");
  await session.see("[1:Findings]");
  session.send("T/18.5\r");
  await session.see("/ 18.5");
  session.send(keys.enter);
  await session.see("EVIDENCE");
  assert.match(session.text(), /judging \d+ of \d+/);
  session.send("\u0003");
  assert.is((await session.ended).code, 1);
  assert.match(session.text(), /left before everything was judged \(\d+ of \d+\)/);
});

inTerminal("the cursor is where it was when all is judged", async () => {
  const session = start(process.execPath, [command, "browse", snapshot, "--policy", slowPolicy(1)]);
  await session.until((text) => /judging \d+ of/.test(text), "a list that fills in", 60_000);
  session.send("1T");
  await session.see("not grouped");
  session.send("jjjjjjjj");
  const before = await session.until((text) => /^>.*10\.1/m.test(text), "a row further down");
  const row = /^> *(.*)$/m.exec(before)?.[1];
  await session.until((text) => !text.includes("judging"), "the whole list", 60_000);
  assert.is(/^> *(.*)$/m.exec(session.text())?.[1], row);
  session.send("q");
  assert.is((await session.ended).code, 1);
  assert.not.match(session.text(), /left before/);
});

test.after(endSessions);
test.run();
