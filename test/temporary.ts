import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const made: string[] = [];

const remove = (): void => {
  for (const folder of made.splice(0)) {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // A program that a failed test left behind may still write there.
    }
  }
};

/** A folder of its own under the system's temporary one, as a real path; it goes when the test file's process ends. */
export const temporaryFolder = (what: string): string => {
  if (made.length === 0) process.once("exit", remove);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `zmaudit-${what}-`)));
  made.push(folder);
  return folder;
};
