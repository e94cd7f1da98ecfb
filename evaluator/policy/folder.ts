import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { inputError } from "../errors.js";
import { projectFolder } from "../paths.js";
import { datedData, type Dated } from "./dated.js";

/** The text of a policy folder, as its author wrote it. Names are relative, with forward slashes. */
export interface PolicyFolder {
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
  /** Rule and helper files; no tests. */
  readonly modules: Readonly<Record<string, string>>;
  readonly tests: Readonly<Record<string, string>>;
  /** Helpers of zmaudit itself that every policy may import; what its data files say stands here too, as modules. */
  readonly library: Readonly<Record<string, string>>;
  /** Dated entries of the data files, by `file.entry`: zmaudit's own and the folder's. */
  readonly data: Readonly<Record<string, Dated>>;
}

const limits = { files: 4000, data: 200, bytes: 1024 * 1024, total: 32 * 1024 * 1024, depth: 8 };

const tooMuch = (path: string, what: string): Error =>
  inputError({ what: `the policy folder ${what}`, where: path, todo: "give a folder that holds policies only", kind: "policy" });

const listRego = async (root: string): Promise<readonly string[]> => {
  const found: string[] = [];
  const visit = async (folder: string, depth: number): Promise<void> => {
    if (depth > limits.depth) throw tooMuch(folder, "is nested too deeply");
    for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      const path = join(folder, entry.name);
      // A link that is not followed would be a rule that is not there, without a word.
      if (entry.isSymbolicLink()) throw tooMuch(path, "has a symbolic link, which is not followed");
      if (entry.isDirectory()) await visit(path, depth + 1);
      else if (entry.isFile() && entry.name.endsWith(".rego")) found.push(path);
      if (found.length > limits.files) throw tooMuch(root, `has more than ${limits.files} Rego files`);
    }
  };
  await visit(root, 0);
  return found;
};

const readAll = async (root: string, files: readonly string[]): Promise<Record<string, string>> => {
  const out: Record<string, string> = {};
  let total = 0;
  for (const file of files) {
    const { size } = await stat(file);
    total += size;
    if (size > limits.bytes) throw tooMuch(file, "has a file larger than 1 MiB");
    if (total > limits.total) throw tooMuch(root, "is larger than 32 MiB");
    out[relative(root, file).split(sep).join("/")] = await readFile(file, "utf8");
  }
  return out;
};

/** The files of `data/` that hold dated knowledge; its tables (.tsv) are for the facts. */
const listData = async (root: string): Promise<readonly string[]> => {
  const folder = join(root, "data");
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = entries.filter((entry) => entry.name.endsWith(".json")).map((entry) => {
    if (!entry.isFile()) throw tooMuch(join(folder, entry.name), "has something under data/ that is no plain file");
    return join(folder, entry.name);
  });
  if (found.length > limits.data) throw tooMuch(folder, `has more than ${limits.data} data files`);
  return found.sort();
};

const isTest = (name: string): boolean => name.endsWith("_test.rego");

/** Reads a folder of policies: ours and a custom one have the same shape. A single .rego file counts as a folder of one. */
export const readPolicyFolder = async (path: string, name: string): Promise<PolicyFolder> => {
  const kind = await stat(path).catch(() => undefined);
  if (!kind) throw inputError({ what: "there is no such policy folder", where: path, todo: "give the path of a folder with .rego files" });
  if (!kind.isDirectory() && !(kind.isFile() && path.endsWith(".rego"))) {
    const todo = "give the path of a folder with .rego files";
    throw inputError({ what: "this is neither a folder nor a .rego file", where: path, todo, kind: "policy" });
  }
  const root = kind.isDirectory() ? path : join(path, "..");
  const files = kind.isDirectory() ? await listRego(path) : [path];
  if (files.length === 0) throw inputError({ what: "the policy folder is empty: it has no .rego file", where: path, todo: "give a folder with rules, or make one with: zmaudit policy new" });
  const all = await readAll(root, files);
  const own = resolve(path) === join(projectFolder, "policies");
  const library = own ? {} : await builtinLibrary();
  const ownData = kind.isDirectory() ? await readAll(root, await listData(root)) : {};
  const dataFiles = own ? ownData : { ...(await builtinData()), ...ownData };
  const { entries: data, modules: dataModules } = datedData(dataFiles);
  const hash = createHash("sha256");
  for (const [file, text] of Object.entries({ ...library, ...dataFiles, ...all }).sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`${file}\0${text}\0`);
  const pick = (test: boolean): Record<string, string> => Object.fromEntries(Object.entries(all).filter(([file]) => isTest(file) === test));
  return { name, path, sha256: hash.digest("hex"), modules: pick(false), tests: pick(true), library: { ...library, ...dataModules }, data };
};

const builtinLibrary = async (): Promise<Record<string, string>> => {
  const root = join(projectFolder, "policies");
  const files = (await listRego(join(root, "lib"))).filter((file) => !isTest(file));
  return Object.fromEntries(Object.entries(await readAll(root, files)).map(([file, text]) => [`zmaudit/${file}`, text]));
};

const builtinData = async (): Promise<Record<string, string>> => {
  const root = join(projectFolder, "policies");
  return Object.fromEntries(Object.entries(await readAll(root, await listData(root))).map(([file, text]) => [`zmaudit/${file}`, text]));
};
