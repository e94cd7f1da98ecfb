import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { instead } from "./instead.mjs";

const without = (root, pattern) => instead(pattern, join(root, "scripts/build/nothing.mjs"));

const shared = (root) => ({
  // React's development half and Ink's link to its tools stay out.
  define: { "process.env.NODE_ENV": '"production"', "process.env.DEV": '"false"' }, alias: { "react-devtools-core": join(root, "scripts/build/nothing.mjs") },
  outdir: join(root, "dist"), bundle: true, platform: "node", target: "node20", minify: true, legalComments: "none", logLevel: "error",
});

/** One file for the command and one for its worker: importing modules one by one would cost most of a cold start. */
export const bundle = {
  name: "bundle",
  says: "the command as one file",
  reads: ["evaluator", "schemas"],
  makes: ["dist/cli.cjs", "dist/worker.cjs", "dist/browse.js", "dist/browse-view.js"],
  async run(root) {
    const command = join(root, "dist/cli.cjs");
    // CommonJS, since V8's code cache takes no modules and a worker starts sooner without their loader.
    const common = { ...shared(root), format: "cjs", outExtension: { ".js": ".cjs" } };
    const url = { banner: { js: 'const zmauditUrl = require("node:url").pathToFileURL(__filename).href;' }, define: { ...common.define, "import.meta.url": "zmauditUrl" } };
    await build({
      ...common, ...url, entryPoints: { cli: join(root, "build/evaluator/cli/main.js") },
      // Only commander asks for it, to run subcommands that are programs of their own.
      plugins: [without(root, /^node:child_process$/)],
    });
    await build({
      ...common, ...url, entryPoints: { worker: join(root, "build/evaluator/policy/worker.js") },
      // The SDK's own built-ins: ours take their place.
      plugins: [without(root, /^\.\/builtins\/index$/)],
    });
    await build({
      ...shared(root), format: "esm",
      // The browser and what Ink draws are files of their own: no other command reads them.
      entryPoints: { browse: join(root, "build/evaluator/tui/index.js"), "browse-view": join(root, "build/evaluator/tui/view/render.js") },
      // Packages written as CommonJS ask for Node's modules by require().
      banner: { js: 'import { createRequire as zmauditRequire } from "node:module"; const require = zmauditRequire(import.meta.url);' },
    });
    // The function that bin/cached.js calls.
    const text = `(function (exports, require, module, __filename, __dirname, zmauditImport) {${readFileSync(command, "utf8")}\n})\n`;
    rmSync(`${command}.cache`, { force: true });
    writeFileSync(command, `//${createHash("sha256").update(text).digest("hex")}\n${text}`);
  },
};
