import { test } from "uvu";
import * as assert from "uvu/assert";
import { besideDetail, currentFinding, docOf } from "../../evaluator/tui/state/derive.js";
import { isList, placeOf, screenOf } from "../../evaluator/tui/state/state.js";
import { plainText } from "../../evaluator/tui/text/line.js";
import { browser, plainFrame } from "./browser.js";

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

test.run();
