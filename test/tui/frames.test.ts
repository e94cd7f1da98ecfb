import { test } from "uvu";
import * as assert from "uvu/assert";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../../evaluator/paths.js";
import { themeFor, themeNames, type Theme } from "../../evaluator/tui/theme.js";
import { screenOf } from "../../evaluator/tui/state/state.js";
import { browser, noColours, plainFrame } from "./browser.js";

/**
 * Golden frames: `ZMAUDIT_ACCEPT=1 node scripts/test.mjs frames` writes them anew; the difference is for a person to
 * read.
 */
const folder = join(projectFolder, "test/tui/frames");
const accept = process.env["ZMAUDIT_ACCEPT"] === "1";

const golden = (name: string, text: string): void => {
  const file = join(folder, name);
  if (accept) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
  }
  assert.ok(existsSync(file), `${name} is missing: run with ZMAUDIT_ACCEPT=1 and read it`);
  assert.is(text, readFileSync(file, "utf8"), name);
};

const views: Readonly<Record<string, readonly string[]>> = {
  sections: [], findings: ["1"], detail: ["1", "T", "enter"], source: ["1", "T", "enter", "tab", "tab", "enter"],
  control: ["1", "T", "c"],
  hosts: ["5", "d"], plan: ["4", "j"], help: ["1", "?"], copy: ["1", "y"],
};
const shape = { hosts: 4, controls: 24 };

for (const [columns, rows] of [[60, 16], [80, 24], [100, 30], [140, 40], [200, 60]] as const) {
  for (const [name, keys] of Object.entries(views)) {
    if ((columns === 60 || columns === 200) && !["sections", "findings", "hosts"].includes(name)) continue;
    test(`${name} at ${columns}×${rows}`, () => {
      const view = browser(shape, { columns, rows });
      view.keys(...keys);
      const at = screenOf(view.state());
      assert.ok(name === at || view.state().overlay?.kind === name, `${name} is ${at}`);
      golden(`${name}.${columns}x${rows}.txt`, plainFrame(view.render()));
    });
  }
}

test("facets and filter at 80×24, where facets are an overlay", () => {
  const view = browser(shape);
  view.keys("1", "/", '"tls', "enter", "f", "j");
  golden("facets.80x24.txt", plainFrame(view.render()));
});

test("only ASCII", () => {
  const view = browser(shape, { columns: 80, rows: 24 }, { name: "mono", ascii: true });
  view.keys("1", "?");
  const text = plainFrame(view.render());
  assert.match(text, /^[\u0020-\u007e\n]*$/);
  golden("help.ascii.80x24.txt", text);
});

/** Colours by the numbers of their SGR codes, so that a person can read a golden file. */
const named = (lines: readonly string[]): string =>
  `${lines.map((line) => line.replace(/\u001b\[([0-9;]*)m/g, "‹$1›")).join("\n")}\n`;

for (const name of themeNames) {
  test(`theme ${name}`, () => {
    const theme: Theme = { name, ascii: false };
    const view = browser({ hosts: 4, controls: 8 }, { columns: 80, rows: 24 }, theme);
    view.keys("1", "/", '"tls', "enter", "j");
    golden(`findings.${name}.sgr.txt`, named(view.render()));
  });
}

test("without colours the cursor's line still has a sign and is inverse, and no colour is written", () => {
  const view = browser(shape, { columns: 80, rows: 24 }, noColours);
  view.keys("1", "j");
  const lines = view.render();
  assert.ok(lines.some((line) => /\u001b\[7m>/.test(line)));
  assert.not.match(lines.join(""), /\u001b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7])m/);
});

test("NO_COLOR, --no-color, TERM=linux and a locale that is not UTF-8", () => {
  assert.is(themeFor({ NO_COLOR: "1" }, {}).name, "mono");
  assert.is(themeFor({ NO_COLOR: "1" }, { theme: "contrast" }).name, "mono");
  assert.is(themeFor({}, { color: false }).name, "mono");
  assert.is(themeFor({ ZMAUDIT_THEME: "blue-orange" }, {}).name, "blue-orange");
  assert.is(themeFor({ LANG: "C.UTF-8" }, {}).ascii, false);
  assert.ok(themeFor({ TERM: "linux" }, {}).ascii);
  assert.ok(themeFor({ LANG: "de_DE.ISO-8859-1" }, {}).ascii);
  assert.ok(themeFor({ LANG: "C.UTF-8", LC_ALL: "C" }, {}).ascii);
});

test("no theme needs a background of its own: foregrounds of the 16 colours, weight, inverse", () => {
  for (const name of themeNames) {
    const view = browser(shape, { columns: 140, rows: 40 }, { name, ascii: false });
    view.keys("1", "j", "j", "c");
    assert.not.match(view.render().join(""), /\u001b\[(?:\d+;)*(?:38|48|4[0-7]|10[0-7])(?:;\d+)*m/, name);
  }
});

test.run();
