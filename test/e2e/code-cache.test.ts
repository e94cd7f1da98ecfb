// The command starts from V8's code cache where it fits, and without it where it does not.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Script } from "node:vm";
import { projectFolder } from "../../evaluator/paths.js";

const bundle = join(projectFolder, "dist/cli.cjs");
const loader = join(projectFolder, "bin/cached.js");
const { cacheOf, compile } = createRequire(import.meta.url)(loader) as { cacheOf: (file: string) => string; compile: (file: string) => Script };

/** A copy of the bundle and its cache inside the project, where it finds the package's version. */
const withCopy = (use: (copy: string) => void): void => {
  mkdirSync(join(projectFolder, "build"), { recursive: true });
  const folder = mkdtempSync(join(projectFolder, "build/code-cache-"));
  const copy = join(folder, "cli.cjs");
  copyFileSync(bundle, copy);
  copyFileSync(cacheOf(bundle), cacheOf(copy));
  try {
    use(copy);
  } finally {
    rmSync(folder, { recursive: true });
  }
};
const versionOf = (file: string): string => {
  const start = join(dirname(file), "start.cjs");
  writeFileSync(start, `require(${JSON.stringify(loader)}).run(${JSON.stringify(file)});\n`);
  return execFileSync(process.execPath, [start, "--version"], { encoding: "utf8" }).trim();
};

test("this Node takes the cache that the build made", () => {
  assert.is(compile(bundle).cachedDataRejected, false);
});

test("a bundle of the same length that is another one does not get it", () => withCopy((copy) => {
  const text = readFileSync(copy, "latin1");
  writeFileSync(copy, text.replace(/^\/\/./, text.startsWith("//0") ? "//1" : "//0"), "latin1");
  assert.is(compile(copy).cachedDataRejected, undefined);
  assert.match(versionOf(copy), /^\d+\.\d+\.\d+/);
}));

test("a cache that is cut off is refused, and the command runs", () => withCopy((copy) => {
  truncateSync(cacheOf(copy), 5000);
  assert.is(compile(copy).cachedDataRejected, true);
  assert.match(versionOf(copy), /^\d+\.\d+\.\d+/);
}));

test("without a cache the command runs", () => withCopy((copy) => {
  rmSync(cacheOf(copy));
  assert.match(versionOf(copy), /^\d+\.\d+\.\d+/);
}));

test.run();
