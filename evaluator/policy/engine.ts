import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { distFile } from "../paths.js";
import type { CompileRequest } from "./compiler.js";
import { leastMaximum, pageBytes, pagesNeeded } from "./memory.js";
import type { Ask, Input, PolicyEntry, Tell } from "./worker.js";

/** Bounds of one judgement. Times in milliseconds, memory in bytes of the policy's own memory. */
export interface EngineLimits {
  readonly controlTime: number;
  readonly compileTime: number;
  readonly memory: number;
}
export const engineLimits: EngineLimits = { controlTime: 20_000, compileTime: 60_000, memory: 2 * 1024 * 1024 * 1024 - 65536 };

/** What a control's two entry points gave, or why they gave nothing. */
export type Judgement =
  | { readonly id: string; readonly outcome: "judged"; readonly subjects: readonly unknown[]; readonly results: readonly unknown[] }
  | { readonly id: string; readonly outcome: "broken"; readonly reason: string };

export interface PolicySource {
  readonly name: string;
  /** The compiled policy, or the file that holds it. */
  readonly wasm: Uint8Array | string;
  readonly controls: readonly PolicyEntry[];
}

export interface Engine {
  /**
   * Lets the worker compile a policy while its caller does something else; whatever is asked next waits for it. Not `whole`
   * where few of its controls will be judged: those then compile what they call.
   */
  warm(policy: Pick<PolicySource, "name" | "wasm">, whole?: boolean): void;
  compile<T>(call: "check" | "build" | "annotations" | "evaluate" | "test", request: CompileRequest): Promise<T>;
  judge(policies: readonly PolicySource[], facts: Uint8Array, onJudged?: (judgement: Judgement) => void): Promise<readonly Judgement[]>;
  close(): Promise<void>;
}

const workerFile = (): string | URL => {
  const bundled = distFile("worker.cjs");
  return import.meta.url.includes("/dist/") && existsSync(bundled) ? bundled : new URL("./worker.js", import.meta.url);
};

/** Milliseconds of one turn of the event loop that answers may take. */
const longestTurn = 16;

/** Thrown where the worker could not do what was asked: the caller says what that means for its user. */
export class EngineFailure extends Error {}

/**
 * Starts the worker at once, so that it is ready by the time the snapshot is open. It is started again after a control that
 * never ended, at the next control.
 */
export const startEngine = (limits: Partial<EngineLimits> = {}): Engine => {
  const bounds = { ...engineLimits, ...limits };
  /** Workers that ended by themselves, whenever that was: what is asked of one is not waited for. */
  const dead = new WeakSet<Worker>();
  const spawn = (): Worker => {
    const worker = new Worker(workerFile(), { stdout: false, stderr: false, resourceLimits: { maxOldGenerationSizeMb: 1024 } });
    const onEnd = (): void => void dead.add(worker);
    // Between two questions nobody else listens, and an error that nobody takes would end the program.
    worker.on("error", onEnd).on("exit", onEnd);
    worker.unref();
    return worker;
  };
  let worker = spawn();
  /** What the running worker has loaded already. */
  let loaded = new Map<string, Uint8Array | string>();

  /** Posts one message and hands every answer to `take` until it says that the exchange is over. */
  const exchange = (ask: Ask, take: (tell: Tell) => boolean, time: number): Promise<"over" | "timeout" | "died"> =>
    new Promise((resolve) => {
      const current = worker;
      let timer: NodeJS.Timeout | undefined;
      const finish = (how: "over" | "timeout" | "died"): void => {
        clearTimeout(timer);
        current.off("message", onMessage).off("error", onDeath).off("exit", onDeath);
        current.unref();
        resolve(how);
      };
      // Answers that wait are otherwise all taken in one turn of the event loop, and keys and timers wait as long.
      const queue: Tell[] = [];
      let began: number | undefined;
      let over = false;
      const drain = (longest: number): boolean => {
        if (over) return true;
        for (let tell = queue[0]; tell && !over; tell = queue[0]) {
          if (began === undefined) {
            began = performance.now();
            setImmediate(() => {
              began = undefined;
              drain(longestTurn);
            });
          } else if (performance.now() - began > longest) return false;
          queue.shift();
          over = take(tell);
        }
        if (over) finish("over");
        return over;
      };
      const onMessage = (tell: Tell): void => {
        timer?.refresh();
        queue.push(tell);
        drain(longestTurn);
      };
      /** What it said before its end counts. */
      const end = (how: "timeout" | "died"): void => {
        if (!over && !drain(Infinity)) finish(how);
      };
      const onDeath = (): void => end("died");
      current.on("message", onMessage).on("error", onDeath).on("exit", onDeath);
      if (dead.has(current)) return finish("died");
      current.ref();
      timer = setTimeout(() => end("timeout"), time);
      current.postMessage(ask);
    });

  const restart = async (): Promise<void> => {
    await worker.terminate();
    worker = spawn();
    loaded = new Map();
  };

  const revive = async (): Promise<void> => {
    if (dead.has(worker)) await restart();
  };

  const simple = async (ask: Ask, what: string, time: number): Promise<unknown> => {
    let answer: Tell | undefined;
    const how = await exchange(ask, (tell) => ((answer = tell), true), time);
    if (how !== "over" || !answer || answer.kind === "failed") {
      await restart();
      throw new EngineFailure(how === "timeout" ? `${what} took longer than ${time / 1000} s` : answer?.kind === "failed" ? `${what} failed: ${answer.reason}` : `${what} ended the worker (out of memory?)`);
    }
    return answer.kind === "done" ? answer.value : undefined;
  };

  const load = async (policy: Pick<PolicySource, "name" | "wasm">, whole = true): Promise<void> => {
    await revive();
    if (loaded.get(policy.name) === policy.wasm) return;
    await simple({ kind: "load", policy: policy.name, wasm: policy.wasm, whole }, `loading the policies (${policy.name})`, bounds.compileTime);
    loaded.set(policy.name, policy.wasm);
  };

  let warming: Promise<void> = Promise.resolve();

  const inputOf = (facts: Uint8Array): Input => {
    const maximumPages = Math.floor(Math.min(bounds.memory, Math.max(leastMaximum, facts.byteLength * 64)) / pageBytes);
    if (pagesNeeded(facts.byteLength) > maximumPages) {
      throw new EngineFailure(`the facts (${facts.byteLength} bytes) need more memory than the limit of ${bounds.memory} bytes allows`);
    }
    return { bytes: facts, maximumPages };
  };

  const judgePolicy = async (policy: PolicySource, facts: Uint8Array, take: (judgement: Judgement) => void): Promise<void> => {
    let left = policy.controls;
    while (left.length > 0) {
      await load(policy);
      const at = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
      const done = new Set<string>();
      let failure = "";
      const how = await exchange({ kind: "judge", policy: policy.name, input: inputOf(facts), controls: left, at }, (tell) => {
        if (tell.kind === "judged") {
          done.add(tell.id);
          take({ id: tell.id, outcome: "judged", subjects: setOf(tell.subject), results: setOf(tell.result) });
        } else if (tell.kind === "broken") {
          done.add(tell.id);
          take({ id: tell.id, outcome: "broken", reason: tell.reason });
        } else if (tell.kind === "failed") failure = tell.reason;
        return tell.kind === "end" || tell.kind === "failed";
      }, bounds.controlTime);
      if (how === "over" && failure === "") return;
      const current = left[Atomics.load(at, 0)]?.id ?? "";
      if (!done.has(current)) take({ id: current, outcome: "broken", reason: how === "timeout" ? `took longer than ${bounds.controlTime / 1000} s` : failure || "ended the worker (out of memory?)" });
      done.add(current);
      left = left.filter(({ id }) => !done.has(id));
      await restart();
    }
  };

  return {
    // What goes wrong here goes wrong again when the policy is used, and is told then.
    warm: (policy, whole) => {
      warming = warming.then(() => load(policy, whole)).catch(() => undefined);
    },
    compile: async <T>(call: "check" | "build" | "annotations" | "evaluate" | "test", request: CompileRequest): Promise<T> => {
      await warming;
      await revive();
      return (await simple({ kind: "compile", call, request }, call === "build" ? "compiling the policy" : "checking the policy", bounds.compileTime)) as T;
    },
    judge: async (policies, facts, onJudged) => {
      await warming;
      const shared = new Uint8Array(new SharedArrayBuffer(facts.byteLength));
      shared.set(facts);
      const judgements: Judgement[] = [];
      for (const policy of policies) {
        await judgePolicy(policy, shared, (judgement) => {
          judgements.push(judgement);
          onJudged?.(judgement);
        });
      }
      return judgements;
    },
    close: async () => {
      await worker.terminate();
    },
  };
};

/** An entry point's answer is a list of result sets; ours have one, whose value is a set, dumped unsorted. */
export const setOf = (json: string): readonly unknown[] => {
  const value = (JSON.parse(json) as { result?: unknown }[])[0]?.result;
  return Array.isArray(value) ? value : [];
};
