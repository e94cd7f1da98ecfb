// Runs every compiled test file in a process of its own and ends with the plain line "N passed, N failed".
// uvu passes silently when a file forgets test.run() or nothing matches: a file that reports no test is a failure here.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const filter = process.argv[2] ?? "";
const jobs = Number(process.env.ZMAUDIT_TEST_JOBS ?? 2);

const run = (command, args) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    child.stdout.on("data", (chunk) => (text += chunk));
    child.stderr.on("data", (chunk) => (text += chunk));
    child.on("close", (code, signal) => resolve({ code: code ?? `signal ${signal}`, text }));
  });

const find = (dir) =>
  readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? find(join(dir, entry.name)) : /\.test\.tsx?$/.test(entry.name) ? [join(dir, entry.name)] : []);

const built = await run(process.execPath, ["scripts/build.mjs"]);
if (built.code !== 0) {
  process.stdout.write(built.text + "\nThe build failed, so no test ran.\n0 passed, 1 failed\n");
  process.exit(1);
}

const files = find(join(root, "test")).map((file) => relative(root, file)).sort().filter((file) => file.includes(filter));
let passed = 0;
let failed = 0;
let skipped = 0;
const complain = (file, text) => {
  failed++;
  console.log(`\nFAIL ${file}\n${text}`);
};

const queue = [...files];
const worker = async () => {
  for (let file = queue.shift(); file; file = queue.shift()) {
    const source = readFileSync(join(root, file), "utf8");
    if (!/\.run\(\);?\s*$/.test(source)) {
      complain(file, "does not end with .run(), so uvu would run nothing of it");
      continue;
    }
    const started = Date.now();
    const { code, text } = await run(process.execPath, ["--enable-source-maps", join("build", file.replace(/\.tsx?$/, ".js"))]);
    const count = (name) => Number(new RegExp(`^\\s*${name}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? 0);
    const total = count("Total");
    passed += count("Passed");
    skipped += count("Skipped");
    for (const line of text.split("\n")) if (/^(SKIPPED |conformance:)/.test(line)) console.log(`${file}: ${line}`);
    // Where a tool or a right is missing, a whole file may be skipped; it has to say so.
    const skippedWhole = code === 0 && total === 0 && count("Skipped") > 0 && /^SKIPPED /m.test(text);
    if (skippedWhole) console.log(`skipped ${file} (${count("Skipped")})`);
    else if (code !== 0 || total === 0 || total !== count("Passed")) {
      failed += Math.max(0, total - count("Passed") - 1);
      complain(file, total === 0 && code === 0 ? `ran no test\n${text}` : text);
    } else console.log(`ok ${file} (${total}, ${((Date.now() - started) / 1000).toFixed(1)} s)`);
  }
};
await Promise.all(Array.from({ length: jobs }, worker));
if (files.length === 0) complain("test/", filter ? `no test file matches "${filter}"` : "there is no test file");

console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
process.exit(failed ? 1 : 0);
