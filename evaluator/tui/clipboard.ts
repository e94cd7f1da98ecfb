import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

export interface Clipboard {
  /** Words for the message line: how it was copied, and what to do if nothing arrived. */
  readonly says: string;
  readonly sure: boolean;
}

/** Terminals cut or drop longer sequences: tmux and xterm take about 100,000 bytes of base64. */
const longestForTerminal = 74_000;

const inPath = (name: string, environment: NodeJS.ProcessEnv): boolean =>
  (environment["PATH"] ?? "").split(delimiter).some((folder) => folder !== "" && existsSync(join(folder, name)));

const feed = (command: string, args: readonly string[], text: string): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(command, [...args], { stdio: ["pipe", "ignore", "ignore"] });
    const timer = setTimeout(() => child.kill(), 2_000);
    child.on("error", () => resolve(false));
    // xclip stays behind to serve the selection: that stdin was taken is enough.
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
    child.stdin.on("error", () => resolve(false));
    child.stdin.end(text);
  });

/** GNU screen passes on what is wrapped in DCS, in pieces it can hold. */
const forScreen = (sequence: string): string =>
  (sequence.match(/.{1,76}/gs) ?? []).map((piece) => `\u001bP${piece}\u001b\\`).join("");

export const osc52 = (text: string, environment: NodeJS.ProcessEnv): string => {
  const sequence = `\u001b]52;c;${Buffer.from(text, "utf8").toString("base64")}\u0007`;
  return environment["STY"] ? forScreen(sequence) : sequence;
};

const local = (environment: NodeJS.ProcessEnv): readonly (readonly [string, readonly string[]])[] => [
  ...(environment["WAYLAND_DISPLAY"] ? [["wl-copy", []] as const] : []),
  ...(environment["DISPLAY"]
    ? [["xclip", ["-selection", "clipboard"]] as const, ["xsel", ["--clipboard", "--input"]] as const]
    : []),
  ...(process.platform === "darwin" ? [["pbcopy", []] as const] : []),
  ...(process.platform === "win32" || environment["WSL_DISTRO_NAME"] ? [["clip.exe", []] as const] : []),
];

/**
 * Copies by the first way that there is: tmux's own buffer (which hands on to the outer terminal), a clipboard program
 * of this display, else the terminal's OSC 52. Nothing answers to the last one, so the message says what to do.
 */
export const copyText = async (
  text: string, what: string, environment: NodeJS.ProcessEnv, write: (sequence: string) => void,
): Promise<Clipboard> => {
  const size = `${what}, ${Buffer.byteLength(text)} bytes`;
  // Before 3.2 tmux has no -w, which hands the text on to the terminal around it.
  if (environment["TMUX"]
    && ((await feed("tmux", ["load-buffer", "-w", "-"], text)) || (await feed("tmux", ["load-buffer", "-"], text)))) {
    return { says: `copied ${size} into tmux: prefix ] pastes, y y shows it`, sure: true };
  }
  if (!environment["SSH_CONNECTION"]) {
    for (const [command, args] of local(environment)) {
      if (!inPath(command, environment) || !(await feed(command, args, text))) continue;
      return { says: `copied ${size} with ${command}; if nothing arrives: y y shows it`, sure: true };
    }
  }
  if (Buffer.byteLength(text) <= longestForTerminal) {
    write(osc52(text, environment));
    return { says: `copied ${size} by OSC 52; if nothing arrives: y y shows it`, sure: false };
  }
  const folder = await mkdtemp(join(tmpdir(), "zmaudit-"));
  const file = join(folder, "copied.txt");
  await writeFile(file, text, { mode: 0o600, flag: "wx" });
  return { says: `${size} is too much for the terminal's clipboard: it is in ${file}`, sure: true };
};
