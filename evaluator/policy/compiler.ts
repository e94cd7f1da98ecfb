import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { distFile } from "../paths.js";

/** One complaint about a policy: what, where. Rows and columns count from 1. */
export interface Diagnosis {
  readonly code: string;
  readonly message: string;
  readonly file: string;
  readonly row: number;
  readonly col: number;
  readonly text: string;
}

/** A place below `input`: "*" is any key, "@" the subject's own name. `how` says in which ways the read leans on absence. */
export interface Read {
  readonly path: readonly string[];
  readonly how: readonly How[];
}
export type How = "not" | "comprehension" | "every" | "aggregate" | "get" | "default" | "else" | "whole" | "text";

/** A `result` rule: the subjects that it names itself, and whether it judges others as well. */
export interface ResultRule {
  readonly index: number;
  readonly line: number;
  readonly names: readonly string[];
  readonly members: boolean;
  readonly statuses: readonly string[];
  readonly reads: readonly Read[];
}

/** What one control reads, rule by rule (compiler/contract.go). */
export interface Contract {
  readonly package: string;
  readonly subject: readonly { readonly line: number; readonly names: readonly string[]; readonly collections: readonly (readonly string[])[]; readonly reads: readonly Read[] }[];
  readonly result: readonly ResultRule[];
  readonly problems: readonly Diagnosis[];
  /** Partial sets of the package, with the places in input that their elements are. */
  readonly sets: readonly { readonly name: string; readonly line: number; readonly elements: readonly (readonly string[])[] }[];
  readonly compares: readonly { readonly path: readonly string[]; readonly type: "string" | "number" | "boolean" }[];
}

export interface Annotation {
  readonly title?: string;
  readonly description?: string;
  readonly related_resources?: readonly { readonly ref: string; readonly description?: string }[];
  readonly custom?: Readonly<Record<string, unknown>>;
  readonly row: number;
}

export interface CompileRequest {
  /** File name to source. */
  readonly modules: Readonly<Record<string, string>>;
  readonly packages?: readonly string[];
  readonly entrypoints?: readonly string[];
  readonly schema?: unknown;
  readonly capabilities?: unknown;
  /** For evaluate: one value an input and entry point. */
  readonly inputs?: readonly unknown[];
  /** Let each `result` say which rule it came from. */
  readonly marked?: boolean;
  readonly strict?: boolean;
  readonly trace?: boolean;
}

export type Answer<T> = ({ readonly errors?: never } & T) | { readonly errors: readonly Diagnosis[] };

export interface TestOutcome {
  readonly package: string;
  readonly name: string;
  readonly fail: boolean;
  readonly skip: boolean;
  readonly output: string;
  readonly error?: string;
  readonly file?: string;
  readonly row?: number;
}

export interface Compiler {
  readonly version: string;
  check(request: CompileRequest): Answer<{ contracts: readonly Contract[] }>;
  annotations(request: CompileRequest): Answer<{ modules: readonly { file: string; package: string; row: number; annotation?: Annotation }[] }>;
  build(request: CompileRequest): Answer<{ wasm: Uint8Array }>;
  evaluate(request: CompileRequest): Answer<{ values: Readonly<Record<string, readonly unknown[]>>; traces: Readonly<Record<string, readonly string[]>> }>;
  test(request: CompileRequest): Answer<{ tests: readonly TestOutcome[] }>;
  format(name: string, source: string): Answer<{ text: string }>;
  /** OPA's built-ins by name, and why some are denied. */
  capabilities(): Answer<{ builtins: readonly string[]; denied: Readonly<Record<string, string>> }>;
  /** One pure built-in, arguments and answer as Rego text. */
  call(name: string, args: string): Answer<{ value: string }>;
}

type Raw = Readonly<Record<string, (...args: string[]) => string | Uint8Array>> & { readonly version: string };

let running: Promise<{ raw: Raw; dead: () => boolean }> | undefined;

const start = async (): Promise<{ raw: Raw; dead: () => boolean }> => {
  createRequire(import.meta.url)(distFile("wasm_exec.js"));
  const globals = globalThis as unknown as {
    Go: new () => { importObject: WebAssembly.Imports; exit: (code: number) => void; run(instance: WebAssembly.Instance): Promise<void> };
    fs: { writeSync(fd: number, bytes: Uint8Array): number };
    zmauditCompilerReady?: (raw: Raw) => void;
  };
  const go = new globals.Go();
  // Go prints what ended it, and its glue prints that to the console, which is where reports go.
  go.exit = () => undefined;
  globals.fs.writeSync = (_fd, bytes) => bytes.length;
  const { instance } = await WebAssembly.instantiate(await readFile(distFile("opa.wasm")), go.importObject);
  let exited = false;
  const raw = await new Promise<Raw>((resolve, reject) => {
    globals.zmauditCompilerReady = resolve;
    go.run(instance).then(() => {
      exited = true;
      reject(new Error("the policy compiler ended before it was ready"));
    }, reject);
  });
  return { raw, dead: () => exited };
};

/** The code of an answer that says that the module itself ended. */
export const compilerDied = "zmaudit_compiler";

const died = (cause: unknown): { errors: Diagnosis[] } => {
  running = undefined;
  const message = `the policy compiler broke down: ${cause instanceof Error ? cause.message : String(cause)}`;
  return { errors: [{ code: compilerDied, message, file: "", row: 0, col: 0, text: "" }] };
};

/**
 * OPA's own Go as a WebAssembly module, started at most once and only when asked for: `audit` with the built-in policies never
 * does. A module that died is started again by the next call of this function.
 */
export const loadCompiler = async (): Promise<Compiler> => {
  if (running && (await running).dead()) running = undefined;
  running ??= start();
  const { raw } = await running;
  const ask = <T>(name: string, ...args: string[]): Answer<T> => {
    try {
      const text = raw[name]?.(...args);
      return typeof text === "string" ? (JSON.parse(text) as Answer<T>) : died("it ended while it answered (out of memory?)");
    } catch (cause) {
      return died(cause);
    }
  };
  return {
    version: raw.version,
    check: (request) => ask("check", JSON.stringify(request)),
    annotations: (request) => ask("annotations", JSON.stringify(request)),
    evaluate: (request) => ask("evaluate", JSON.stringify(request)),
    test: (request) => ask("test", JSON.stringify(request)),
    format: (name, source) => ask("format", name, source),
    capabilities: () => ask("capabilities", "{}"),
    call: (name, args) => ask("call", name, args),
    build: (request) => {
      try {
        const wasm = raw["build"]?.(JSON.stringify(request));
        return wasm instanceof Uint8Array ? { wasm } : typeof wasm === "string" ? (JSON.parse(wasm) as { errors: Diagnosis[] }) : died("it ended while it answered (out of memory?)");
      } catch (cause) {
        return died(cause);
      }
    },
  };
};
