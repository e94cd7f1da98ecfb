import { join } from "node:path";
import { build } from "esbuild";

/** One file for the command and one for its worker: importing modules one by one would cost most of a cold start. */
export const bundle = {
  name: "bundle",
  says: "the command as one file",
  reads: ["evaluator", "schemas"],
  makes: ["dist/cli.js", "dist/worker.js"],
  async run(root) {
    await build({
      entryPoints: { cli: join(root, "build/evaluator/cli/main.js"), worker: join(root, "build/evaluator/policy/worker.js") },
      outdir: join(root, "dist"), bundle: true, format: "esm", platform: "node", target: "node20", minify: true, legalComments: "none", logLevel: "error",
      // Packages written as CommonJS ask for Node's modules by require().
      banner: { js: 'import { createRequire as zmauditRequire } from "node:module"; const require = zmauditRequire(import.meta.url);' },
    });
  },
};
