import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * The user's words for a program, split as the shell would at blanks; quoting is left to a script of the user's own.
 */
const wordsOf = (command: string): readonly string[] => command.split(/\s+/).filter((word) => word !== "");

/** How long a program may take to end when it is told to, before it is killed: an editor first saves what it can. */
const patience = 2_000;

/** Runs a program with the terminal in its hands; what went wrong in words, or nothing. */
const runThere = (
  command: string, args: readonly string[], environment: NodeJS.ProcessEnv, variable: string, ending?: AbortSignal,
): Promise<string> =>
  new Promise((resolve) => {
    if (ending?.aborted) return resolve("");
    const child = spawn(command, [...args], { stdio: "inherit", env: environment });
    let last: NodeJS.Timeout | undefined;
    const end = (): void => {
      child.kill(ending?.reason as NodeJS.Signals);
      last = setTimeout(() => child.kill("SIGKILL"), patience);
    };
    const done = (problem: string): void => {
      clearTimeout(last);
      ending?.removeEventListener("abort", end);
      resolve(problem);
    };
    ending?.addEventListener("abort", end, { once: true });
    child.on("error", (error: NodeJS.ErrnoException) =>
      done(error.code === "ENOENT" ? `there is no ${command}: set $${variable}` : `${command}: ${error.message}`));
    child.on("close", (code, signal) => done(code === 0 ? "" : `${command} ended with ${signal ?? code}`));
  });

/** Shows a text in the user's pager or editor, from a file that only the user can read and that is gone afterwards. */
export const showOutside = async (
  program: "pager" | "editor", name: string, text: string, line: number, environment: NodeJS.ProcessEnv,
  ending?: AbortSignal,
): Promise<string> => {
  const given =
    program === "pager" ? environment["PAGER"] || "less" : environment["VISUAL"] || environment["EDITOR"] || "vi";
  const [command = "less", ...args] = wordsOf(given);
  const folder = await mkdtemp(join(tmpdir(), "zmaudit-"));
  const file = join(folder, name.replace(/[^a-z.]/g, "_"));
  try {
    await writeFile(file, text, { mode: 0o600, flag: "wx" });
    const at = /(?:^|\/)(?:less|vi|vim|nvim|nano|emacs|view|most)$/.test(command) && line > 1 ? [`+${line}`] : [];
    // less would otherwise run what its environment and the file's name tell it to.
    const safe = { ...environment, LESSSECURE: "1", LESSOPEN: "" };
    return await runThere(command, [...args, ...at, file], safe, program === "pager" ? "PAGER" : "EDITOR", ending);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Links of a policy are as untrusted as the rest of it: nothing but a web address is handed to a program. */
export const isWebAddress = (url: string): boolean =>
  /^https?:\/\/[^\s"'`<>\\^{|}\u0000-\u001f\u007f-\uffff]+$/.test(url);

/**
 * Opens a link in $BROWSER: the first of its programs, with the address for `%s` or at the end. Undefined where it is
 * not set.
 */
export const openLink = (
  url: string, environment: NodeJS.ProcessEnv,
): ((ending?: AbortSignal) => Promise<string>) | undefined => {
  const [first = ""] = (environment["BROWSER"] ?? "").split(":");
  const [command, ...args] = wordsOf(first);
  if (command === undefined || !isWebAddress(url)) return undefined;
  const words = args.some((one) => one.includes("%s")) ? args.map((one) => one.replaceAll("%s", url)) : [...args, url];
  return (ending) => runThere(command, words, environment, "BROWSER", ending);
};
