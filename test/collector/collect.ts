// Runs the real collector, on a copy of the made-up root in fixtures/root or on the machine itself.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { validateSnapshot } from "#validators";
import type { Snapshot } from "../../evaluator/types/snapshot.js";
import { temporaryFolder } from "../temporary.js";

export type Record = Snapshot["parts"][number];

const find = (name: string): string => {
  for (let dir = dirname(fileURLToPath(import.meta.url)); dir !== "/"; dir = dirname(dir)) if (existsSync(join(dir, "package.json"))) return join(dir, name);
  throw new Error("no package.json above the test");
};
export const script = find("collector/collect.sh");
export const project = dirname(find("package.json"));
const fixtures = find("test/collector/fixtures/root");

export const hasTool = (name: string): boolean =>
  spawnSync("sh", ["-c", `PATH=$PATH:/usr/sbin:/sbin; command -v ${name}`]).status === 0;
export const isRoot = process.getuid?.() === 0;

export const shells: readonly (readonly string[])[] = [["dash"], ["bash", "--posix"], ["busybox", "ash"], ["mksh"]];

/** The shell of tests that are not about shells: dash where it is there, else the one that every Unix has. */
export const anyShell: readonly string[] = [hasTool("dash") ? "dash" : "sh"];

const made: string[] = [];
process.on("exit", () => made.forEach((dir) => rmSync(dir, { recursive: true, force: true })));

export const makeFolder = (): string => {
  const dir = temporaryFolder("collect");
  made.push(dir);
  return dir;
};

/** A copy of the made-up root that the script accepts: owned by us, closed to others, with the marker file. */
export const makeRoot = (from: string | undefined = fixtures): string => {
  const root = makeFolder();
  if (from !== undefined) cpSync(from, root, { recursive: true });
  writeFileSync(join(root, "zmaudit-test-root"), "");
  chmodSync(root, 0o700);
  return root;
};

export interface Run { readonly status: number | null; readonly stdout: string; readonly stderr: string }

export interface RunOptions { readonly root?: string; readonly shell?: readonly string[]; readonly cwd?: string; readonly input?: string; readonly env?: NodeJS.ProcessEnv; readonly script?: string }

export const environment = (root: string | undefined): NodeJS.ProcessEnv => ({ PATH: process.env["PATH"], HOME: process.env["HOME"], ...(root ? { ZMAUDIT_ROOT: root } : {}) });

export const runCollector = (args: readonly string[], { root, shell = anyShell, cwd, input, env, script: path = script }: RunOptions = {}): Run => {
  const [command = "sh", ...words] = shell;
  const { status, stdout, stderr } = spawnSync(command, [...words, ...(input === undefined ? [path] : ["-s", "--"]), ...args], {
    env: { ...environment(root), ...env }, encoding: "utf8", maxBuffer: 1 << 30, ...(cwd === undefined ? {} : { cwd }), ...(input === undefined ? {} : { input }),
  });
  return { status, stdout, stderr };
};

export const startCollector = (args: readonly string[], root: string | undefined, shell: readonly string[] = anyShell) => {
  const [command = "sh", ...words] = shell;
  return spawn(command, [...words, script, ...args], { env: environment(root), stdio: ["ignore", "pipe", "pipe"] });
};

export const parseDocument = (bytes: Buffer | string): Snapshot => {
  const document: unknown = JSON.parse(bytes.toString());
  if (!validateSnapshot(document)) throw new Error(`not a snapshot: ${JSON.stringify(validateSnapshot.errors?.slice(0, 3))}`);
  return document;
};

/** The one file a run leaves in its folder. */
export const readOnlyFile = (dir: string): { readonly name: string; readonly document: Snapshot } => {
  const names = readdirSync(dir);
  const [name = ""] = names;
  if (names.length !== 1 || !/^zmaudit-.+-\d{8}T\d{6}Z\.json\.gz$/.test(name)) throw new Error(`one file was expected, not ${JSON.stringify(names)}`);
  if ((statSync(join(dir, name)).mode & 0o777) !== 0o600) throw new Error("the file can be read by others");
  return { name, document: parseDocument(gunzipSync(readFileSync(join(dir, name)))) };
};

export const collect = (args: readonly string[], options: RunOptions = {}): Snapshot & { readonly run: Run } => {
  const run = runCollector(["--output", "-", "--anyway", ...args], options);
  try {
    return { ...parseDocument(run.stdout), run };
  } catch (cause) {
    throw new Error(`${run.stderr}\n${String(cause)}`);
  }
};

export const partOf = ({ parts }: Snapshot, id: string, part?: string): Record => {
  const found = parts.find((record) => record.id === id && (part === undefined || record.part === part));
  if (!found) throw new Error(`no record of ${id}@${part ?? ""}`);
  return found;
};

const bytesIn = (output: Record["stdout"]): Buffer => {
  if (!output) return Buffer.alloc(0);
  if ("text" in output && typeof output.text === "string") return Buffer.from(output.text);
  return "base64" in output && typeof output.base64 === "string" ? Buffer.from(output.base64, "base64") : Buffer.alloc(0);
};

/** What a part printed; its digest and its size must be the recorded ones. */
export const outputOf = (record: Record): Buffer => {
  const bytes = bytesIn(record.stdout);
  if (record.sha256 !== createHash("sha256").update(bytes).digest("hex")) throw new Error(`${record.id}@${record.part}: the digest is not that of the output`);
  if (record.out_bytes !== bytes.length) throw new Error(`${record.id}@${record.part}: ${bytes.length} bytes, not ${record.out_bytes}`);
  return bytes;
};

export const textOf = (document: Snapshot, id: string, part?: string): string => outputOf(partOf(document, id, part)).toString("utf8");
export const errorsOf = (record: Record): string => bytesIn(record.stderr).toString("utf8");

/** Without what no two runs share: times, durations, and the shell's own path. */
export const normalise = (document: Snapshot): unknown => ({
  ...document, started_at: "", ended_at: "", collector: { ...document.collector, shell: "" },
  parts: document.parts.map(({ ms: _ms, started: _started, ...record }) => record),
});

/** A table for --extra whose commands are scripts in root: name, body, and the row's limits. */
export const makeExtra = (root: string, rows: readonly { readonly name: string; readonly body: string; readonly seconds?: number; readonly bytes?: string; readonly ok?: string }[]): string => {
  for (const { name, body } of rows) writeFileSync(join(root, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  const table = join(root, "extra.table");
  writeFileSync(table, rows.map(({ name, seconds = 10, bytes = "64k", ok = "0" }) => `extra.${name}|out|any|${seconds}|${bytes}|text|${ok}|cmd|/${name}|test\n`).join(""), { mode: 0o600 });
  return table;
};
