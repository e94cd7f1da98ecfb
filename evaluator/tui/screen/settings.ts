import { spawnSync } from "node:child_process";

const stty = (words: readonly string[]): string | undefined => {
  const { status, stdout } = spawnSync("stty", [...words], { stdio: ["inherit", "pipe", "ignore"], timeout: 2_000 });
  return status === 0 ? stdout.toString("latin1").trim() : undefined;
};

/**
 * Remembers the settings of the terminal on standard input (stty(1) `-g`) and gives back what sets them again. Node can
 * only undo its own raw mode, not what another program left. Does nothing where there is no stty.
 */
export const keepSettings = (): (() => void) => {
  const before = process.platform === "win32" ? undefined : stty(["-g"]);
  return () => {
    if (before !== undefined && /^[\w:=;,.-]+$/.test(before)) stty([before]);
  };
};
