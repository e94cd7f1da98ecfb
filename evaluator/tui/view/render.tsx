import { EventEmitter } from "node:events";
import { render } from "ink";
import type { Painted, Theme } from "../theme.js";
import { App, shapeOf } from "./app.js";
import { composeFrame, placesIn, type Placed } from "./compose.js";
import type { Frame } from "./frame.js";

/** Where finished frames go, a line a row. */
export interface FrameSink {
  readonly columns: number;
  readonly rows: number;
  take(lines: readonly Painted[]): void;
}

export interface Renderer {
  draw(frame: Frame): void;
  close(): void;
}

/**
 * Ink for laying out only: in its debug mode every render is one write of the whole layout, also where CI is set, and
 * nothing of it reaches the terminal. It is asked again only when a size changed.
 */
export const startRenderer = (
  sink: FrameSink, theme: Theme, onRender?: (milliseconds: number) => void, onError?: (error: unknown) => void,
): Renderer => {
  let layout: readonly (readonly Placed[])[] = [];
  let drawn = "";
  const stdout = Object.assign(new EventEmitter(), {
    isTTY: true, write: (text: string): boolean => {
      // Cursor codes and a newline are Ink's own beginning and end.
      if (text !== "\n" && !text.startsWith("\u001b[?")) layout = placesIn(text);
      return true;
    },
  });
  Object.defineProperties(stdout, { columns: { get: () => sink.columns }, rows: { get: () => sink.rows } });
  const stdin = Object.assign(new EventEmitter(), {
    isTTY: false, setRawMode: () => undefined, setEncoding: () => undefined, ref: () => undefined,
    unref: () => undefined, read: () => null,
  });
  let instance: ReturnType<typeof render> | undefined;
  return {
    draw: (frame) => {
      const started = performance.now();
      const shape = shapeOf(frame);
      const signature = JSON.stringify(shape);
      if (signature !== drawn) {
        drawn = signature;
        if (instance) instance.rerender(<App shape={shape} />);
        else {
          // Ink asks for Node's streams; ours have what it uses of them.
          instance = render(<App shape={shape} />, {
            stdout: stdout as unknown as NodeJS.WriteStream, stdin: stdin as unknown as NodeJS.ReadStream, debug: true,
            patchConsole: false, exitOnCtrlC: false,
          });
          instance.waitUntilExit().catch((error: unknown) => onError?.(error));
        }
      }
      sink.take(composeFrame(layout, frame, theme));
      onRender?.(performance.now() - started);
    },
    close: () => instance?.unmount(),
  };
};
