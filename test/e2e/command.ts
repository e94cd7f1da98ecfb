import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectFolder } from "../../evaluator/paths.js";

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command as a user would, through a pipe. */
export const zmaudit = (args: readonly string[], options: { readonly input?: string | Uint8Array; readonly env?: Readonly<Record<string, string>>; readonly cwd?: string } = {}): Ran => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(projectFolder, "bin/zmaudit.js"), ...args], {
    input: options.input ?? "", encoding: "utf8", cwd: options.cwd ?? projectFolder, env: { ...process.env, NO_COLOR: "", FORCE_COLOR: "", COLUMNS: "80", ...options.env }, maxBuffer: 256 * 1024 * 1024, timeout: 180_000,
  });
  return { status, stdout, stderr };
};
