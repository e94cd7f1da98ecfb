import { join } from "node:path";
import { build } from "esbuild";

/** One file for the command and one for its worker: importing modules one by one would cost most of a cold start. */
export const bundle = {
  name: "bundle",
  says: "the command as one file",
  reads: ["evaluator", "schemas"],
  makes: ["dist/cli.js", "dist/worker.js", "dist/browse.js", "dist/browse-view.js"],
  async run(root) {
    await build({
      entryPoints: {
        cli: join(root, "build/evaluator/cli/main.js"), worker: join(root, "build/evaluator/policy/worker.js"),
        // The browser and what Ink draws are files of their own: no other command reads them.
        browse: join(root, "build/evaluator/tui/index.js"), "browse-view": join(root, "build/evaluator/tui/view/render.js"),
      },
      // React's development half and Ink's link to its tools stay out.
      define: { "process.env.NODE_ENV": '"production"', "process.env.DEV": '"false"' }, alias: { "react-devtools-core": join(root, "scripts/build/nothing.mjs") },
      outdir: join(root, "dist"), bundle: true, format: "esm", platform: "node", target: "node20", minify: true, legalComments: "none", logLevel: "error",
      // Packages written as CommonJS ask for Node's modules by require().
      banner: { js: 'import { createRequire as zmauditRequire } from "node:module"; const require = zmauditRequire(import.meta.url);' },
    });
  },
};
