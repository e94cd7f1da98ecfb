import { test } from "uvu";
import * as assert from "uvu/assert";
import { currentFinding } from "../../evaluator/tui/state/derive.js";
import { screenOf } from "../../evaluator/tui/state/state.js";
import { browser, plainFrame } from "./browser.js";

test(": goes to a control, a section, a host and a command by name", () => {
  const view = browser({ controls: 60 });
  view.keys(":", '"3.1', "enter");
  assert.is(currentFinding(view.state())?.result.id, "3.1");
  view.keys(":", '"section 7', "enter");
  assert.is(view.state().filter.text, "sec:7");
  view.keys(":", '"host mail2', "enter");
  assert.match(view.state().filter.text, /host:"=mail2/);
  view.keys("1", ":", '"group-back', "enter");
  assert.is(view.state().grouping, "flat");
  view.keys(":", '"zzzz', "enter");
  assert.match(view.state().message?.text ?? "", /nothing of that name/);
});

test("copying says what, for the finding under the cursor", () => {
  const view = browser({ controls: 60 });
  view.keys("1", "/", '"status:fail', "enter", "T", "y", "f");
  const copied = view.effects.find(({ kind }) => kind === "copy");
  assert.ok(copied?.kind === "copy" && copied.text.startsWith("zmprov ms mail"));
  view.keys("y", "l");
  assert.match(view.effects.flatMap((one) => (one.kind === "copy" ? [one.text] : [])).at(-1) ?? "", /^https:/);
});

test("an export asks before it writes over a file, and n leaves it", () => {
  const view = browser();
  view.keys("1", "e");
  assert.match(plainFrame(view.render()), /zmaudit-3-hosts-2026-11-20/);
  view.keys("tab", "enter");
  const asked = view.effects.find(({ kind }) => kind === "export");
  assert.ok(asked?.kind === "export" && !asked.overwrite);
  if (asked?.kind !== "export") return;
  view.dispatch({ type: "ask", question: "it exists. Write over it?", yes: { ...asked, overwrite: true } });
  view.keys("n");
  assert.is(view.effects.filter(({ kind }) => kind === "export").length, 1);
  view.dispatch({ type: "ask", question: "it exists. Write over it?", yes: { ...asked, overwrite: true } });
  view.keys("y");
  assert.ok(view.effects.some((one) => one.kind === "export" && one.overwrite));
});

test("esc never leaves, q at the top does, ^c always does", () => {
  const view = browser();
  view.keys(...Array.from({ length: 20 }, () => "escape"));
  assert.is(view.effects.length, 0);
  view.keys("enter", "q");
  assert.is(view.effects.length, 0, "q in what was opened goes back");
  view.keys("q");
  assert.equal(view.effects, [{ kind: "quit" }]);
  const typing = browser();
  typing.keys("1", "/", '"q', "ctrl+c");
  assert.equal(typing.effects.filter(({ kind }) => kind === "quit"), [{ kind: "quit" }]);
});

test("q leaves while it is still judging, and nothing else does anything", () => {
  const view = browser();
  view.set({ ...view.state(), phase: { kind: "opening", text: "judging 3/9" } });
  view.keys("j", "1", "/", "?");
  assert.is(screenOf(view.state()), "sections");
  view.keys("q");
  assert.equal(view.effects, [{ kind: "quit" }]);
});

test("a key that means nothing here says where it does", () => {
  const view = browser();
  view.keys("f");
  assert.match(view.state().message?.text ?? "", /works on: findings/);
});

test("a paste goes into fields only, on one line", () => {
  const view = browser();
  view.dispatch({ type: "paste", text: "q\nq" });
  assert.is(view.effects.length, 0);
  view.keys("1", "/");
  view.dispatch({ type: "paste", text: "mail2\n\u001b[A" });
  assert.not.match(view.state().filter.text, /[\u0000-\u001f]/);
});

test.run();
