import { test } from "uvu";
import * as assert from "uvu/assert";
import { fit, padded, visible, visibleJson, width, wrapped } from "../../../evaluator/text/visible.js";

const hostile: readonly (readonly [string, string])[] = [
  ["escape sequence", "\u001b[2J"], ["operating system command", "\u001b]0;title\u0007"], ["C1 control sequence introducer", "\u009b31m"], ["device control string", "\u0090q\u009c"],
  ["carriage return", "pass\rfail"], ["backspace", "a\bb"], ["NUL", "a\u0000b"], ["delete", "\u007f"], ["line separator", "a\u2028b"], ["right-to-left override", "\u202egnp.exe"],
  ["isolate", "\u2066x\u2069"], ["zero width space", "a\u200bb"], ["word joiner", "a\u2060b"], ["byte order mark", "\ufeffa"], ["soft hyphen", "a\u00adb"], ["tag characters", "a\u{e0041}\u{e007f}"],
  ["variation selector", "a\ufe0f"], ["Hangul filler", "\u3164"], ["lone high surrogate", "\ud800x"], ["lone low surrogate", "x\udc00"], ["noncharacter", "\uffff"], ["musical control", "\u{1d173}"],
];

for (const [name, text] of hostile) {
  test(`${name} is shown, not obeyed`, () => {
    const shown = visible(text);
    assert.not.match(shown, /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufe0f\u3164\u00ad]/);
    assert.match(shown, /\\u\{[0-9a-f]+\}/);
    assert.equal(JSON.parse(visibleJson({ text })), { text });
    assert.not.match(visibleJson({ text }), /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufe0f\u3164\u00ad\ud800-\udfff]/);
  });
}

test("plain text of any script stays as it is", () => {
  for (const text of ["mail.example.com", "Grüße", "日本語", "👩 mailbox", "é"]) assert.is(visible(text), text);
});

test("wide characters count two columns, combining marks none", () => {
  assert.is(width(visible("日本")), 4);
  assert.is(width(visible("e\u0301")), 1);
  assert.is(width(fit(visible("日本語テキスト"), 6)) <= 6, true);
  assert.is(width(padded(visible("日"), 5)), 5);
});

test("wrapping never makes a line wider than asked, not even for one long word", () => {
  for (const line of wrapped(visible("zmprov ms mail.example.com zimbraMailKeepOutWebCrawlers TRUE 日本語日本語日本語"), 20)) assert.ok(width(line) <= 20, line);
});

test.run();
