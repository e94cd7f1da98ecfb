import { test } from "uvu";
import * as assert from "uvu/assert";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../../evaluator/paths.js";
import { command, reportFile } from "./pty.js";
import { temporaryFolder } from "../temporary.js";

/** Every script that a run of the command loaded, as V8's own coverage lists them. */
const loadedBy = (args: readonly string[], input = ""): readonly string[] => {
  const folder = temporaryFolder("loaded");
  spawnSync(process.execPath, [command, ...args], {
    cwd: projectFolder, input, env: { ...process.env, NODE_V8_COVERAGE: folder },
  });
  return readdirSync(folder).flatMap((name) => (JSON.parse(readFileSync(join(folder, name), "utf8")) as {
    result: { url: string }[];
  }).result.map(({ url }) => url)).filter((url) => /^(?:file:|\/)/.test(url));
};
const browserFiles = /browse|[/\\](?:ink|react|yoga-layout|react-reconciler)[/\\]/;

test("audit loads neither Ink nor the browser", () => {
  const [snapshot] =
    readdirSync(join(projectFolder, "snapshots")).map((name) => join("snapshots", name, "snapshot.json.gz"));
  const loaded = loadedBy(["audit", snapshot ?? "none.json", "--format", "json"]);
  assert.ok(loaded.some((url) => url.endsWith("/dist/cli.cjs")));
  assert.equal(loaded.filter((url) => browserFiles.test(url)), []);
});

test("the test would see it: browse loads the browser, and line by line it does without Ink", () => {
  const loaded = loadedBy(["browse", reportFile(), "--plain"], "quit\n");
  assert.ok(loaded.some((url) => url.endsWith("/dist/browse.js")));
  assert.not.ok(loaded.some((url) => url.endsWith("/dist/browse-view.js")));
});

test("the bundle of the other commands has nothing of React or Yoga in it", () => {
  const text = readFileSync(join(projectFolder, "dist/cli.cjs"), "utf8");
  assert.not.match(text, /yoga|react\.element|react\.transitional/i);
});

test.run();
