// Runs the command as it is called and writes at its end what V8 has compiled of it.
const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { setFlagsFromString } = require("node:v8");
const { cacheOf, run } = require("../../bin/cached.js");

const bundle = join(__dirname, "../../dist/cli.cjs");
const script = run(bundle);
process.on("exit", () => {
  // A cache is taken only by a V8 with the flags it was made with, and the worker changes this one after the command has started.
  setFlagsFromString("--wasm-num-compilation-tasks=128");
  const digest = readFileSync(bundle, "latin1").slice(2, 66);
  writeFileSync(cacheOf(bundle), Buffer.concat([Buffer.from(`${digest}\n`), script.createCachedData()]));
});
