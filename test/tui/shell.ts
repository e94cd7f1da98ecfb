import * as assert from "uvu/assert";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../../evaluator/paths.js";
import { start, type Session, type SessionOptions } from "./pty.js";
import { temporaryFolder } from "../temporary.js";

/**
 * The program under a shell that tells its exit status and the terminal's settings afterwards, until a line is typed.
 */
export const inShell = (words: string, options: SessionOptions = {}): Session =>
  start(
    "bash", ["--norc", "--noprofile", "-c", `${words}; code=$?; stty -a; echo "code=$code end"; read -r line`], options
  );

/** The program that the shell runs. */
export const childOf = (session: Session): number =>
  Number(readFileSync(`/proc/${session.pid}/task/${session.pid}/children`, "utf8").trim().split(" ")[0]);

/**
 * After the program: line mode and echo, the normal buffer, the cursor, no bracketed paste; its exit status or what it
 * said.
 */
export const isSane = async (session: Session, code: number | RegExp): Promise<void> => {
  await session.until((now) => /code=\d+ end/.test(now), "the end of the program", 60_000);
  const text = session.text();
  assert.match(text, /(^|\s)icanon/, "line mode is back");
  assert.match(text, /(^|\s)echo(\s|$)/m, "echo is back");
  assert.match(text, /(^|\s)isig/, "^C is a signal again");
  assert.match(text, typeof code === "number" ? new RegExp(`code=${code} end`) : code, text);
  assert.is(session.terminal.buffer.active.type, "normal");
  assert.not.ok(session.terminal.modes.bracketedPasteMode);
  assert.ok(session.terminal.modes.wraparoundMode, "long lines wrap again");
  assert.ok(
    session.output().lastIndexOf("\u001b[?25h") > session.output().lastIndexOf("\u001b[?25l"), "the cursor is on"
  );
  session.send("\r");
  await session.ended;
};

/**
 * A program around the browser that goes wrong in one way: `body` may change `options`, `first` runs before anything is
 * imported. It ends with 4 and says why.
 */
export const broken = (body: string, first = ""): Session => {
  const folder = temporaryFolder("broken");
  const file = join(folder, "broken.mjs");
  const build = (path: string): string => JSON.stringify(join(projectFolder, "build", path));
  writeFileSync(file, `
    ${first}
    const { browse } = await import(${build("evaluator/tui/browse.js")});
    const { defaultKeymap } = await import(${build("evaluator/tui/keys/bindings.js")});
    const { worldOf } = await import(${build("test/tui/browser.js")});
    const { model, ...world } = worldOf({ controls: 20 });
    const options = {
      load: async () => ({ ...world, report: model.report }), theme: { name: "default", ascii: false },
      keymap: defaultKeymap, mouse: false, environment: process.env, stdin: process.stdin, stdout: process.stdout,
      complain: (line) => console.error(line),
    };
    ${body}
    try {
      await browse(options);
      process.exitCode = 0;
    } catch (error) {
      console.error("defect: " + error.message);
      process.exitCode = 4;
    }
  `);
  return inShell(`'${process.execPath}' '${file}'`);
};
