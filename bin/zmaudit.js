#!/usr/bin/env node
// The command's front door: the bundle in dist/ is made by the build, and a checkout without it says how to get it.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const bundle = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
if (existsSync(bundle)) {
  await import("../dist/cli.js");
} else {
  process.stderr.write("zmaudit is not built yet. Run: npm run build (in the zmaudit folder; it needs Node 20 and Go 1.26 or newer)\n");
  process.exitCode = 3;
}
