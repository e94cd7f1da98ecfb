import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import type { Terminal as XtermTerminal } from "@xterm/headless";
import { projectFolder } from "../../evaluator/paths.js";
import { makeReport, type ReportShape } from "./make-report.js";
import { temporaryFolder } from "../temporary.js";

const require = createRequire(join(projectFolder, "package.json"));

interface Pty {
  readonly pid: number;
  onData(listen: (data: string) => void): void;
  onExit(listen: (exit: { exitCode: number; signal?: number }) => void): void;
  write(data: string): void;
  resize(columns: number, rows: number): void;
  kill(signal?: string): void;
}

/**
 * The pseudo-terminal and what reads its cells come as CommonJS with an optional binary: where it is missing, tests say
 * so.
 */
const load = (): {
  readonly spawn: (file: string, args: string[], options: object) => Pty;
  readonly Terminal: new (options: object) => XtermTerminal;
} | undefined => {
  try {
    const { spawn } = require("@lydell/node-pty") as { spawn: (file: string, args: string[], options: object) => Pty };
    const { Terminal } = require("@xterm/headless") as { Terminal: new (options: object) => XtermTerminal };
    return { spawn, Terminal };
  } catch {
    return undefined;
  }
};
const loaded = load();
export const hasPty = loaded !== undefined && process.platform !== "win32";

/** uvu's test where there is a pseudo-terminal, else its skip, which says of what. */
export const ptyTest = (what: string): typeof test.skip => {
  if (!hasPty) console.log(`SKIPPED ${what}: there is no pseudo-terminal here`);
  return hasPty ? test : test.skip;
};

export interface Session {
  readonly pid: number;
  readonly terminal: XtermTerminal;
  /** Everything that was written so far. */
  output(): string;
  lines(): readonly string[];
  text(): string;
  send(keys: string): void;
  resize(columns: number, rows: number): void;
  kill(signal: string): void;
  /** Waits for a condition on the screen, never for a time. */
  until(test: (text: string) => boolean, what: string, milliseconds?: number): Promise<string>;
  see(words: string, milliseconds?: number): Promise<string>;
  ended: Promise<{ readonly code: number; readonly signal: number | undefined }>;
  /** The cell at a place: its characters and whether it is inverse, bold, coloured. */
  style(
    column: number, row: number,
  ): { readonly chars: string; readonly inverse: boolean; readonly bold: boolean; readonly coloured: boolean };
}

export interface SessionOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

const running = new Set<Pty>();
/** Ends what a failed test left behind: a suite says test.after(endSessions). */
export const endSessions = (): void => {
  for (const pty of running) {
    try {
      pty.kill("SIGKILL");
    } catch {
      // It ended by itself.
    }
  }
};

export const start = (
  file: string, args: readonly string[], { columns = 80, rows = 24, environment = {}, cwd }: SessionOptions = {},
): Session => {
  if (!loaded) throw new Error("there is no pseudo-terminal here");
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => ![
    "CI", "NO_COLOR", "FORCE_COLOR", "TMUX", "DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY", "COLUMNS",
    "LC_ALL", "STY",
  ].includes(name)));
  const env = Object.fromEntries(Object.entries({ ...clean, TERM: "xterm-256color", LANG: "C.UTF-8", ...environment })
    .filter(([, value]) => value !== undefined));
  const pty =
    loaded.spawn(file, [...args], { name: "xterm-256color", cols: columns, rows, cwd: cwd ?? projectFolder, env });
  running.add(pty);
  const terminal = new loaded.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 1000 });
  let output = "";
  /** Chunks that the terminal's reader has still to take. */
  let unread = 0;
  let waiting: (() => void)[] = [];
  const wake = (): void => {
    const now = waiting;
    waiting = [];
    now.forEach((run) => run());
  };
  pty.onData((data) => {
    output += data;
    unread++;
    terminal.write(data, () => {
      unread--;
      wake();
    });
  });
  terminal.onData((data) => pty.write(data));
  const ended = new Promise<{
    code: number; signal: number | undefined;
  }>((resolve) => pty.onExit(({ exitCode, signal }) => setTimeout(() => {
    running.delete(pty);
    resolve({ code: exitCode, signal });
    wake();
  }, 30)));
  const lines = (): readonly string[] => Array.from({ length: terminal.rows }, (_, i) =>
    terminal.buffer.active.getLine(terminal.buffer.active.baseY + i)?.translateToString(true) ?? "");
  const text = (): string => lines().join("\n");
  /** A frame may come in pieces: what is on the screen between its beginning and its end is two frames at once. */
  const isWhole = (): boolean =>
    unread === 0 && output.lastIndexOf("\u001b[?2026l") >= output.lastIndexOf("\u001b[?2026h");
  const until = async (test: (text: string) => boolean, what: string, milliseconds = 15_000): Promise<string> => {
    const end = Date.now() + milliseconds;
    while (!isWhole() || !test(text())) {
      if (Date.now() > end) throw new Error(`waited ${milliseconds} ms for ${what}; the screen was\n${text()}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 100);
        waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    return text();
  };
  return {
    pid: pty.pid, terminal, output: () => output, lines, text, until, ended,
    send: (keys) => pty.write(keys),
    resize: (toColumns, toRows) => {
      terminal.resize(toColumns, toRows);
      pty.resize(toColumns, toRows);
    },
    kill: (signal) => process.kill(pty.pid, signal as NodeJS.Signals),
    see: (words, milliseconds) => until((now) => now.includes(words), JSON.stringify(words), milliseconds),
    style: (column, row) => {
      const cell = terminal.buffer.active.getLine(terminal.buffer.active.baseY + row)?.getCell(column);
      return {
        chars: cell?.getChars() ?? "", inverse: Boolean(cell?.isInverse()), bold: Boolean(cell?.isBold()),
        coloured: !(cell?.isFgDefault() ?? true),
      };
    },
  };
};

export const command = join(projectFolder, "bin/zmaudit.js");

/** A saved report in a folder of its own. */
export const reportFile = (shape: ReportShape = {}): string => {
  const file = join(temporaryFolder("tui"), "report.json");
  writeFileSync(file, JSON.stringify(makeReport(shape)));
  return file;
};

export const browseReport = (
  shape: ReportShape = {}, args: readonly string[] = [], options: SessionOptions = {},
): Session => start(process.execPath, [command, "browse", reportFile(shape), ...args], options);

export const keys = {
  up: "\u001b[A", down: "\u001b[B", right: "\u001b[C", left: "\u001b[D", enter: "\r", escape: "\u001b", tab: "\t",
  pageDown: "\u001b[6~", home: "\u001b[H", end: "\u001b[F",
} as const;
