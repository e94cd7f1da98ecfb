import * as sdk from "@open-policy-agent/opa-wasm";
import { pageBytes, pagesFor } from "./memory.js";
import { wellFormed } from "./well-formed.js";

// The package's types leave out its default export, which is where LoadedPolicy lives.
const { LoadedPolicy } = (sdk as unknown as { default: { LoadedPolicy: typeof sdk.LoadedPolicy } }).default;

/** Answers a built-in that the WebAssembly lacks: arguments and answer as Rego text, undefined where it gives none. */
export type Forward = (name: string, args: string) => string | undefined;

interface Abi {
  opa_malloc(bytes: number): number;
  opa_json_parse(address: number, bytes: number): number;
  opa_json_dump(value: number): number;
  opa_value_parse(address: number, bytes: number): number;
  opa_value_dump(value: number): number;
  opa_heap_ptr_get(): number;
  opa_heap_ptr_set(address: number): void;
  opa_eval_ctx_new(): number;
  opa_eval_ctx_set_input(context: number, value: number): void;
  opa_eval_ctx_set_data(context: number, value: number): void;
  opa_eval_ctx_set_entrypoint(context: number, entrypoint: number): void;
  opa_eval_ctx_get_result(context: number): number;
  eval(context: number): number;
  builtins(): number;
  opa_wasm_abi_minor_version: number | { value: number };
}

export interface PolicyModule {
  readonly entrypoints: Readonly<Record<string, number>>;
  /** Names of the built-ins that it asks its host for. */
  readonly builtins: readonly string[];
  /** Parses the input once; every evaluation until the next call reads it. */
  setInput(json: Uint8Array): void;
  setData(json: Uint8Array): void;
  /** The result of one entry point as JSON text. Throws when the policy aborts, traps or runs out of memory. */
  evaluate(entrypoint: string): string;
  /** The same as Rego text, where sets stay sets. */
  evaluateValue(entrypoint: string): string;
  readonly pages: () => number;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

const readText = (memory: WebAssembly.Memory, address: number): string => {
  const bytes = new Uint8Array(memory.buffer);
  return decoder.decode(bytes.subarray(address, bytes.indexOf(0, address)));
};

/**
 * One compiled policy with its memory. The SDK's LoadedPolicy keeps the ABI; the imports are ours, since the SDK's built-ins
 * lose sets and large numbers, and `sprintf` prints what sprintf-js prints, not what OPA prints.
 */
export const instantiate = (module: WebAssembly.Module, memorySize: { initial: number; maximum: number }, forward: Forward): PolicyModule => {
  const memory = new WebAssembly.Memory({ initial: Math.min(memorySize.initial, memorySize.maximum), maximum: memorySize.maximum });
  const names: (string | undefined)[] = [];
  let abi: Abi;

  const write = (bytes: Uint8Array): number => {
    const address = abi.opa_malloc(bytes.byteLength + 1);
    new Uint8Array(memory.buffer).set(bytes, address);
    return address;
  };
  const builtin = (id: number, _context: number, ...args: number[]): number => {
    const answer = forward(names[id] ?? "", `[${args.map((value) => readText(memory, abi.opa_value_dump(value))).join(",")}]`);
    if (answer === undefined) return 0;
    const bytes = encoder.encode(answer);
    const value = abi.opa_value_parse(write(bytes), bytes.byteLength);
    // 0 would be "undefined", which a rule may take for an answer.
    if (value === 0) throw new Error(`the engine could not read what ${names[id] ?? "a built-in"} answered`);
    return value;
  };
  const abort = (address: number): never => {
    throw new Error(readText(memory, address));
  };
  const instance = new WebAssembly.Instance(module, {
    env: { memory, opa_abort: abort, opa_println: () => undefined, opa_builtin0: builtin, opa_builtin1: builtin, opa_builtin2: builtin, opa_builtin3: builtin, opa_builtin4: builtin },
  });
  abi = instance.exports as unknown as Abi;
  const minor = abi.opa_wasm_abi_minor_version;
  for (const [name, id] of Object.entries(JSON.parse(readText(memory, abi.opa_json_dump(abi.builtins()))) as Record<string, number>)) names[id] = name;
  const policy = new LoadedPolicy({ instance } as never, memory as never, typeof minor === "number" ? minor : minor.value);

  let data: number = policy.dataAddr;
  let input = 0;
  let base: number = policy.dataHeapPtr as number;
  const parse = (json: Uint8Array): number => {
    const value = abi.opa_json_parse(write(json), json.byteLength);
    if (value === 0) throw new Error("the engine could not read its input as JSON");
    return value;
  };
  /** The module aborts on half of a surrogate pair, which JSON may hold: only such input pays for a second look. */
  const parseAny = (json: Uint8Array): number => {
    const start = abi.opa_heap_ptr_get();
    try {
      return parse(json);
    } catch (cause) {
      const mended = wellFormed(decoder.decode(Uint8Array.from(json)));
      if (mended === undefined) throw cause;
      abi.opa_heap_ptr_set(start);
      return parse(encoder.encode(mended));
    }
  };
  const run = (entrypoint: string): number => {
    const id = (policy.entrypoints as Record<string, number>)[entrypoint];
    if (id === undefined) throw new Error(`the compiled policy has no entry point ${entrypoint}`);
    abi.opa_heap_ptr_set(base);
    const context = abi.opa_eval_ctx_new();
    if (input !== 0) abi.opa_eval_ctx_set_input(context, input);
    abi.opa_eval_ctx_set_data(context, data);
    abi.opa_eval_ctx_set_entrypoint(context, id);
    abi.eval(context);
    return abi.opa_eval_ctx_get_result(context);
  };
  return {
    entrypoints: policy.entrypoints as Record<string, number>,
    builtins: names.filter((name) => name !== undefined),
    setData(json) {
      abi.opa_heap_ptr_set(policy.baseHeapPtr as number);
      data = parseAny(json);
      base = abi.opa_heap_ptr_get();
      input = 0;
      policy.dataHeapPtr = base;
    },
    setInput(json) {
      abi.opa_heap_ptr_set(policy.dataHeapPtr as number);
      input = parseAny(json);
      base = abi.opa_heap_ptr_get();
    },
    evaluate: (entrypoint) => readText(memory, abi.opa_json_dump(run(entrypoint))),
    evaluateValue: (entrypoint) => readText(memory, abi.opa_value_dump(run(entrypoint))),
    pages: () => memory.buffer.byteLength / pageBytes,
  };
};

/** Which built-ins of a compiled policy would have to be forwarded. */
export const forwardedBuiltins = (module: WebAssembly.Module): readonly string[] =>
  instantiate(module, { initial: pagesFor(0), maximum: pagesFor(0) }, () => undefined).builtins;
