// The page's description of zm.log against the collector and the parsers.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../evaluator/paths.js";
import { parseLoginLog } from "../evaluator/sources/login-log.js";
import { parsePreauthDays } from "../evaluator/sources/preauth-days.js";
import { collect, isRoot, makeRoot, textOf } from "./collector/collect.js";

const page = readFileSync(join(projectFolder, "docs/collecting.md"), "utf8");
const script = readFileSync(join(projectFolder, "collector/collect.sh"), "utf8");
const samples = page.split("\n").filter((line) => /^ {4}\d{4}-/.test(line)).map((line) => line.slice(4));
const [raw = "", taken = "", ...days] = samples;

if (!isRoot) console.log("SKIPPED the collector's own line of the page's log: only root reads the log");
(isRoot ? test : test.skip)("the collector makes the page's line of the page's log", () => {
  const root = makeRoot();
  writeFileSync(join(root, "opt/zimbra/log/audit.log"), `${raw}\n2026-07-31 08:01:03,001 INFO  [main] [] soap - started\n`);
  assert.is(textOf(collect(["--only", "zm.log"], { root }), "zm.log", "audit"), `${taken}\n`);
});

test("the parsers read the page's lines, and the log itself as the same log-in", () => {
  const read = (line: string) => {
    const parsed = parseLoginLog(`${line}\n`);
    return parsed.outcome === "ok" ? parsed.value.map(({ line: _, ...login }) => login) : parsed.outcome;
  };
  assert.equal(read(raw), read(taken));
  assert.equal(read(taken), [{ time: 1785484862, ok: true, command: "Auth", ip: "10.1.2.5", oip: "198.51.100.9", protocol: "soap" }]);
  const counted = parsePreauthDays(`${days.join("\n")}\n`);
  assert.equal(counted.outcome === "ok" && counted.value.map(({ requests }) => requests), [0, 12]);
});

test("its limits and its list of commands are the collector's", () => {
  for (const name of ["audit", "mailbox"]) assert.ok(script.includes(`tail -c ${16 * 1024 * 1024} "$R/opt/zimbra/log/${name}.log"`), name);
  assert.ok(script.includes("| tail -n 500\n") && script.includes(`tail -c ${256 * 1024 * 1024} "$R$x_path"`));
  const commands = /'cmd=\(([A-Za-z|]+)\)'/.exec(script)?.[1]?.split("|") ?? [];
  assert.ok(commands.length > 4);
  const described = /In audit\.log (.*) are log-ins/s.exec(page)?.[1] ?? "";
  assert.equal([...described.matchAll(/`(\w+)`/g)].map(([, command]) => command), commands);
});

test.run();
