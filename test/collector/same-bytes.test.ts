import { test } from "uvu";
import * as assert from "uvu/assert";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { anyShell, collect, hasTool, makeFolder, makeRoot, normalise, outputOf, partOf, readOnlyFile, runCollector, script, shells } from "./collect.js";

const root = makeRoot();
const reference = collect([], { root, shell: anyShell });

test("the document is valid, every digest is right, and every source of the table has a record", () => {
  assert.is(reference.complete, true);
  for (const record of reference.parts) if (record.stdout) outputOf(record);
  const table = readFileSync(script, "utf8").split("<<'TABLE'\n")[1]?.split("\nTABLE\n")[0]?.split("\n") ?? [];
  const asked = [...new Set(table.map((row) => row.split("|")[0] ?? ""))];
  assert.ok(asked.length > 55);
  for (const id of asked) assert.ok(reference.parts.some((record) => record.id === id) || reference.meant?.[id]?.length === 0, id);
});

for (const shell of shells.slice(1)) {
  const [name = ""] = shell;
  if (!hasTool(name)) console.log(`SKIPPED ${name} is not installed`);
  (hasTool(name) ? test : test.skip)(`the same bytes under ${shell.join(" ")}`, () => {
    const document = collect([], { root, shell });
    const { run: _one, ...expected } = reference;
    const { run: _two, ...actual } = document;
    assert.equal(normalise(actual), normalise(expected));
  });
}

let underAwk: ReturnType<typeof collect> | undefined;
for (const awk of ["mawk", "gawk", "busybox awk"]) {
  const [name = ""] = awk.split(" ");
  if (!hasTool(name)) console.log(`SKIPPED ${name} is not installed`);
  (hasTool(name) ? test : test.skip)(`the same bytes with ${awk}`, () => {
    const path = join(root, "usr/bin/awk");
    const { run: _one, ...expected } = underAwk ??= collect(["--anonymise"], { root });
    writeFileSync(path, `#!/bin/sh\nexec /usr/bin/${awk} "$@"\n`, { mode: 0o755 });
    const { run: _two, ...actual } = collect(["--anonymise"], { root });
    rmSync(path);
    assert.equal(normalise(actual), normalise(expected));
  });
}

test("one file is left, readable by its owner only, and a second run in the same second gets a name of its own", () => {
  const output = makeFolder();
  const run = runCollector(["--output", output, "--only", "os.release"], { root });
  assert.is(run.status, 0, run.stderr);
  const { name, document } = readOnlyFile(output);
  assert.match(run.stderr, `wrote ${output}/${name}`);
  assert.match(run.stderr, /sha256 [0-9a-f]{64}/);
  assert.is(partOf(document, "os.release", "os-release").file?.path, "/etc/os-release");
  assert.is(partOf(document, "zm.global").state, "skipped");
});

test("through a pipe, as ssh runs it, nothing of the script's file is known", () => {
  const document = collect(["--only", "os.release"], { root, shell: anyShell, input: readFileSync(script, "utf8") });
  assert.is(document.collector?.sha256, "");
  assert.is(partOf(document, "os.release").state, "ok");
});

test("a copy that was cut short runs nothing", () => {
  const text = readFileSync(script, "utf8");
  const output = makeFolder();
  for (const share of [0.3, 0.6, 0.9, 0.999]) runCollector(["--output", output], { root, input: text.slice(0, Math.floor(text.length * share)) });
  const run = runCollector(["--output", output], { root, input: text.slice(0, -'main "$@" </dev/null\n'.length) });
  assert.is(run.stdout, "");
  assert.throws(() => readOnlyFile(output), /not \[\]/);
});

test.run();
