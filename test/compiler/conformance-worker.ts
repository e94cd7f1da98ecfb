import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { projectFolder } from "../../evaluator/paths.js";
import { loadCompiler } from "../../evaluator/policy/compiler.js";
import { readCases } from "./conformance-cases.js";
import { runCase, type Outcome } from "./conformance-run.js";

const { folder, files } = workerData as { folder: string; files: readonly string[] };
const capabilities = JSON.parse(readFileSync(join(projectFolder, "policies/capabilities.json"), "utf8")) as unknown;
const compiler = await loadCompiler();
const outcomes: Outcome[] = [];
for (const file of files) for (const one of readCases(folder, file)) outcomes.push(await runCase(compiler, capabilities, one));
parentPort?.postMessage(outcomes);
