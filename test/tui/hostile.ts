const point = (code: number): string => String.fromCodePoint(code);
const range = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => point(from + i));

/**
 * Text that drives terminals or deceives readers, one a string: every C0 and C1 control and the sequences made of them.
 */
export const hostileTexts: readonly (readonly [string, string])[] = [
  ["every C0 control", range(0, 0x1f).map((control) => `a${control}b`).join("")],
  ["DEL and every C1 control", range(0x7f, 0x9f).join("x")],
  ["OSC 0, a window title", "\u001b]0;owned\u0007"], ["OSC 52, the clipboard", "\u001b]52;c;b3duZWQ=\u0007"],
  ["OSC 8, a link", "\u001b]8;;http://evil.example/\u001b\\here\u001b]8;;\u001b\\"],
  ["OSC with C1", "\u009d0;owned\u009c"], ["CSI clear screen and home", "\u001b[2J\u001b[H\u001b[3J"],
  ["CSI with C1", "\u009b2J"], ["conceal, blink and inverse", "\u001b[8mhidden\u001b[5m\u001b[7m"],
  ["DCS", "\u001bPq#0;2;0;0;0\u001b\\"], ["DCS with C1", "\u0090q\u009c"], [
    "APC and PM and SOS", "\u001b_x\u001b\\\u001b^y\u001b\\\u001bXz\u001b\\",
  ], ["RIS, a full reset", "\u001bc"], ["alternate screen", "\u001b[?1049l"],
  ["character sets", "\u000e\u001b(0lqk\u000f"], [
    "a report that answers into the input", "\u001b[6n\u001b[c\u001b]10;?\u0007",
  ], ["carriage return over a verdict", "FAIL\rpass"], ["backspaces over a verdict", "FAIL\b\b\b\bpass"],
  ["bidirectional overrides", range(0x202a, 0x202e).join("a") + range(0x2066, 0x2069).join("b") + "\u061c\u200e\u200f"],
  ["zero-width characters", "p\u200ba\u200cs\u200ds\u2060\ufeff\u00ad\u034f"],
  ["line and paragraph separators and NEL", "a\u2028b\u2029c\u0085d"],
  ["tag characters", range(0xe0020, 0xe007f).join("")], [
    "variation selectors", "a\ufe0f\u{e0100}",
  ], ["lone surrogates", "a\ud800b\udc00c"], ["noncharacters", "\uffff\u{1fffe}\ufdd0"],
  ["private use, as the layout's own marks are", "\u{100000}\u{100001}\u{10fffd}"],
  ["combining marks", "e\u0301\u0301\u0301 क्षि ไทยที่"], [
    "wide and joined characters", "日本語テキスト 👩 👨 🇩🇪",
  ], ["newlines and tabs", "one\ntwo\tthree"], ["Hangul fillers", "a\u115f\u1160\u3164\uffa0b"],
];
export const everythingHostile = hostileTexts.map(([, text]) => text).join(" ");

/** What our own output may hold besides text: SGR. */
export const withoutStyles = (text: string): string => text.replace(/\u001b\[[0-9;]*m/g, "");
export const controls =
  new RegExp([
    "[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u200b-\\u200f" +
      "\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\uffff]",
    "[\\u{e0000}-\\u{e0fff}\\u{1fffe}]", "[\\ud800-\\udbff](?![\\udc00-\\udfff])",
    "(?<![\\ud800-\\udbff])[\\udc00-\\udfff]",
  ].join("|"), "u");
