import { execFileSync } from "node:child_process";
import { join } from "node:path";

export const typescript = {
  name: "typescript",
  says: "TypeScript",
  reads: ["evaluator", "test", "tsconfig.json"],
  makes: ["build/evaluator"],
  async run(root) {
    try {
      execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", root], { cwd: root, encoding: "utf8" });
    } catch (cause) {
      throw new Error(`tsc\n${cause.stdout}`);
    }
  },
};
