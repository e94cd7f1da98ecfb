import { test } from "uvu";
import * as assert from "uvu/assert";
import { besideDetail, currentFinding, docOf, shownFindings } from "../../evaluator/tui/state/derive.js";
import { isList, placeOf, screenOf } from "../../evaluator/tui/state/state.js";
import { plainText } from "../../evaluator/tui/text/line.js";
import { toModel } from "../../evaluator/tui/state/model.js";
import type { Result, Subject } from "../../evaluator/types/report.js";
import { browser, plainFrame, worldOf } from "./browser.js";

const wide = { columns: 140, rows: 40 };

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
  assert.ok(
    view.render().some((line) => /\u001b\[(?:1;)?4m?line 250|\u001b\[4mline 250|\u001b\[1;4mline 250/.test(line)),
    "matches are underlined"
  );
  view.keys("escape");
  assert.is(view.state().search, "");
  view.keys("/", '"nowhere');
  assert.match(view.state().message?.text ?? "", /nothing here has/);
});

test("beside an open finding stands the output around its evidence", () => {
  const view = browser({ controls: 60 }, wide);
  view.keys("1", "T", "enter");
  const beside = besideDetail(view.state());
  assert.ok(beside);
  assert.match(plainFrame(view.render()), />\s+4 zimbraReverseProxySSLProtocols/);
});

test("what is cut says so, and a finding says where in the list it is", () => {
  const view = browser({ controls: 20 });
  view.keys("1", "T", "j");
  const { findings } = view.state().world?.model ?? { findings: [] };
  const at = shownFindings(view.state()).findIndex(({ key }) => key === currentFinding(view.state())?.key) + 1;
  view.keys("enter");
  assert.match(plainFrame(view.render()), new RegExp(` ${at} of ${shownFindings(view.state()).length} · `));
  view.keys("n");
  assert.match(plainFrame(view.render()), new RegExp(` ${at + 1} of ${shownFindings(view.state()).length} · `));
  assert.ok(findings.length > 0);
  const long = browser({ controls: 3, hostile: ` ${"and so on ".repeat(12)}` });
  long.keys("1", "T");
  assert.match(plainFrame(long.render()), /^─ 1\.1 Proxy accepts .*… ─+ high · FAIL ─$/m);
});

test("the help has only keys that do something here, and says so where none is called that", () => {
  const view = browser();
  view.keys("4", "?", '"fold');
  assert.match(plainFrame(view.render()), /no key or command here has "fold"/);
  view.keys("escape", "right");
  assert.match(view.state().message?.text ?? "", /works on: findings, hosts, source/);
  view.keys("1", "?", '"fold');
  assert.match(plainFrame(view.render()), /→ l +unfold/);
});

test("y on the plan offers the whole of it, and elsewhere the fixes of what is marked", () => {
  const view = browser();
  view.keys("4", "y");
  assert.match(plainFrame(view.render()), /F +the whole plan +│/);
  view.keys("escape", "1", "y");
  assert.match(plainFrame(view.render()), /F +fixes, of all that are marked \(0\)/);
});

test("a host that was not collected, and a section that nothing covers, say so", () => {
  const view = browser();
  const world = worldOf();
  const { report } = world.model;
  view.dispatch({ type: "loaded", world: {
    ...world, model: toModel({ ...report, snapshots: report.snapshots.slice(1) }),
  } });
  view.keys("5");
  assert.match(plainFrame(view.render()), /mail1\.example\.test .* not collected /);
  const [first] = report.results;
  const nobody = { ...first?.subjects[0], kind: "host", name: "all hosts", host: "all hosts" } as Subject;
  const named = toModel({ ...report, results: [{ ...first, subjects: [nobody] } as Result] });
  assert.equal(named.hosts, report.snapshots.map(({ host }) => host), "words for hosts that have no name are none");
  view.dispatch({ type: "resize", size: { columns: 60, rows: 40 } });
  view.keys("2");
  assert.match(plainFrame(view.render()), / 16 +Section 16 +not covered here$/m);
});

test.run();
