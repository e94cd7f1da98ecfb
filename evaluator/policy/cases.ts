import { readdir, readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { inputError } from "../errors.js";
import type { Status } from "../results/status.js";
import type { Control } from "./control.js";

/** One case of a control: `<situation>.<verdict>.json`, a facts fragment, or `<situation>.<verdict>/`, files in import form. */
export interface Case {
  readonly control: Control;
  readonly name: string;
  readonly verdict: Status;
  readonly path: string;
  readonly form: "fragment" | "files";
}

const verdicts: readonly string[] = ["pass", "fail", "unknown", "not_applicable", "manual", "error"];

const caseOf = (control: Control, folder: string, entry: string, isFolder: boolean): Case | undefined => {
  const [, situation, verdict] = /^(.+)\.([a-z_]+)(?:\.json)?$/.exec(isFolder ? entry : entry.replace(/\.json$/, "")) ?? [];
  if (situation === undefined || verdict === undefined || !verdicts.includes(verdict)) {
    throw inputError({ what: "the name of a case must end with its verdict", where: join(folder, entry), todo: `name it <situation>.<${verdicts.join("|")}>${isFolder ? "" : ".json"}`, kind: "policy" });
  }
  return { control, name: situation, verdict: verdict as Status, path: join(folder, entry), form: isFolder ? "files" : "fragment" };
};

/** The cases in a control's folder, sorted by name. */
export const listCases = async (root: string, control: Control): Promise<readonly Case[]> => {
  const folder = join(root, control.folder, "cases");
  if (!existsSync(folder)) return [];
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    if (!entry.isDirectory() && !entry.name.endsWith(".json")) return [];
    const found = caseOf(control, folder, entry.name, entry.isDirectory());
    return found ? [found] : [];
  });
};

const readJson = async (path: string): Promise<unknown> => {
  const text = await readFile(path, "utf8");
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw inputError({ what: `the case is not JSON: ${(cause as Error).message}`, where: path, todo: "correct it", kind: "policy", cause });
  }
};

export const readFragment = (one: Case): Promise<unknown> => readJson(one.path);

/** `case.json` beside the files of a case in import form: what files cannot say. */
export interface CaseFile {
  /** When the files were collected. */
  readonly now?: string;
  readonly host?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly expect?: { readonly subjects?: Readonly<Record<string, string>> };
}

/** Of a case in import form: the paths of its files, and what its `case.json` says. */
export const readCaseFiles = async ({ path }: Case): Promise<{ readonly files: readonly string[]; readonly said: CaseFile }> => {
  const names = (await readdir(path)).sort().filter((name) => name !== "case.json");
  const about = join(path, "case.json");
  const said = existsSync(about) ? (await readJson(about)) as CaseFile : {};
  return { files: names.map((name) => join(path, name)), said };
};

/** What a control's cases must show at least. */
export const missingVerdicts = (control: Control, cases: readonly Case[]): readonly Status[] => {
  const wanted: readonly Status[] = control.kind === "manual" ? ["manual", "unknown"] : ["pass", "fail", "unknown"];
  return wanted.filter((status) => !cases.some(({ verdict }) => verdict === status));
};
