// Builds everything that is not committed. Each step has the digest of what it reads; a step whose digest is unchanged is
// skipped, so a second run takes only what changed.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { types } from "./build/types.mjs";
import { validators } from "./build/validators.mjs";
import { typescript } from "./build/typescript.mjs";
import { compiler } from "./build/compiler.mjs";
import { bundle } from "./build/bundle.mjs";
import { codeCache } from "./build/code-cache.mjs";
import { policies } from "./build/policies.mjs";
import { factsSchema } from "./build/facts-schema.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const stampFile = join(root, "build/.stamps.json");

/** Every file below the given paths, sorted, so that the digest does not depend on directory order. */
const filesOf = (paths) =>
  paths.flatMap((path) => {
    const full = join(root, path);
    if (!existsSync(full)) return [];
    if (!statSync(full).isDirectory()) return [full];
    return readdirSync(full, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  }).sort();

const digest = (paths) => {
  const hash = createHash("sha256");
  for (const file of filesOf(paths)) hash.update(relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
};

const steps = [types, validators, factsSchema, typescript, compiler, policies, bundle, codeCache];
const stamps = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, "utf8")) : {};
mkdirSync(join(root, "build"), { recursive: true });
mkdirSync(join(root, "dist"), { recursive: true });

for (const step of steps) {
  const stamp = digest([`scripts/build/${step.name}.mjs`, "package-lock.json", ...step.reads]);
  if (stamps[step.name] === stamp && step.makes.every((path) => existsSync(join(root, path)))) continue;
  const started = Date.now();
  console.log(`zmaudit build: ${step.says}`);
  try {
    await step.run(root);
  } catch (cause) {
    console.error(`zmaudit build: ${step.name} failed: ${cause.message}`);
    process.exit(1);
  }
  stamps[step.name] = stamp;
  writeFileSync(stampFile, JSON.stringify(stamps, null, 2));
  console.log(`zmaudit build: ${step.name} took ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
