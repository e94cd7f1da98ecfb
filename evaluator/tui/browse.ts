import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import type { Input } from "./keys/decode.js";
import { withAsciiLabels, type Keymap } from "./keys/bindings.js";
import type { Report } from "../types/report.js";
import { copyText } from "./clipboard.js";
import { distFile } from "../paths.js";
import { shownReport, writeExport } from "./export.js";
import { openLink, showOutside } from "./outside.js";
import { paced, type FillWith, type Pace } from "./pace.js";
import { scan } from "./scan.js";
import { captureConsole } from "./screen/capture-console.js";
import { openTerminal, type Terminal } from "./screen/terminal.js";
import { prepareWords } from "./state/haystack.js";
import { toModel } from "./state/model.js";
import { reduce, type Action } from "./state/reduce.js";
import { initialState, type Effect, type Filling, type State } from "./state/state.js";
import { paintLine, type Theme } from "./theme.js";
import { buildFrame, skeleton } from "./view/build.js";
import type { Renderer, startRenderer } from "./view/render.js";
import type { World } from "./world.js";

/** What is looked at: the report, and what its texts are taken from. */
export type Loaded = { readonly report: Report } & Omit<World, "model">;

export type Fill = FillWith<Loaded>;

export interface BrowseOptions {
  /** Opens and judges; tells how far it is. */
  readonly load: (tell: (text: string) => void, fill: Fill) => Promise<Loaded>;
  readonly theme: Theme;
  readonly keymap: Keymap;
  readonly mouse: boolean;
  readonly environment: NodeJS.ProcessEnv;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Where what libraries printed goes at the end. */
  readonly complain: (line: string) => void;
}

export interface Browsed {
  /** Undefined where the user left before there was one. */
  readonly report: Report | undefined;
  /** The table was asked for: what was shown last, narrowed as it was. */
  readonly print: boolean;
  readonly shown: Report | undefined;
  /** How far it was where the user left before all was judged; `report` then has what was. */
  readonly left?: Filling;
}

/** The bundle keeps Ink in a file of its own, so that the first lines are on the screen before it is read. */
const loadRenderer = async (): Promise<typeof startRenderer> => {
  const bundled = import.meta.url.includes("/dist/");
  const path =
    bundled ? pathToFileURL(distFile("browse-view.js")).href : new URL("./view/render.js", import.meta.url).href;
  return ((await import(path)) as { startRenderer: typeof startRenderer }).startRenderer;
};

const shortest = 1000 / 60;
interface Trace {
  readonly renders: number[];
}

class Ended extends Error {}

/** Runs the browser until the user leaves it. Whatever goes wrong, the terminal is given back first. */
export const browse = async (options: BrowseOptions): Promise<Browsed> => {
  const { theme, environment, stdin, stdout } = options;
  const trace: Trace | undefined = environment["ZMAUDIT_TRACE"] ? { renders: [] } : undefined;
  let renderer: Renderer | undefined;
  let state: State;
  let lastDraw = -Infinity;
  let pending: NodeJS.Timeout | undefined;
  let lastPress = { at: 0, row: -1, column: -1 };
  let over = false;
  let batching = false;
  let dirty = false;
  let finish: (print: boolean) => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const done = new Promise<boolean>((fulfil, reject) => {
    finish = fulfil;
    fail = reject;
  });
  // Someone listens in any case: an early failure must not count as unhandled.
  done.catch(() => undefined);

  /** A failure anywhere ends the program, with the terminal restored, as a defect. */
  const guarded = <A extends readonly unknown[]>(run: (...args: A) => void) => (...args: A): void => {
    try {
      run(...args);
    } catch (error) {
      fail(error);
    }
  };

  const drawSkeleton = (): void =>
    terminal.screen.write(skeleton(state).head.map((one) => paintLine(one, state.size.columns, theme)));
  const draw = guarded((): void => {
    pending = undefined;
    dirty = false;
    lastDraw = performance.now();
    if (over) return;
    if (!renderer) return drawSkeleton();
    const frame = buildFrame(state, trace !== undefined);
    terminal.screen.place(frame.cursor);
    renderer.draw(frame);
  });
  const schedule = (): void => {
    dirty = true;
    if (pending || over || batching) return;
    const wait = lastDraw + shortest - performance.now();
    if (wait <= 0) draw();
    else pending = setTimeout(draw, wait);
  };

  const dispatch = (action: Action): void => {
    const [next, effects = []] = reduce(state, action);
    const changed = next !== state;
    state = next;
    for (const effect of effects) run(effect);
    if (changed) schedule();
  };

  const copy = (text: string, what: string): void => {
    copyText(text, what, environment, (sequence) => stdout.write(sequence))
      .then(({ says, sure }) => dispatch({ type: "said", text: says, tone: sure ? "good" : "quiet" })).catch(fail);
  };
  /** Another program has the terminal for a while. */
  const handOver = (program: (ending: AbortSignal) => Promise<string>): void => {
    terminal.outside(program).then((problem) => {
      const { columns, rows } = terminal.screen;
      if (terminal.screen.measure() || columns !== state.size.columns || rows !== state.size.rows) {
        dispatch({ type: "resize", size: { columns: terminal.screen.columns, rows: terminal.screen.rows } });
      }
      if (problem !== "") dispatch({ type: "said", text: problem, tone: "bad" });
      draw();
    }).catch(fail);
  };

  const run = (effect: Effect): void => {
    if (effect.kind === "quit") finish(effect.print === true);
    else if (effect.kind === "redraw") terminal.screen.invalidate();
    else if (effect.kind === "suspend") {
      if (!terminal.suspend()) dispatch({ type: "said", text: "this system cannot suspend a program", tone: "doubt" });
    } else if (effect.kind === "copy") {
      copy(effect.text, effect.what);
    } else if (effect.kind === "link") {
      const opening = openLink(effect.url, environment);
      if (opening) handOver(opening);
      else copy(effect.url, "link");
    } else if (effect.kind === "outside") {
      const { with: program, name, text, line } = effect;
      handOver((ending) => showOutside(program, name, text, line, environment, ending));
    } else if (effect.kind === "export") writeExport(state, effect).then(dispatch).catch(fail);
    else if (effect.kind === "scan" && state.world) {
      scan(state.world.model.findings, effect.where, () => !over && state.filter.where === effect.where, guarded((
        at: number, hits: ReadonlySet<number>, note?: string,
      ) => {
        dispatch({ type: "scanned", where: effect.where, done: at, hits });
        if (note !== undefined) dispatch({ type: "said", text: note, tone: "doubt" });
      }));
    }
  };

  const take = (input: Input): void => {
    if (input.kind === "key") return dispatch({ type: "key", name: input.name });
    if (input.kind === "paste") return dispatch({ type: "paste", text: input.text });
    const now = performance.now();
    const again = input.action === "press" && now - lastPress.at < 400 && lastPress.row === input.row
      && Math.abs(lastPress.column - input.column) < 2;
    if (input.action === "press") lastPress = { at: now, row: input.row, column: input.column };
    dispatch({ type: "mouse", action: input.action, column: input.column, row: input.row, again });
  };

  const pace: Pace<Loaded> = paced(guarded((done: number, all: number, soFar: () => Loaded): void => {
    if (over) return;
    const loaded = soFar();
    dispatch({ type: "loaded", world: { ...loaded, model: toModel(loaded.report) }, filling: { done, all } });
  }));

  const terminal: Terminal = openTerminal({
    stdin, stdout, environment, mouse: options.mouse, onEnd: () => finish(false),
    onInputs: guarded((inputs: readonly Input[]) => {
      // All keys of one read change the state before anything is drawn.
      batching = true;
      inputs.forEach((input) => !over && take(input));
      batching = false;
      if (dirty) schedule();
    }),
    onResize: guarded(() =>
      dispatch({ type: "resize", size: { columns: terminal.screen.columns, rows: terminal.screen.rows } })),
  });
  state = initialState({ columns: terminal.screen.columns, rows: terminal.screen.rows }, theme.ascii
    ? withAsciiLabels(options.keymap)
    : options.keymap);
  const capture = captureConsole((line) => !over && dispatch({ type: "said", text: line, tone: "doubt" }));
  const onDefect = (error: unknown): void => fail(error);
  process.on("uncaughtException", onDefect);
  process.on("unhandledRejection", onDefect);

  try {
    terminal.enter();
    drawSkeleton();
    const loading = options.load((text) => dispatch({ type: "phase", phase: { kind: "opening", text } }), pace.fill);
    loading.catch(fail);
    const start = await Promise.race([loadRenderer(), done.then(() => Promise.reject(new Ended()))]);
    renderer = start({
      get columns() { return terminal.screen.columns; }, get rows() { return terminal.screen.rows; },
      take: (frame) => terminal.screen.write(frame),
    }, theme, (milliseconds) => trace?.renders.push(milliseconds), fail);
    const loaded = await Promise.race([loading, done.then(() => Promise.reject(new Ended()))]);
    pace.end();
    const model = toModel(loaded.report);
    dispatch({ type: "loaded", world: { ...loaded, model } });
    setImmediate(() => prepareWords(model, () => !over));
    const print = await done;
    return { report: loaded.report, print, shown: shownReport(state) };
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    const { world, filling: left } = state;
    if (!world || !left) return { report: undefined, print: false, shown: undefined };
    return { report: world.model.report, print: await done, shown: shownReport(state), left };
  } finally {
    over = true;
    clearTimeout(pending);
    pace.end();
    terminal.leave();
    process.off("uncaughtException", onDefect);
    process.off("unhandledRejection", onDefect);
    renderer?.close();
    for (const line of capture.release()) options.complain(line);
    const file = environment["ZMAUDIT_TRACE"];
    if (trace && file && file !== "1") await writeFile(file, JSON.stringify({
      renders: trace.renders, painted: terminal.screen.painted, bytes: terminal.screen.bytes, keys: state.keys,
      heap: process.memoryUsage(),
    })).catch(() => undefined);
  }
};
