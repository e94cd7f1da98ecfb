import { test } from "uvu";
import * as assert from "uvu/assert";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../evaluator/paths.js";

test("the generated pages are what their sources say", () => {
  const { status, stdout } = spawnSync(process.execPath, ["scripts/docs.mjs", "--check"], { cwd: projectFolder, encoding: "utf8" });
  assert.is(status, 0, stdout);
});

test("links between pages lead somewhere", () => {
  const pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...readdirSync(join(projectFolder, "docs")).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`)];
  for (const page of pages) {
    const text = readFileSync(join(projectFolder, page), "utf8");
    for (const [, link] of text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
      if (link === undefined || /^[a-z]+:/.test(link)) continue;
      assert.not.throws(() => readdirSync(join(projectFolder, page, "..", link, "..")), `${page} links to ${link}`);
      assert.ok(readdirSync(join(projectFolder, page, "..", link, "..")).includes(link.split("/").filter((part) => part !== "").at(-1) ?? ""), `${page} links to ${link}, which does not exist`);
    }
  }
});

test.run();
