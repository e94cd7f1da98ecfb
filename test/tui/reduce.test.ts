import { test } from "uvu";
import * as assert from "uvu/assert";
import { readWhere } from "../../evaluator/results/where.js";
import { besideDetail, currentFinding, currentRow, docOf, matrixOf, previewDoc, rowsOfHosts, rowsOfList, rowsOfPlan, rowsOfSections, shownFindings } from "../../evaluator/tui/state/derive.js";
import { facetCounts, facetTable } from "../../evaluator/tui/state/facets.js";
import { findingOf, groupings } from "../../evaluator/tui/state/rows.js";
import { isList, placeOf, screenOf } from "../../evaluator/tui/state/state.js";
import { plainText } from "../../evaluator/tui/text/line.js";
import { width, type Visible } from "../../evaluator/text/visible.js";
import { browser, plainFrame } from "./browser.js";
import { withoutStyles } from "./hostile.js";

const wide = { columns: 140, rows: 40 };

test("it opens at the overview, on a section that has something to do", () => {
  const view = browser();
  assert.is(screenOf(view.state()), "sections");
  assert.is(rowsOfSections(view.state())[view.state().scrolls.sections.cursor]?.status, "fail");
});

test("the findings that need something done are shown first; r in the facets shows all", () => {
  const view = browser();
  view.keys("1");
  assert.ok(shownFindings(view.state()).every(({ status }) => ["fail", "unknown", "manual", "error"].includes(status)));
  view.keys("f", "r", "escape");
  assert.is(shownFindings(view.state()).length, view.state().world?.model.findings.length);
});

test("⏎ on a section shows its findings, esc goes back and brings the filter back", () => {
  const view = browser();
  const { filter } = view.state();
  view.keys("enter");
  assert.is(view.state().filter.text, "sec:1");
  view.keys("escape");
  assert.is(screenOf(view.state()), "sections");
  assert.is(view.state().filter, filter);
  view.keys("]");
  assert.is(view.state().filter.text, "sec:1");
});

test("the cursor stays on the same finding through every grouping, sorting and fold", () => {
  const view = browser({ controls: 60 });
  view.keys("1", "f", "r", "escape", "T", "j", "j", "j", "j", "j", "j", "j");
  const key = currentFinding(view.state())?.key;
  for (const _ of groupings) {
    view.keys("t");
    const row = currentRow(view.state());
    const held = findingOf(row);
    assert.ok(held?.key === key || (row?.kind !== "finding" && held?.result.id === view.state().world?.model.byKey.get(key ?? "")?.result.id), view.state().grouping);
  }
  view.keys("s", "s", "S");
  assert.is(currentFinding(view.state())?.key, key);
});

test("folds are remembered for each grouping", () => {
  const view = browser({ controls: 60 });
  view.keys("1", "left");
  const first = currentRow(view.state());
  assert.ok(first?.kind === "group" && first.folded);
  view.keys("t", "T");
  const again = rowsOfList(view.state())[0];
  assert.ok(again?.kind === "group" && again.folded);
});

test("filtering repaints at every key, shows the count and esc undoes it", () => {
  const view = browser({ controls: 60 });
  view.keys("1");
  const before = shownFindings(view.state()).length;
  const counts: number[] = [];
  for (const letter of "tls mail2") {
    view.keys(letter === " " ? "space" : letter);
    if (counts.length === 0 && view.state().input === undefined) view.keys("/", letter);
    counts.push(shownFindings(view.state()).length);
  }
  assert.ok((counts.at(-1) ?? 0) > 0 && (counts.at(-1) ?? 0) < before);
  assert.match(plainFrame(view.render()), new RegExp(`/ tls mail2.*${counts.at(-1)} of`));
  view.keys("enter", "t", "escape");
  assert.is(view.state().filter.text, "");
  assert.is(shownFindings(view.state()).length, before);
});

test("esc while typing takes the whole edit back; a filter survives regrouping", () => {
  const view = browser({ controls: 60 });
  view.keys("1", "/", '"tls', "enter");
  const shown = shownFindings(view.state()).length;
  view.keys("/", '" mail9', "escape");
  assert.is(view.state().filter.text, "tls");
  view.keys("t", "t");
  assert.is(shownFindings(view.state()).length, shown);
});

test("a filter that is not finished leaves the list as it is and says why", () => {
  const view = browser();
  view.keys("1");
  const before = shownFindings(view.state()).length;
  view.keys("/", '"/(');
  assert.is(shownFindings(view.state()).length, before);
  assert.match(view.state().message?.text ?? "", /not finished/);
  view.keys("/");
  assert.match(view.state().message?.text ?? "", /not finished or not a regular/);
  view.keys("enter");
  assert.ok(view.state().input, "⏎ does not take a filter that means nothing");
});

test("the browser and the command line understand the same filters", () => {
  const view = browser({ controls: 60 });
  view.keys("1", "f", "r", "escape");
  for (const text of ["status:fail sev:>=medium", "-tls", "kind:server host:mail2", "sec:>10 origin:server", "id:3 /ssh/"]) {
    view.keys("/", "ctrl+u", `"${text}`, "enter");
    const where = readWhere(text);
    assert.ok(!("problem" in where));
    if (!("problem" in where)) assert.is(shownFindings(view.state()).length, view.state().world?.model.findings.filter(where.test).length, text);
  }
});

test("a filter that asks for a status is not held against the open ones that the list begins with", () => {
  const view = browser({ controls: 60 });
  view.keys("1", "/", '"status:pass', "enter");
  const passed = view.state().world?.model.findings.filter(({ status }) => status === "pass").length;
  assert.is(shownFindings(view.state()).length, passed);
  assert.not.match(plainFrame(view.render()), /All › fail/);
  view.keys("f", "j", "o");
  const chosen = [...(view.state().filter.facets.status ?? [])];
  assert.is(shownFindings(view.state()).length, chosen[0] === "pass" ? passed : 0, "a facet that the user chose holds");
  view.keys("escape", "escape", "escape", "escape");
  assert.is(view.state().filter.text, "");
});

test("searching all evidence runs beside the keys and tells how far it is", () => {
  const view = browser({ controls: 60 });
  view.keys("1", "/", '"ev:tls');
  const asked = view.effects.filter(({ kind }) => kind === "scan").at(-1);
  assert.ok(asked?.kind === "scan");
  if (asked?.kind !== "scan") return;
  assert.is(shownFindings(view.state()).length, 0);
  const all = view.state().world?.model.findings ?? [];
  view.dispatch({ type: "scanned", where: asked.where, done: 10, hits: new Set(all.slice(0, 10).filter(asked.where.test).map(({ index }) => index)) });
  assert.match(plainFrame(view.render()), /% searched/);
  view.dispatch({ type: "resize", size: wide });
  let tested = 0;
  const { test: really } = asked.where;
  Object.assign(asked.where, { test: (row: Parameters<typeof really>[0]) => (tested++, really(row)) });
  view.render();
  assert.match(plainFrame(view.render()), /\[x\] fail +\d+/, "the facets are there");
  assert.is(tested, 0, "no key and no frame runs the search");
  view.keys("enter", "1", "j");
  assert.is(screenOf(view.state()), "findings", "keys work meanwhile");
  view.dispatch({ type: "scanned", where: asked.where, done: all.length, hits: new Set(all.filter(asked.where.test).map(({ index }) => index)) });
  assert.ok(shownFindings(view.state()).length > 0);
});

test("a facet's counts are those after the other facets, and o is only this", () => {
  const view = browser({ controls: 60 }, wide);
  view.keys("1", "f", "r");
  const { world } = view.state();
  if (!world) throw new Error("no world");
  view.keys("o");
  assert.equal([...(view.state().filter.facets.status ?? [])], ["fail"]);
  const { facets, where } = view.state().filter;
  const counts = facetCounts(world.model, where, facets, undefined);
  const { values } = facetTable(world.model);
  const of = (facet: "status" | "severity", value: string): number => counts[facet][values[facet].findIndex((one) => one.value === value)] ?? -1;
  assert.is(of("status", "pass"), world.model.findings.filter(({ status }) => status === "pass").length, "the own facet does not count against itself");
  assert.is(of("severity", "high"), world.model.findings.filter(({ status, severity }) => status === "fail" && severity === "high").length);
  assert.is(values.status.length, counts.status.length, "values with nothing are kept");
  view.keys("escape", "escape");
  assert.is(view.state().filter.facets.status, undefined, "esc undoes the facet");
});

test("marks: space marks and goes on, a group marks all of it, A all that is shown", () => {
  const view = browser({ controls: 60 });
  view.keys("1", "space");
  const first = view.state().marks.size;
  assert.ok(first >= 1);
  assert.is(view.state().scrolls.findings.cursor, 1);
  view.keys("A");
  assert.is(view.state().marks.size, shownFindings(view.state()).length);
  view.keys("A");
  assert.is(view.state().marks.size, 0);
});

test("a finding without a fix says why p does nothing", () => {
  const view = browser();
  view.keys("1", "/", '"status:unknown', "enter", "j", "j", "p");
  assert.match(view.state().message?.text ?? "", /no fix/);
});

test("marked fixes go on the plan, and the plan is theirs alone", () => {
  const view = browser({ controls: 60 });
  view.keys("4");
  const all = rowsOfPlan(view.state()).length;
  view.keys("1", "space", "p", "4");
  const planned = rowsOfPlan(view.state());
  assert.ok(planned.length > 1 && planned.length < all);
  assert.is(planned.at(-1)?.kind === "step" && planned.at(-1)?.part.kind, "restarts");
  view.keys("G", "enter");
  assert.is(screenOf(view.state()), "detail");
});

test("the preview follows the cursor and the list stays where it was after a detail", () => {
  const view = browser({ controls: 60 });
  view.keys("1", "T", "j", "j", "j", "j", "j", "j");
  const { cursor, top } = view.state().scrolls.findings;
  assert.match(plainText(previewDoc(view.state()).line(0)), new RegExp(currentFinding(view.state())?.status ?? "?"));
  view.keys("enter", "j", "j", "escape");
  assert.equal([view.state().scrolls.findings.cursor, view.state().scrolls.findings.top], [cursor, top]);
});

test("n and N in a finding go through the list, and esc still goes back to it", () => {
  const view = browser({ controls: 60 });
  view.keys("1", "T", "j", "enter");
  const first = currentFinding(view.state())?.key;
  view.keys("n", "n");
  assert.is.not(currentFinding(view.state())?.key, first);
  view.keys("N", "N");
  assert.is(currentFinding(view.state())?.key, first);
  view.keys("escape");
  assert.is(screenOf(view.state()), "findings");
});

test("from a finding to its evidence to its control and back again: [ and ]", () => {
  const view = browser({ controls: 60 });
  view.keys("1", "T", "enter", "tab", "tab", "enter");
  assert.is(screenOf(view.state()), "source");
  view.keys("c");
  assert.is(screenOf(view.state()), "control");
  view.keys("[", "[");
  assert.is(screenOf(view.state()), "detail");
  view.keys("]");
  assert.is(screenOf(view.state()), "source");
});

test("links: findings that the control's page names and others of the same subject", () => {
  const view = browser({ controls: 60 });
  view.keys("1", "T", "enter", "G");
  const before = currentFinding(view.state())?.key;
  view.keys("enter");
  assert.is(screenOf(view.state()), "detail");
  assert.is.not(currentFinding(view.state())?.key, before);
});

test("the source opens at the evidence, which is marked by a sign; v shows the bytes there", () => {
  const view = browser({ controls: 60 });
  view.keys("1", "T", "enter", "tab", "tab", "enter");
  const place = placeOf(view.state());
  if (isList(place)) throw new Error("not a text");
  assert.match(plainText(docOf(view.state()).line(place.scroll.cursor)), /^> +4 zimbraReverseProxySSLProtocols/);
  assert.match(plainFrame(view.render()), /zmprov -l gas -v[^]*exit 0[^]*sha256\s+a+[^]*stderr {3}a warning/);
  view.keys("v");
  assert.match(plainFrame(view.render()), /[0-9a-f]{8} {2}([0-9a-f]{2} ){16}/);
  view.keys("v", "right");
  assert.match(plainFrame(view.render()), /4 verseProxySSLProtocols/);
});

test("search in a text: as it is typed, n and N, marked by more than colour, esc clears", () => {
  const view = browser({ controls: 60 });
  view.keys("1", "T", "enter", "tab", "tab", "enter", "/", '"line 250');
  const at = (): string => {
    const place = placeOf(view.state());
    return isList(place) ? "" : plainText(docOf(view.state()).line(place.scroll.cursor));
  };
  assert.match(at(), /line 250/);
  view.keys("enter");
  assert.ok(view.render().some((line) => /\u001b\[(?:1;)?4m?line 250|\u001b\[4mline 250|\u001b\[1;4mline 250/.test(line)), "matches are underlined");
  view.keys("escape");
  assert.is(view.state().search, "");
  view.keys("/", '"nowhere');
  assert.match(view.state().message?.text ?? "", /nothing here has/);
});

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

test("hosts: rows that differ among the hosts that are judged, all with d, one role with r", () => {
  const view = browser({ hosts: 4, controls: 20 });
  view.keys("5");
  const differing = matrixOf(view.state()).rows.length;
  assert.ok(matrixOf(view.state()).rows.every(({ cells }) => new Set(cells.flatMap((cell) => (cell ? [cell.status] : []))).size > 1));
  view.keys("d");
  assert.ok(matrixOf(view.state()).rows.length >= differing);
  view.keys("r");
  const { roles } = rowsOfHosts(view.state())[0] ?? { roles: [] };
  assert.ok(matrixOf(view.state()).hosts.every((host) => rowsOfHosts(view.state()).find(({ name }) => name === host)?.roles.join() === roles.join()));
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

test("the mouse: wheel, click, double click", () => {
  const view = browser({ controls: 60 });
  view.keys("1");
  view.dispatch({ type: "mouse", action: "press", column: 10, row: 5 });
  assert.is(view.state().scrolls.findings.cursor, 2);
  view.dispatch({ type: "mouse", action: "wheel-down", column: 10, row: 5 });
  assert.is(view.state().scrolls.findings.cursor, 5);
  view.dispatch({ type: "mouse", action: "press", column: 10, row: 5, again: true });
  assert.ok(screenOf(view.state()) === "detail" || currentRow(view.state())?.kind === "group");
});

test("a small terminal says what it needs; p prints and leaves", () => {
  const view = browser({}, { columns: 48, rows: 12 });
  assert.match(plainFrame(view.render()), /at least 60 columns and 16 rows[^]*48 × 12[^]*press p/);
  view.keys("p");
  assert.equal(view.effects, [{ kind: "quit", print: true }]);
});

test("panes: below 100 columns one below the other, from 100 side by side; + and - resize", () => {
  const narrow = browser({}, { columns: 99, rows: 30 });
  narrow.keys("1");
  assert.not.match(plainFrame(narrow.render()), / │ /);
  const side = browser({}, { columns: 100, rows: 30 });
  side.keys("1");
  assert.match(plainFrame(side.render()), / │ /);
  const { share } = side.state();
  side.keys("+");
  assert.ok(side.state().share > share);
});

test("beside an open finding stands the output around its evidence", () => {
  const view = browser({ controls: 60 }, wide);
  view.keys("1", "T", "enter");
  const beside = besideDetail(view.state());
  assert.ok(beside);
  assert.match(plainFrame(view.render()), />\s+4 zimbraReverseProxySSLProtocols/);
});

/** A small generator of its own, so that a failure can be repeated. */
const random = (seed: number) => (): number => {
  seed = (seed * 1664525 + 1013904223) % 4294967296;
  return seed / 4294967296;
};
const anyKey = ["up", "down", "j", "k", "pageup", "pagedown", "ctrl+d", "ctrl+u", "g", "G", "left", "right", "tab", "shift+tab", "enter", "escape", "[", "]", "1", "2", "4", "5", "/", "n", "N", "f", "*", "t", "T", "s", "S", "+", "-", "z", "v", "space", "A", "p", "y", "e", "c", "?", ":", "a", "d", "r", "o", "backspace", "m", "3", "q"];

for (let seed = 1; seed <= 12; seed++) {
  test(`any 250 keys and sizes keep cursors inside and lines within the terminal (seed ${seed})`, () => {
    const next = random(seed);
    const view = browser({ controls: 30, hosts: 4, hostile: seed % 2 ? "" : " 日本語 e\u0301\u001b[2J" });
    const pressed: string[] = [];
    for (let i = 0; i < 250; i++) {
      if (next() < 0.06) view.dispatch({ type: "resize", size: { columns: 60 + Math.floor(next() * 140), rows: 16 + Math.floor(next() * 44) } });
      const key = anyKey[Math.floor(next() * anyKey.length)] ?? "j";
      pressed.push(key);
      view.keys(key);
      const state = view.state();
      const said = `${pressed.slice(-12).join(" ")} at ${state.size.columns}×${state.size.rows}`;
      const { cursor } = state.scrolls.findings;
      const rows = rowsOfList(state).length;
      assert.ok(cursor >= 0 && (cursor < rows || rows === 0), `cursor ${cursor} of ${rows} after ${said}`);
      const place = placeOf(state);
      if (!isList(place)) assert.ok(place.scroll.cursor >= 0 && place.scroll.cursor < Math.max(1, docOf(state).length), `text cursor after ${said}`);
      assert.ok(state.at >= 0 && state.at < state.history.length && state.history.length <= 100);
      if (i % 10 === 0) {
        const lines = view.render();
        assert.is(lines.length, state.size.rows, said);
        for (const line of lines) assert.ok(width(withoutStyles(line) as Visible) <= state.size.columns, `${said}\n${line}`);
      }
    }
  });
}

test.run();
