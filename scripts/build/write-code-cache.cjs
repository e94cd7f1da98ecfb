// Runs the command as it is called and writes at its end what V8 has compiled of it.
const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { cacheOf, run } = require("../../bin/cached.js");

const bundle = join(__dirname, "../../dist/cli.cjs");
const script = run(bundle);
process.on("exit", () => {
  const digest = readFileSync(bundle, "latin1").slice(2, 66);
  writeFileSync(cacheOf(bundle), Buffer.concat([Buffer.from(`${digest}\n`), script.createCachedData()]));
});
