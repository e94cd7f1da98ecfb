import { test } from "uvu";
import * as assert from "uvu/assert";
import { readParserFiles, runParser, toPlain } from "./docstring-examples.js";

const files = readParserFiles();

test("every parser shows a sample and what it becomes", () => {
  const without = files.flatMap(({ file, parsers, examples }) =>
    parsers.filter((name) => !examples.some((example) => example.name === name)).map((name) => `${file}: ${name}`));
  assert.equal(without, []);
  assert.ok(files.flatMap(({ examples }) => examples).length > 0);
});

for (const { file, examples } of files) {
  for (const { name, input, outcome, expected } of examples) {
    test(`${file}: the sample of ${name} becomes what its docstring says`, async () => {
      const parsed = toPlain(await runParser(file, name, input)) as { outcome: string; value?: unknown; reason?: string };
      assert.is(parsed.outcome, outcome, parsed.reason);
      assert.equal(outcome === "error" ? parsed.reason : parsed.value, expected);
    });
  }
}

test.run();
