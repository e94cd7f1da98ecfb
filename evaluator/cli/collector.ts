import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectFolder } from "../paths.js";
import { exits } from "./exit.js";
import { say, type Io } from "./io.js";

/** `zmaudit collector`: the script on standard output, its digest beside it, so that both ends can compare. */
export const runCollector = async (io: Io): Promise<number> => {
  const script = await readFile(join(projectFolder, "collector/collect.sh"));
  await io.raw(script);
  io.err(say(`sha256 ${createHash("sha256").update(script).digest("hex")}  collect.sh`));
  return exits.good;
};
