import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * The user's words for a program, split as the shell would at blanks; quoting is left to a script of the user's own.
 */
const wordsOf = (command: string): readonly string[] => command.split(/\s+/).filter((word) => word !== "");

/** Shows a text in the user's pager or editor, from a file that only the user can read and that is gone afterwards. */
export const showOutside = async (
  program: "pager" | "editor", name: string, text: string, line: number, environment: NodeJS.ProcessEnv,
): Promise<string> => {
  const given =
    program === "pager" ? environment["PAGER"] || "less" : environment["VISUAL"] || environment["EDITOR"] || "vi";
  const [command = "less", ...args] = wordsOf(given);
  const folder = await mkdtemp(join(tmpdir(), "zmaudit-"));
  const file = join(folder, name.replace(/[^a-z.]/g, "_"));
  try {
    await writeFile(file, text, { mode: 0o600, flag: "wx" });
    const at = /(?:^|\/)(?:less|vi|vim|nvim|nano|emacs|view|most)$/.test(command) && line > 1 ? [`+${line}`] : [];
    return await new Promise<string>((resolve) => {
      // less would otherwise run what its environment and the file's name tell it to.
      const child = spawn(
        command, [...args, ...at, file], { stdio: "inherit", env: { ...environment, LESSSECURE: "1", LESSOPEN: "" } }
      );
      child.on("error", (error: NodeJS.ErrnoException) => resolve(error.code === "ENOENT"
        ? `there is no ${command}: set $${program === "pager" ? "PAGER" : "EDITOR"}`
        : `${command}: ${error.message}`));
      child.on("close", (code, signal) => resolve(code === 0 ? "" : `${command} ended with ${signal ?? code}`));
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
