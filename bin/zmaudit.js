#!/usr/bin/env node
// The command's front door: the bundle in dist/ is made by the build, and a checkout without it says how to get it.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const bundle = join(__dirname, "../dist/cli.cjs");
if (existsSync(bundle)) {
  require("./cached.js").run(bundle);
} else {
  process.stderr.write("zmaudit is not built yet. Run: npm run build (in the zmaudit folder; it needs Node 20 and Go 1.26 or newer)\n");
  process.exitCode = 3;
}
