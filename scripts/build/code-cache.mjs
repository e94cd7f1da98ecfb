import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** What V8 compiled of the command during an audit, kept for the next: see bin/cached.js. */
export const codeCache = {
  name: "code-cache",
  says: "the command's code cache",
  reads: ["bin", "dist/cli.cjs", "dist/worker.cjs", "dist/policies.json", "dist/gates.json", "scripts/build/write-code-cache.cjs", "snapshots/default-install/snapshot.json.gz"],
  makes: ["dist/cli.cjs.cache"],
  run(root) {
    const { status, stderr } = spawnSync(process.execPath, [
      join(root, "scripts/build/write-code-cache.cjs"), "audit", join(root, "snapshots/default-install/snapshot.json.gz"), "--format", "json",
    ], { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
    if (status === null || status > 2) throw new Error(stderr);
  },
};
