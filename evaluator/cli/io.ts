import { paintFor, type Paint } from "../text/style.js";
import { visible, type Visible } from "../text/visible.js";

/** The command's streams: results go to stdout, everything else to stderr, progress only to a terminal. */
export interface Io {
  out(line: Visible): void;
  /** Text that is written as it is, for formats that machines read. */
  raw(text: string | Uint8Array): Promise<void>;
  err(line: Visible): void;
  progress(text: Visible): void;
  readonly paint: Paint;
  readonly columns: number;
  readonly interactive: boolean;
}

const fallbackColumns = 100;

export const io = (): Io => {
  const columns = Number(process.env["COLUMNS"]) || process.stdout.columns || fallbackColumns;
  let progressShown = false;
  const clear = (): void => {
    if (progressShown) process.stderr.write("\r\u001b[K");
    progressShown = false;
  };
  return {
    out: (line) => {
      clear();
      process.stdout.write(`${line}\n`);
    },
    raw: (text) => new Promise((resolve, reject) => {
      clear();
      process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
    }),
    err: (line) => {
      clear();
      process.stderr.write(`${line}\n`);
    },
    progress: (text) => {
      if (!process.stderr.isTTY || process.env["CI"]) return;
      process.stderr.write(text === "" ? "" : `\r\u001b[K${text}`);
      if (text === "") clear();
      progressShown = text !== "";
    },
    paint: paintFor(process.stdout, process.env),
    columns: Math.max(40, Math.min(columns, 160)),
    interactive: process.stdout.isTTY === true,
  };
};

export const say = (text: string): Visible => visible(text);
