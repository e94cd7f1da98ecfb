import { test } from "uvu";
import * as assert from "uvu/assert";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { projectFolder } from "../evaluator/paths.js";

const helper = pathToFileURL(join(projectFolder, "build/test/temporary.js")).href;
const making = (then: string): { readonly folder: string; readonly status: number | null } => {
  const { stdout, status } = spawnSync(process.execPath, ["--input-type=module", "-e", `
    import { mkdirSync, writeFileSync } from "node:fs";
    import { temporaryFolder } from ${JSON.stringify(helper)};
    const folder = temporaryFolder("helper");
    mkdirSync(folder + "/in");
    writeFileSync(folder + "/in/file", "");
    console.log(folder);
    ${then}
  `], { encoding: "utf8" });
  return { folder: stdout.trim(), status };
};

test("a temporary folder goes with the process, however that ends by itself", () => {
  for (const [then, code] of [["", 0], ["process.exit(3)", 3], ["throw new Error('broken')", 1]] as const) {
    const { folder, status } = making(then);
    assert.is(status, code);
    assert.match(folder, /zmaudit-helper-/);
    assert.not.ok(existsSync(folder), then);
  }
});

test("no test makes temporary folders in another way", () => {
  const files = readdirSync(join(projectFolder, "test"), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:ts|mjs)$/.test(name) && !/^temporary\./.test(name) && !name.startsWith("bench"));
  assert.ok(files.length > 50);
  // The cache of compiled code is looked for beside the program.
  const own = files.filter((name) => /mkdtemp/.test(readFileSync(join(projectFolder, "test", name), "utf8")));
  assert.equal(own, ["e2e/code-cache.test.ts"]);
});

test.run();
