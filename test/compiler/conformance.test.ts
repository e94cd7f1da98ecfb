import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import * as assert from "uvu/assert";
import { test } from "uvu";
import { projectFolder } from "../../evaluator/paths.js";
import { casesFolder, listCaseFiles } from "./conformance-cases.js";
import type { Outcome } from "./conformance-run.js";

// OPA's own cases (v1/test/cases/testdata/v1 in its Go module), compiled and judged as an audit would: compiler.ts builds them,
// wasm.ts runs them, built-ins that the WebAssembly lacks are forwarded.

const known = JSON.parse(readFileSync(join(projectFolder, "test/compiler/conformance-known.json"), "utf8")) as Readonly<Record<string, string>>;

const inWorker = (folder: string, files: readonly string[]): Promise<readonly Outcome[]> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./conformance-worker.js", import.meta.url), { workerData: { folder, files } });
    worker.once("message", (outcomes: readonly Outcome[]) => {
      resolve(outcomes);
      void worker.terminate();
    });
    worker.once("error", reject);
  });

const place = casesFolder();

if ("missing" in place) {
  console.log(`SKIPPED ${place.missing}`);
  test.skip("OPA's own cases agree", () => undefined);
} else {
  test("OPA's own cases agree, or are refused with a reason", async () => {
    const files = listCaseFiles(place.folder);
    const halves = [0, 1].map((half) => files.filter((_, i) => i % 2 === half));
    const outcomes = (await Promise.all(halves.map((half) => inWorker(place.folder, half)))).flat();
    const of = (kind: Outcome["kind"]): readonly Outcome[] => outcomes.filter((one) => one.kind === kind);
    const [agreeing, refused, differing] = [of("agrees"), of("refused"), of("differs")];
    const runnable = outcomes.length - refused.length;
    console.log(`conformance: ${outcomes.length} cases, ${runnable} runnable, ${agreeing.length} agree, ${refused.length} refused at compile time, ${differing.length} differ`);
    if (process.env["ZMAUDIT_CONFORMANCE"] !== undefined) console.log(JSON.stringify([...differing, ...refused], null, 1));
    assert.ok(outcomes.length > 2000, "all cases were found");
    // A built-in that is denied, or mocked although it is; or a question for all of data, which has the question itself in it.
    const reasons = /undefined function|with keyword target must reference|is recursive/;
    assert.equal(refused.filter(({ reason }) => !reasons.test(reason)), [], "each refusal says what is not there");
    assert.equal(differing.filter(({ id }) => known[id] === undefined), [], "cases that differ and are not listed");
    const listed = new Set(differing.map(({ id }) => id));
    assert.equal(Object.keys(known).filter((id) => !listed.has(id)), [], "listed cases that agree now: take them off the list");
  });
}

test.run();
