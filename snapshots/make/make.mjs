// node snapshots/make/make.mjs [--accept] [--expected-only] [NAME…]: makes the example snapshots with the real collector over fake
// roots. With --accept their expected results are written too, with --expected-only nothing else; a person looks at the difference
// before it is committed. --keep leaves the fake roots in the folder for temporary files.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { expect } from "./expect.mjs";
import { fileOf, makeSnapshot } from "./snapshot.mjs";

const NAMES = ["default-install", "hardened", "neglected", "estate", "damaged"];
const OPTIONS = ["--accept", "--expected-only", "--keep"];

const main = async (args) => {
  const wanted = args.filter((word) => !word.startsWith("--"));
  const [accept, expectedOnly, keep] = OPTIONS.map((option) => args.includes(option));
  const bad = args.filter((word) => !OPTIONS.includes(word) && !NAMES.includes(word));
  if (bad.length > 0) throw new Error(`make.mjs [${OPTIONS.join("] [")}] [${NAMES.join("|")}…], not ${bad.join(" ")}`);
  for (const name of wanted.length > 0 ? wanted : NAMES) {
    const folder = fileURLToPath(new URL(`../${name}/`, import.meta.url));
    const { default: recipe } = await import(`./hosts/${name}.mjs`);
    if (!expectedOnly) {
      const { bytes, messages } = await makeSnapshot(recipe, { keep });
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, fileOf(recipe)), bytes);
      process.stderr.write(`${name}/${fileOf(recipe)}: ${bytes.length} bytes; ${messages.join("; ")}\n`);
    }
    if (accept || expectedOnly) await expect(folder, fileOf(recipe));
  }
};

await main(process.argv.slice(2));
