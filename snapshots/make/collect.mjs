// Runs the real collector over a fake root. It reads the script from its standard input, as over SSH, so the digest of the
// script is not in the document and a change of the collector that changes no output changes no snapshot.
import { spawn } from "node:child_process";
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../../collector/collect.sh", import.meta.url));

/** The document as bytes, the messages and the exit status. `fill` builds the root in the folder that it is given. */
export const collect = async (fill, { options = [], keep = false, name = "host" } = {}) => {
  const place = mkdtempSync(join(tmpdir(), `zmaudit-root-${name}-`));
  try {
    const root = join(place, "root");
    fill(root);
    const child = spawn("/bin/sh", ["-s", "--", "--output", "-", "--work", place, ...options], {
      env: { PATH: process.env.PATH, ZMAUDIT_ROOT: root },
      stdio: ["pipe", "pipe", "pipe"],
      cwd: "/",
    });
    // For the run that is killed: a fake tool of its root ends the collector.
    writeFileSync(join(root, ".fake/collector.pid"), `${child.pid}\n`);
    createReadStream(script)
      .pipe(child.stdin)
      .on("error", () => {});
    const out = [];
    let messages = "";
    child.stdout.on("data", (chunk) => out.push(chunk));
    child.stderr.on("data", (chunk) => (messages += chunk));
    const status = await new Promise((resolve, reject) => child.on("close", resolve).on("error", reject));
    const document = Buffer.concat(out);
    if (document.includes(place)) throw new Error(`${name}: the name of the temporary folder got into the snapshot`);
    const stranger = /[^"\\]{0,80}: unexpected arguments: [^"\\]{0,300}/.exec(document.toString());
    if (stranger) throw new Error(`${name}: the collector runs what no fake program expects: ${stranger[0]}`);
    if (status !== 0 && status !== 1 && status !== 3) throw new Error(`${name}: the collector ended with ${status}: ${messages}`);
    return { document, messages, status };
  } finally {
    if (!keep) rmSync(place, { recursive: true, force: true });
  }
};
