// What the command line says of a snapshot, as text and as JSON: golden files.
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const zmaudit = fileURLToPath(new URL("../../bin/zmaudit.js", import.meta.url));

/** Run beside the snapshot, so that no path is in the output. */
export const audit = (folder, file, format) => new Promise((resolve, reject) => {
  execFile(process.execPath, [zmaudit, "audit", file, "--format", format], { cwd: folder, maxBuffer: 256 * 1024 * 1024, env: { PATH: process.env.PATH, NO_COLOR: "1" } }, (error, out, err) => {
    if (error && ![1, 2].includes(error.code)) reject(new Error(`zmaudit audit ended with ${error.code}: ${err}`));
    else resolve(out);
  });
});

export const FORMATS = { "expected.txt": "table", "expected.json": "json" };

export const expect = async (folder, file) => {
  for (const [name, format] of Object.entries(FORMATS)) writeFileSync(join(folder, name), await audit(folder, file, format));
};
