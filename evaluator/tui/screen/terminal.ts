import { writeSync } from "node:fs";
import { keepSettings } from "./settings.js";
import { decoder, type Input } from "../keys/decode.js";
import { leaveCodes, Screen } from "./screen.js";

export interface TerminalOptions {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly environment: NodeJS.ProcessEnv;
  readonly mouse: boolean;
  /** All that one read brought: the answer to it is drawn once. */
  readonly onInputs: (inputs: readonly Input[]) => void;
  readonly onResize: () => void;
  /** The terminal went away. */
  readonly onEnd: () => void;
}

export interface Terminal {
  readonly screen: Screen;
  enter(): void;
  leave(): void;
  /**
   * Hands the terminal over and takes it back. `run` is told when the browser has to end meanwhile: the reason is the
   * signal.
   */
  outside<T>(run: (ending: AbortSignal) => Promise<T>): Promise<T>;
  suspend(): boolean;
}

const mouseOn = "\u001b[?1000h\u001b[?1006h";

/** On a slow line the bytes of one key come apart: a lone ESC is waited with longer there. */
const escapeDelayOf = (environment: NodeJS.ProcessEnv): number => {
  const own = Number(environment["ZMAUDIT_ESCAPE_DELAY"]);
  if (Number.isFinite(own) && own > 0) return Math.min(own, 2_000);
  return environment["SSH_CONNECTION"] || environment["SSH_TTY"] ? 100 : 50;
};

/** Takes the terminal over and gives it back, whatever way the program ends. */
export const openTerminal = (
  { stdin, stdout, environment, mouse, onInputs, onResize, onEnd }: TerminalOptions,
): Terminal => {
  const screen = new Screen(stdout);
  let active = false;
  let left = false;
  /** Another program has the terminal. */
  let handedOver: AbortController | undefined;
  let batch: Input[] | undefined;
  const emit = (input: Input): void => {
    if (batch) batch.push(input);
    else onInputs([input]);
  };
  const keys = decoder(emit, { escapeDelay: escapeDelayOf(environment), timers: {
    set: (run, milliseconds) => setTimeout(run, milliseconds), clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
  } });
  const onData = (chunk: string): void => {
    batch = [];
    keys.feed(chunk);
    const inputs = batch;
    batch = undefined;
    if (inputs.length > 0) onInputs(inputs);
  };
  const resized = (): void => {
    if (screen.measure()) onResize();
  };

  const raw = (on: boolean): void => {
    try {
      stdin.setRawMode?.(on);
    } catch {
      // The terminal is gone already: there is no mode to set.
    }
  };
  const writeLeaveCodes = (): void => {
    try {
      writeSync(1, leaveCodes);
    } catch {
      stdout.write(leaveCodes);
    }
  };
  /** Synchronous: after it the process may end at any moment. */
  const restore = (): void => {
    if (!active) return;
    active = false;
    screen.leave();
    raw(false);
    writeLeaveCodes();
  };
  /** Ends by the signal itself, so that the parent sees what happened. */
  const endBy = (signal: NodeJS.Signals): void => {
    // Ink listens as well: while anybody does, the signal ends nothing, and with nothing left to do Node ends with 0.
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    // The terminal is the other program's: that one ends first. It answers ^C itself.
    if (handedOver) {
      if (signal !== "SIGINT") handedOver.abort(signal);
      return;
    }
    restore();
    endBy(signal);
  };
  const signals: readonly NodeJS.Signals[] = ["SIGTERM", "SIGHUP", "SIGINT"];

  const enter = (): void => {
    if (active || left) return;
    active = true;
    raw(true);
    stdin.setEncoding("utf8");
    stdin.on("data", onData);
    stdin.resume();
    screen.measure();
    screen.enter(mouse ? mouseOn : "");
  };
  const release = (): void => {
    stdin.off("data", onData);
    stdin.pause();
    keys.end();
    restore();
  };

  for (const signal of signals) process.on(signal, onSignal);
  process.on("exit", restore);
  stdout.on("resize", resized);
  stdin.on("end", onEnd);
  stdin.on("error", onEnd);
  stdout.on("error", onEnd);

  return {
    screen, enter,
    leave: () => {
      left = true;
      handedOver?.abort("SIGTERM");
      release();
      for (const signal of signals) process.removeListener(signal, onSignal);
      process.removeListener("exit", restore);
      stdout.off("resize", resized);
    },
    outside: async (run) => {
      release();
      const ending = new AbortController();
      handedOver = ending;
      const putBack = keepSettings();
      try {
        return await run(ending.signal);
      } finally {
        handedOver = undefined;
        // A program that was killed leaves the terminal as it had it.
        putBack();
        if (ending.signal.aborted) writeLeaveCodes();
        if (ending.signal.aborted && !left) endBy(ending.signal.reason as NodeJS.Signals);
        else enter();
      }
    },
    suspend: () => {
      if (process.platform === "win32") return false;
      release();
      const resume = (): void => {
        clearTimeout(fallback);
        process.removeListener("SIGCONT", resume);
        enter();
        if (screen.measure()) onResize();
      };
      process.on("SIGCONT", resume);
      // Without a shell that controls jobs nothing stops and nothing continues us: come back by ourselves.
      const fallback = setTimeout(resume, 400);
      process.kill(0, "SIGTSTP");
      return true;
    },
  };
};
