// npm run bench: speed as ratios of one run, since machines differ. Each line says the bar and whether it holds; a bar that is
// missed is printed, not hidden, and ends with exit 1.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const built = (path) => import(new URL(`../../build/evaluator/${path}`, import.meta.url).href);
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
let missed = 0;
const bar = (name, value, limit, unit = "×") => {
  const holds = value <= limit;
  if (!holds) missed++;
  console.log(`${holds ? "holds " : "MISSED"} ${name}: ${value.toFixed(2)}${unit} (bar ${limit}${unit})`);
};

const wall = (command, args) => {
  const started = performance.now();
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ["ignore", "ignore", "ignore"] });
  if (error || status === null || status > 2) throw new Error(`${command} ${args.join(" ")} ended with ${status ?? error}`);
  return performance.now() - started;
};

const coldStart = () => {
  const [bare, spine, whole] = [[], [], []];
  const audit = ["bin/zmaudit.js", "audit", "snapshots/default-install/snapshot.json.gz", "--format", "json"];
  for (let i = 0; i < 11; i++) {
    bare.push(wall(process.execPath, ["-e", "0"]));
    spine.push(wall(process.execPath, [...audit, "--only", "2.1,8.1,12.1,15.1,19.1,26.1,27.1,28.3,33.1,36.1"]));
    whole.push(wall(process.execPath, audit));
  }
  bar("cold audit with the first ten controls against node -e 0", median(spine) / median(bare), 3);
  bar("cold audit with all controls against node -e 0", median(whole) / median(bare), 4);
};

/** OPA's own command, built natively from the same module; kept in build/, since that takes minutes. */
const nativeOpa = () => {
  const target = join(root, "build/opa");
  const folder = mkdtempSync(join(tmpdir(), "zmaudit-opa-"));
  try {
    cpSync(join(root, "compiler/go.mod"), join(folder, "go.mod"));
    cpSync(join(root, "compiler/go.sum"), join(folder, "go.sum"));
    writeFileSync(join(folder, "main.go"), 'package main\n\nimport (\n\t"os"\n\n\t"github.com/open-policy-agent/opa/cmd"\n)\n\nfunc main() {\n\tif err := cmd.RootCommand.Execute(); err != nil {\n\t\tos.Exit(1)\n\t}\n}\n');
    execFileSync("go", ["build", "-mod=mod", "-o", target, "."], { cwd: folder, stdio: "inherit", env: { ...process.env, GOTOOLCHAIN: "local" } });
  } finally {
    rmSync(folder, { recursive: true });
  }
  return target;
};

/** Facts of about so many bytes: one deployment with many servers and classes of service. */
const manyFacts = async (bytes, parameters) => {
  const leaf = (value, from = "server") => ({ value, from, ev: 0 });
  const servers = {};
  const cos = {};
  for (let i = 0; i * 700 < bytes; i++) {
    servers[`mbx${i}.example.com`] = { services: leaf(["mailbox", "mta", "stats"]), attrs: { zimbraMailKeepOutWebCrawlers: leaf(i % 7 !== 0), zimbraReverseProxyStrictServerNameEnabled: leaf(true), zimbraMtaMyNetworks: leaf(["127.0.0.0/8", "[::1]/128", `10.0.${i % 256}.1/32`]) } };
    cos[`class ${i}`] = { id: leaf(`id-${i}`, "cos"), used: leaf(i % 3 !== 0, "cos"), accounts: leaf(i, "cos"), domains: leaf([], "cos"), attrs: { zimbraPrefShortEmailAddress: leaf(i % 5 === 0, "cos"), zimbraProxyAllowedDomains: leaf(i % 11 === 0 ? ["*.example.org"] : [], "cos") } };
  }
  return { now: leaf(1785760000, "command"), collections: { servers: leaf(true), cos: leaf(true), hosts: leaf(true), domains: leaf(true) }, servers, cos, hosts: {}, domains: {}, global: { attrs: {} }, parameters };
};

const againstOpa = async () => {
  const { startEngine } = await built("policy/engine.js");
  const { builtinPolicy } = await built("policy/builtin.js");
  const { readPolicyFolder } = await built("policy/folder.js");
  const policy = builtinPolicy();
  const controls = policy.controls.filter(({ id }) => ["15.1", "33.1"].includes(id));
  const folder = await readPolicyFolder(join(root, "policies"), "policies");
  const parameters = Object.fromEntries(controls.map((control) => [control.id, Object.fromEntries(Object.entries(control.parameters).map(([name, { default: value }]) => [name, value]))]));
  const facts = new TextEncoder().encode(JSON.stringify(await manyFacts(10_000_000, parameters)));
  const work = mkdtempSync(join(tmpdir(), "zmaudit-bench-"));
  try {
    writeFileSync(join(work, "input.json"), facts);
    const modules = Object.entries(folder.modules).filter(([file]) => file.startsWith("lib/") || controls.some((control) => control.file === file));
    modules.forEach(([, text], i) => writeFileSync(join(work, `m${i}.rego`), text));
    const opa = nativeOpa();
    const query = controls.map(({ package: name }) => `data.${name}.result`).join("; ");
    const theirs = [];
    const ours = [];
    let theirText = "";
    let judged = [];
    for (let i = 0; i < 3; i++) {
      let started = performance.now();
      theirText = execFileSync(opa, ["eval", "--input", join(work, "input.json"), ...modules.flatMap((_, k) => ["--data", join(work, `m${k}.rego`)]), "--format", "json", query], { maxBuffer: 1 << 30, encoding: "utf8" });
      theirs.push(performance.now() - started);
      started = performance.now();
      const engine = startEngine();
      judged = await engine.judge([{ name: policy.name, wasm: policy.wasm, controls: controls.map(({ id, entrypoint }) => ({ id, entrypoint })) }], facts);
      await engine.close();
      ours.push(performance.now() - started);
    }
    const canonical = (list) => JSON.stringify(list.map(({ rule: _, ...one }) => `${one.subject}\t${one.status}\t${one.message}`).sort());
    const expressions = JSON.parse(theirText).result[0].expressions;
    for (const [i, control] of controls.entries()) {
      const mine = judged.find(({ id }) => id === control.id);
      if (mine?.outcome !== "judged" || canonical(mine.results) !== canonical(expressions[i].value)) throw new Error(`${control.id}: the verdicts differ from OPA's`);
    }
    console.log(`${(facts.byteLength / 1e6).toFixed(1)} MB of facts, ${controls.length} controls, equal verdicts: ours ${median(ours).toFixed(0)} ms, opa eval ${median(theirs).toFixed(0)} ms`);
    bar("judging 10 MB of facts against opa eval", median(ours) / median(theirs), 1);
    bar("memory of this process after it", process.resourceUsage().maxRSS / 1024, 350, " MB");
  } finally {
    rmSync(work, { recursive: true });
  }
};

coldStart();
await againstOpa();
const { run } = await import("./tui.mjs");
for (const { name, value, limit, unit, ok, skipped } of await run()) {
  if (ok === false) missed++;
  console.log(skipped ? `SKIPPED ${name}: ${skipped}` : `${ok ? "holds " : "MISSED"} ${name}: ${value} ${unit} (bar ${limit})`);
}
process.exit(missed > 0 ? 1 : 0);
