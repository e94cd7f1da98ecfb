import { test as real } from "uvu";
import * as assert from "uvu/assert";
import { spawnSync } from "node:child_process";
import { command, reportFile } from "./pty.js";

const hasTmux = spawnSync("tmux", ["-V"]).status === 0;
if (!hasTmux) console.log("SKIPPED the browser in tmux: there is no tmux here");
const test = hasTmux ? real : real.skip;

/** A server of this test alone. */
const server = `zmaudit-${process.pid}`;
const environment = Object.fromEntries(Object.entries(process.env)
  .filter(([name]) => !/^(?:TMUX|CI|NO_COLOR|DISPLAY|WAYLAND_DISPLAY|SSH_)/.test(name)));
const tmux = (...args: readonly string[]): string =>
  spawnSync("tmux", [
    "-L", server, "-f", "/dev/null", ...args,
  ], { encoding: "utf8", env: { ...environment, LANG: "C.UTF-8", PS1: "shell> " } }).stdout;

const screen = (): string => tmux("capture-pane", "-p");
const until = async (holds: (text: string) => boolean, what: string): Promise<string> => {
  const end = Date.now() + 30_000;
  for (let text = screen(); ; text = screen()) {
    if (holds(text)) return text;
    if (Date.now() > end) throw new Error(`waited for ${what}; the screen was\n${text}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
const send = (...keys: readonly string[]): void => void tmux("send-keys", ...keys);
const lastLine = (text: string): string => text.trimEnd().split("\n").at(-1) ?? "";

test("in tmux: every column, filter, copy, resize, suspend, leave", async () => {
  tmux("new-session", "-d", "-x", "80", "-y", "24", "bash", "--norc", "--noprofile", "-i");
  await until((text) => text.includes("shell>"), "the shell");
  send(`'${process.execPath}' '${command}' browse '${reportFile({ controls: 20 })}'`, "Enter");
  const first = await until((text) => text.includes("Section 1") && text.includes("q quit"), "the browser");
  const lines = first.split("\n");
  assert.ok(lines.includes("─".repeat(80)), "the last column is there");
  assert.match(lines[0] ?? "", /unknown $|unknown$/);

  send("1", "/", "tls", "Enter");
  await until((text) => text.includes("/ tls"), "the filter");
  send("T");
  await until((text) => text.includes("not grouped"), "the flat list");
  send("y", "f");
  await until((text) => text.includes("into tmux"), "the copy");
  assert.match(tmux("show-buffer"), /^zmprov ms mail1\.example\.test [^]*\nzmproxyctl restart$/);

  for (const [columns, rows] of [[140, 40], [50, 12], [90, 30]] as const) {
    tmux("resize-window", "-x", String(columns), "-y", String(rows));
    await until((text) => (columns < 60 ? text.includes(`${columns} × ${rows}`) : text.includes("─".repeat(columns))
      && lastLine(text).includes("q quit")), `${columns} columns`);
  }

  send("C-z");
  await until((text) => /Stopped/.test(text), "the shell");
  send("stty -a | grep -o ' icanon'; echo was$((40+2))", "Enter");
  assert.match(await until((text) => text.includes("was42"), "the answer"), / icanon/);
  send("fg", "Enter");
  await until((text) => text.includes("/ tls") && lastLine(text).includes("q quit"), "the browser again");
  send("q");
  await until((text) => lastLine(text).startsWith("shell>"), "the shell after leaving");
  send("echo code=$?; stty -a | grep -o ' echo '", "Enter");
  assert.match(await until((text) => /code=\d/.test(text), "the status"), /code=1/);
  assert.is(tmux("display-message", "-p", "#{alternate_on} #{cursor_flag}").trim(), "0 1");
});

real.after(() => void tmux("kill-server"));
real.run();
