import { test } from "uvu";
import * as assert from "uvu/assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { projectFolder } from "../../evaluator/paths.js";

/**
 * Ways on which text gets to the terminal. Each is tried twice by the compiler: with `raw`, a string as a snapshot has
 * it, which it must refuse, and with `clean`, the same text escaped, which it must take.
 */
const ways: Readonly<Record<string, string>> = {
  "a span of a line": 'import { line } from "../../evaluator/tui/text/line.js";\nline({ text: TEXT });',
  "a span that is escaped already": 'import { shown } from "../../evaluator/tui/text/line.js";\nshown(TEXT, "bad");',
  "a cell of a table": 'import { cell } from "../../evaluator/tui/text/line.js";\ncell(TEXT, 10);',
  "a column of a list": 'import { column } from "../../evaluator/tui/text/line.js";\ncolumn(TEXT, 10);',
  "cutting to columns": 'import { fit } from "../../evaluator/text/visible.js";\nfit(TEXT, 10);',
  "measuring": 'import { width } from "../../evaluator/text/visible.js";\nwidth(TEXT);',
  "breaking into lines": 'import { wrapped } from "../../evaluator/text/visible.js";\nwrapped(TEXT, 10);',
  "joining": 'import { joined } from "../../evaluator/text/visible.js";\njoined(TEXT, clean);',
  "a line of a frame":
    'import type { Frame } from "../../evaluator/tui/view/frame.js";\n'
    + 'export const head: Frame["head"] = [{ spans: [{ text: TEXT }] }];',
  "a line of a text":
    'import { writeDoc } from "../../evaluator/tui/docs/doc.js";\nwriteDoc(80).add({ spans: [{ text: TEXT }] });',
  "the note of a text": 'import { writeDoc } from "../../evaluator/tui/docs/doc.js";\nwriteDoc(80).done(TEXT);',
  "what a list shows of a finding":
    'import type { Finding } from "../../evaluator/tui/state/model.js";\nexport const title: Finding["title"] = TEXT;',
  "the head of a group":
    'import type { ListRow } from "../../evaluator/tui/state/rows.js";\n'
    + 'export const label: Extract<ListRow, { kind: "group" }>["label"] = TEXT;',
  "the line by line mode":
    'import type { PlainOptions } from "../../evaluator/tui/plain.js";\n'
    + 'export const say = (options: PlainOptions): void => options.out(TEXT);',
  "a command's output":
    'import type { Io } from "../../evaluator/cli/io.js";\nexport const say = (io: Io): void => io.out(TEXT);',
  "a command's messages":
    'import type { Io } from "../../evaluator/cli/io.js";\nexport const say = (io: Io): void => io.err(TEXT);',
  "a command's progress":
    'import type { Io } from "../../evaluator/cli/io.js";\nexport const say = (io: Io): void => io.progress(TEXT);',
  "the report's painter": 'import { coloured } from "../../evaluator/text/style.js";\ncoloured(TEXT, "bad");',
};

/** Rows of the screen are painted lines: neither a string nor an escaped text is one. */
const painted: Readonly<Record<string, string>> = {
  "a row of the screen":
    'import type { Screen } from "../../evaluator/tui/screen/screen.js";\n'
    + 'export const put = (screen: Screen): void => screen.write([TEXT]);',
  "a row of the renderer":
    'import type { FrameSink } from "../../evaluator/tui/view/render.js";\n'
    + 'export const put = (sink: FrameSink): void => sink.take([TEXT]);',
};

const head =
  'import { visible } from "../../evaluator/text/visible.js";\n'
  + 'export const raw: string = "x" + String(Math.random());\nexport const clean = visible(raw);\n';
const paint = 'import { text as textLine } from "../../evaluator/tui/text/line.js";\n'
  + 'import { paintLine } from "../../evaluator/tui/theme.js";\n'
  + 'export const row = paintLine(textLine(raw), 80, { name: "mono", ascii: false });\n';

const folder = join(projectFolder, "test/tui");
const sources = new Map<string, string>();
const fixture = (name: string, body: string): string => {
  const path = join(folder, `fixture-${sources.size}.ts`);
  sources.set(path, `${head}${name.startsWith("a row") ? paint : ""}${body}\n`);
  return path;
};
const tries = Object.entries({ ...ways, ...painted }).map(([name, body]) => ({
  name,
  refused: ["raw", ...(Object.hasOwn(painted, name) ? ["clean"] : [])]
    .map((text) => fixture(name, body.replace("TEXT", text))),
  taken: fixture(name, body.replace("TEXT", Object.hasOwn(painted, name) ? "row" : "clean")),
}));

/** The project's own settings over files that are only in memory. */
const { config } = ts.readConfigFile(join(projectFolder, "tsconfig.json"), ts.sys.readFile) as { config: object };
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, projectFolder);
const settings: ts.CompilerOptions = { ...options, noEmit: true, incremental: false };
const host = ts.createCompilerHost(settings);
const readFromDisk = host.readFile.bind(host);
const isOnDisk = host.fileExists.bind(host);
const parseFromDisk = host.getSourceFile.bind(host);
host.readFile = (path) => sources.get(path) ?? readFromDisk(path);
host.fileExists = (path) => sources.has(path) || isOnDisk(path);
host.getSourceFile = (path, target, ...more) => {
  const text = sources.get(path);
  return text === undefined ? parseFromDisk(path, target, ...more) : ts.createSourceFile(path, text, target, true);
};
delete settings.tsBuildInfoFile;
const program = ts.createProgram([...sources.keys()], settings, host);
const problems = (path: string): readonly string[] => {
  const file = program.getSourceFile(path);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
};

for (const { name, refused, taken } of tries) {
  test(`${name}: an unescaped string does not compile, an escaped one does`, () => {
    assert.equal(problems(taken), []);
    for (const path of refused) {
      const found = problems(path);
      assert.is(found.length, 1, found.join("\n"));
      assert.match(found[0] ?? "", /not assignable to (?:parameter of )?type '(?:Visible|Painted)'/);
    }
  });
}

test("a span that is made from any string escapes it", async () => {
  const { plainText, text } = await import("../../evaluator/tui/text/line.js");
  assert.is(plainText(text("a\u001b[2Jb")), "a\\u{1b}[2Jb");
});

const sourceFiles = (at: string): readonly string[] =>
  readdirSync(join(projectFolder, at), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path)).map((path) => join(at, path)).sort();

test("only the modules that escape and paint may claim that a text is clean", () => {
  const claims =
    /\bas (?:unknown as )?(?:readonly )?(?:Visible|Painted)\b|<(?:Visible|Painted)>|Span\["text"\]|\bas any\b/;
  const claiming =
    sourceFiles("evaluator").filter((path) => claims.test(readFileSync(join(projectFolder, path), "utf8")));
  assert.equal(claiming, ["evaluator/text/style.ts", "evaluator/text/visible.ts", "evaluator/tui/theme.ts"]);
});

test("nothing else of the browser writes to the terminal", () => {
  const writes = /\b(?:stdout|output|stderr)\.write\(|writeSync\(|console\.(?:log|error|info|warn)\(/;
  const writing =
    sourceFiles("evaluator/tui").filter((path) => writes.test(readFileSync(join(projectFolder, path), "utf8")));
  // Codes on entering and leaving, painted frames, OSC 52 with base64 in it, and a prompt that is a constant.
  assert.equal(writing, [
    "evaluator/tui/browse.ts", "evaluator/tui/plain.ts", "evaluator/tui/screen/screen.ts",
    "evaluator/tui/screen/terminal.ts",
  ]);
});

test.run();
