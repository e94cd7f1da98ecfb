// The worker that judges. It holds everything that a policy can break: a control that throws, loops or bombs takes down this
// thread and nothing else.
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { parentPort } from "node:worker_threads";
import { compilerDied, loadCompiler, type CompileRequest, type Compiler } from "./compiler.js";
import { leastMaximum, pageBytes, pagesFor, usualInput } from "./memory.js";
import { instantiate, type PolicyModule } from "./wasm.js";

/** The facts as JSON, and how far the memory of the policy that reads them may grow. */
export interface Input {
  readonly bytes: Uint8Array;
  readonly maximumPages: number;
}

export interface PolicyEntry {
  readonly id: string;
  readonly entrypoint: string;
}

/** What the engine asks of the worker. `at` is shared: the worker keeps the number of the control there that it judges. */
export type Ask =
  | { readonly kind: "load"; readonly policy: string; readonly wasm: Uint8Array | string; readonly whole: boolean }
  | { readonly kind: "judge"; readonly policy: string; readonly input: Input; readonly controls: readonly PolicyEntry[]; readonly at: Int32Array }
  | { readonly kind: "compile"; readonly call: "check" | "build" | "annotations" | "evaluate" | "test"; readonly request: CompileRequest };

/** What it answers: one message a control, so that verdicts already given survive the worker. */
export type Tell =
  | { readonly kind: "judged"; readonly id: string; readonly subject: string; readonly result: string }
  | { readonly kind: "broken"; readonly id: string; readonly reason: string }
  | { readonly kind: "end" }
  | { readonly kind: "done"; readonly value?: unknown }
  | { readonly kind: "failed"; readonly reason: string };

const port = parentPort;
if (!port) throw new Error("evaluator/policy/worker.js is a worker's file");
const tell = (message: Tell): void => port.postMessage(message);

interface Loaded {
  readonly module: WebAssembly.Module;
  readonly needsCompiler: boolean;
  /** An instance for facts of the usual size, made while they are not there yet. */
  spare: PolicyModule | undefined;
}

const modules = new Map<string, Loaded>();
let compiler: Compiler | undefined;

const forward = (name: string, args: string): string | undefined => {
  const answer = compiler?.call(name, args);
  if (answer?.errors?.some(({ code }) => code === compilerDied)) {
    // Without an answer the rule would judge as if the built-in had none.
    compiler = undefined;
    throw new Error(`the built-in ${name} ended the policy compiler, most likely for want of memory`);
  }
  return answer && !answer.errors && answer.value !== "" ? answer.value : undefined;
};

const usualSize = { initial: pagesFor(usualInput), maximum: leastMaximum / pageBytes };

const instanceOf = (policy: string, { bytes, maximumPages }: Input): PolicyModule => {
  const loaded = modules.get(policy);
  if (!loaded) throw new Error(`policy ${policy} was not loaded`);
  const { spare } = loaded;
  loaded.spare = undefined;
  const fits = bytes.byteLength <= usualInput && maximumPages === usualSize.maximum;
  const fresh = spare && fits ? spare : instantiate(loaded.module, { initial: pagesFor(bytes.byteLength), maximum: maximumPages }, forward);
  fresh.setInput(bytes);
  return fresh;
};

const reasonOf = (cause: unknown): string => {
  const text = cause instanceof Error ? cause.message : String(cause);
  if (/unreachable|opa_malloc|out of memory|grow/i.test(text)) return `ran out of memory or hit a defect in its compiled form (${text})`;
  return /call stack/i.test(text) ? "nests too deeply" : text;
};

const judge = async ({ policy, input, controls, at }: Extract<Ask, { kind: "judge" }>): Promise<void> => {
  let instance: PolicyModule | undefined;
  for (const [i, { id, entrypoint }] of controls.entries()) {
    Atomics.store(at, 0, i);
    try {
      if (modules.get(policy)?.needsCompiler) compiler ??= await loadCompiler();
      instance ??= instanceOf(policy, input);
      tell({ kind: "judged", id, subject: instance.evaluate(`${entrypoint}/subject`), result: instance.evaluate(`${entrypoint}/result`) });
    } catch (cause) {
      // A trap leaves the module's own state torn, so the next control gets a new instance.
      instance = undefined;
      tell({ kind: "broken", id, reason: reasonOf(cause) });
    }
  }
  tell({ kind: "end" });
};

/**
 * Compiles every function at once. V8 otherwise compiles each at its first call, which is while the report waits; now the
 * snapshot is still being read.
 */
const compileWhole = async (bytes: Uint8Array): Promise<WebAssembly.Module> => {
  setFlagsFromString("--no-wasm-lazy-compilation");
  try {
    return await WebAssembly.compile(bytes);
  } finally {
    setFlagsFromString("--wasm-lazy-compilation");
  }
};

// V8 compiles with as many threads as there are cores, here and again when functions turn out to be hot: one leaves the other
// core to the thread that reads the snapshot.
setFlagsFromString("--wasm-num-compilation-tasks=1");

const serve = async (ask: Ask): Promise<void> => {
  switch (ask.kind) {
    case "load": {
      const bytes = typeof ask.wasm === "string" ? readFileSync(ask.wasm) : ask.wasm;
      const module = await (ask.whole ? compileWhole(bytes) : WebAssembly.compile(bytes));
      const spare = instantiate(module, usualSize, forward);
      const needsCompiler = spare.builtins.length > 0;
      if (needsCompiler) compiler ??= await loadCompiler();
      modules.set(ask.policy, { module, needsCompiler, spare });
      return tell({ kind: "done" });
    }
    case "judge":
      return judge(ask);
    case "compile": {
      compiler ??= await loadCompiler();
      const value = compiler[ask.call](ask.request);
      if (value.errors?.some(({ code }) => code === compilerDied)) compiler = undefined;
      return tell({ kind: "done", value });
    }
  }
};

let queue: Promise<void> = Promise.resolve();
port.on("message", (ask: Ask) => {
  queue = queue.then(() => serve(ask)).catch((cause: unknown) => tell({ kind: "failed", reason: reasonOf(cause) }));
});
