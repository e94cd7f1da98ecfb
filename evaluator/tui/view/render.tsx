import { EventEmitter } from "node:events";
import { render } from "ink";
import type { Theme } from "../theme.js";
import { App } from "./app.js";
import { frameCells } from "./cells.js";
import type { Frame } from "./frame.js";

/** What Ink takes for stdout: it hands over whole frames as text, and never touches the terminal. */
export interface FrameSink {
  readonly columns: number;
  readonly rows: number;
  /** Takes the next frame and how to put back what its cells stand for. */
  take(frame: string): void;
}

export interface Renderer {
  draw(frame: Frame): void;
  close(): void;
}

/** Ink for laying out only: in its debug mode every render is one write of the whole frame, also where CI is set. */
export const startRenderer = (sink: FrameSink, theme: Theme, onRender?: (milliseconds: number) => void, onError?: (error: unknown) => void): Renderer => {
  let cells = frameCells(theme.ascii);
  const stdout = Object.assign(new EventEmitter(), {
    isTTY: true, write: (text: string): boolean => {
      // An empty frame, a newline or cursor codes: Ink's own beginning and end.
      if (text !== "" && text !== "\n" && !text.startsWith("\u001b[?")) sink.take(cells.decode(text));
      return true;
    },
  });
  Object.defineProperties(stdout, { columns: { get: () => sink.columns }, rows: { get: () => sink.rows } });
  const stdin = Object.assign(new EventEmitter(), { isTTY: false, setRawMode: () => undefined, setEncoding: () => undefined, ref: () => undefined, unref: () => undefined, read: () => null });
  let instance: ReturnType<typeof render> | undefined;
  const element = (frame: Frame): React.ReactElement => <App frame={frame} theme={theme} cells={cells} />;
  return {
    draw: (frame) => {
      const started = performance.now();
      cells = frameCells(theme.ascii);
      if (instance) instance.rerender(element(frame));
      else {
        // Ink asks for Node's streams; ours have what it uses of them.
        instance = render(element(frame), { stdout: stdout as unknown as NodeJS.WriteStream, stdin: stdin as unknown as NodeJS.ReadStream, debug: true, patchConsole: false, exitOnCtrlC: false });
        instance.waitUntilExit().catch((error: unknown) => onError?.(error));
      }
      onRender?.(performance.now() - started);
    },
    close: () => instance?.unmount(),
  };
};
