// Runs a bundle with what V8 compiled of it when it was built: compiling it anew is a fifth of a cold audit.
const { existsSync, readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname } = require("node:path");
const vm = require("node:vm");

const digestLength = 64;

/** Where a bundle's code cache is: the digest that stands in the bundle's first line, a line break, V8's bytes. */
const cacheOf = (file) => `${file}.cache`;

const readCache = (file, source) => {
  if (!existsSync(cacheOf(file))) return undefined;
  const cache = readFileSync(cacheOf(file));
  // V8 itself compares only its version, its flags and the length of the source.
  const digest = cache.latin1Slice(0, digestLength);
  return source.startsWith(`//${digest}\n`) ? cache.subarray(digestLength + 1) : undefined;
};

/** The bundle as a script that V8 has compiled, or has taken from its cache. */
const compile = (file) => {
  // The bundle is ASCII: esbuild escapes everything else.
  const source = readFileSync(file, "latin1");
  const cachedData = readCache(file, source);
  return new vm.Script(source, { filename: file, cachedData });
};

/** Runs the bundle, a function of what a CommonJS module has and of import(), which a script has not; gives its script. */
const run = (file) => {
  const script = compile(file);
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file), (url) => import(url));
  return script;
};

module.exports = { cacheOf, compile, run };
