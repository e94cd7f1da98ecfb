// What the command line says of a snapshot, as text and as JSON: golden files.
import { execFile } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const zmaudit = fileURLToPath(new URL("../../bin/zmaudit.js", import.meta.url));

/** Runs beside the snapshot, so that no path gets into the output. */
const audit = (folder, file) =>
  new Promise((resolve, reject) => {
    const env = { PATH: process.env.PATH, NO_COLOR: "1" };
    execFile(
      process.execPath,
      [zmaudit, "audit", file, "--format", "table", "--format", "json=expected.json"],
      { cwd: folder, maxBuffer: 256 * 1024 * 1024, env },
      (error, out, err) => {
        if (error && ![1, 2].includes(error.code)) reject(new Error(`zmaudit audit ended with ${error.code}: ${err}`));
        else resolve(out);
      },
    );
  });

export const expect = async (folder, file) => {
  rmSync(join(folder, "expected.json"), { force: true });
  writeFileSync(join(folder, "expected.txt"), await audit(folder, file));
};
