// node snapshots/make/make.mjs [--accept] [--expected-only] [NAME…]: makes the example snapshots with the real collector over fake
// roots. With --accept their expected results are written too, with --expected-only nothing else; a person looks at the difference
// before it is committed. --into=DIR writes elsewhere, --keep leaves the fake roots in the folder for temporary files.
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "./expect.mjs";
import { fileOf, makeSnapshot } from "./snapshot.mjs";

const NAMES = ["default-install", "hardened", "neglected", "estate", "damaged"];
const OPTIONS = ["--accept", "--expected-only", "--keep"];
const INTO = "--into=";

const main = async (args) => {
  const wanted = args.filter((word) => !word.startsWith("--"));
  const [accept, expectedOnly, keep] = OPTIONS.map((option) => args.includes(option));
  const into = args.find((word) => word.startsWith(INTO))?.slice(INTO.length);
  const bad = args.filter((word) => !OPTIONS.includes(word) && !NAMES.includes(word) && !word.startsWith(INTO));
  if (bad.length > 0) throw new Error(`make.mjs [${OPTIONS.join("] [")}] [${INTO}DIR] [${NAMES.join("|")}…], not ${bad.join(" ")}`);
  const base = into === undefined ? fileURLToPath(new URL("../", import.meta.url)) : resolve(into);
  for (const name of wanted.length > 0 ? wanted : NAMES) {
    const folder = join(base, name);
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
