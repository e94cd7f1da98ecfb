// The worker that judges. It holds everything that a policy can break: a control that throws, loops or bombs takes down this
// thread and nothing else.
import { readFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { compilerDied, loadCompiler, type CompileRequest, type Compiler } from "./compiler.js";
import { pagesFor } from "./memory.js";
import { forwardedBuiltins, instantiate, type PolicyModule } from "./wasm.js";

/** What the engine asks of the worker. */
export type Ask =
  | { readonly kind: "load"; readonly policy: string; readonly wasm: Uint8Array | string }
  | { readonly kind: "input"; readonly bytes: Uint8Array; readonly maximumPages: number }
  | { readonly kind: "judge"; readonly policy: string; readonly controls: readonly { readonly id: string; readonly entrypoint: string }[] }
  | { readonly kind: "compile"; readonly call: "check" | "build" | "annotations" | "evaluate" | "test"; readonly request: CompileRequest };

/** What it answers: one message a control, so that verdicts already given survive the worker. */
export type Tell =
  | { readonly kind: "begin"; readonly id: string }
  | { readonly kind: "judged"; readonly id: string; readonly subject: string; readonly result: string }
  | { readonly kind: "broken"; readonly id: string; readonly reason: string }
  | { readonly kind: "end" }
  | { readonly kind: "done"; readonly value?: unknown }
  | { readonly kind: "failed"; readonly reason: string };

const port = parentPort;
if (!port) throw new Error("evaluator/policy/worker.js is a worker's file");
const tell = (message: Tell): void => port.postMessage(message);

const modules = new Map<string, { module: WebAssembly.Module; needsCompiler: boolean }>();
const ready = new Map<string, PolicyModule>();
let input: { bytes: Uint8Array; maximumPages: number } | undefined;
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

const instanceOf = (policy: string): PolicyModule => {
  const known = ready.get(policy);
  if (known) return known;
  const loaded = modules.get(policy);
  if (!loaded) throw new Error(`policy ${policy} was not loaded`);
  const bytes = input?.bytes ?? new Uint8Array();
  const maximum = input?.maximumPages ?? pagesFor(0);
  const fresh = instantiate(loaded.module, { initial: pagesFor(bytes.byteLength), maximum }, forward);
  fresh.setInput(bytes);
  ready.set(policy, fresh);
  return fresh;
};

const reasonOf = (cause: unknown): string => {
  const text = cause instanceof Error ? cause.message : String(cause);
  if (/unreachable|opa_malloc|out of memory|grow/i.test(text)) return `ran out of memory or hit a defect in its compiled form (${text})`;
  return /call stack/i.test(text) ? "nests too deeply" : text;
};

const judge = async (policy: string, controls: readonly { id: string; entrypoint: string }[]): Promise<void> => {
  for (const { id, entrypoint } of controls) {
    tell({ kind: "begin", id });
    try {
      if (modules.get(policy)?.needsCompiler) compiler ??= await loadCompiler();
      const instance = instanceOf(policy);
      tell({ kind: "judged", id, subject: instance.evaluate(`${entrypoint}/subject`), result: instance.evaluate(`${entrypoint}/result`) });
    } catch (cause) {
      // A trap leaves the module's own state torn, so the next control gets a new instance.
      ready.delete(policy);
      tell({ kind: "broken", id, reason: reasonOf(cause) });
    }
  }
  tell({ kind: "end" });
};

const serve = async (ask: Ask): Promise<void> => {
  switch (ask.kind) {
    case "load": {
      const bytes = typeof ask.wasm === "string" ? readFileSync(ask.wasm) : ask.wasm;
      const module = await WebAssembly.compile(bytes);
      const needsCompiler = forwardedBuiltins(module).length > 0;
      if (needsCompiler) compiler ??= await loadCompiler();
      modules.set(ask.policy, { module, needsCompiler });
      ready.delete(ask.policy);
      return tell({ kind: "done" });
    }
    case "input":
      input = { bytes: ask.bytes, maximumPages: ask.maximumPages };
      ready.clear();
      return tell({ kind: "done" });
    case "judge":
      return judge(ask.policy, ask.controls);
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
