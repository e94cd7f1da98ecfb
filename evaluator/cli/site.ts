import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { inputError } from "../errors.js";
import { projectFolder } from "../paths.js";
import type { Control } from "../policy/control.js";
import type { Severity } from "../results/status.js";
import { nearest } from "../text/nearest.js";
import type { Site } from "../types/site.js";

type Parameters = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface SiteFile {
  readonly file?: { readonly name: string; readonly sha256: string };
  readonly profile?: { readonly name: string; readonly sha256: string };
  readonly parameters: Parameters;
  /** Where each of the parameters was set, by control id and name. */
  readonly origins: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly policies: readonly string[];
  readonly failOn?: Severity;
  /** Refuses parameters that no control has. */
  check(controls: readonly Control[]): void;
}

const sizeLimit = 1024 * 1024;

const typeOf = (value: unknown): string => (Array.isArray(value) ? "list" : typeof value);

const checkParameters = (path: string, parameters: Parameters, controls: readonly Control[]): void => {
  for (const [id, values] of Object.entries(parameters)) {
    const control = controls.find((one) => one.id === id);
    if (!control) throw inputError({ what: `there is no control ${JSON.stringify(id)}`, where: `${path}, parameters`, todo: `nearest: ${nearest(id, controls.map((one) => one.id), 3).join(", ") || "see zmaudit controls"}`, kind: "site" });
    for (const [name, value] of Object.entries(values)) {
      const parameter = Object.hasOwn(control.parameters, name) ? control.parameters[name] : undefined;
      if (!parameter) throw inputError({ what: `control ${id} has no parameter ${JSON.stringify(name)}`, where: `${path}, parameters.${id}`, todo: `it has: ${Object.keys(control.parameters).join(", ") || "none"}`, kind: "site" });
      if (typeOf(value) !== typeOf(parameter.default)) throw inputError({ what: `parameter ${name} of ${id} must be a ${typeOf(parameter.default)}, not a ${typeOf(value)}`, where: `${path}, parameters.${id}`, todo: `its default is ${JSON.stringify(parameter.default)}`, kind: "site" });
    }
  }
};

const originsOf = (parameters: Parameters, from: string): SiteFile["origins"] =>
  Object.fromEntries(Object.entries(parameters).map(([id, values]) => [id, Object.fromEntries(Object.keys(values).map((name) => [name, from]))]));

/** Reads zmaudit.yaml; without one, everything is as the controls have it. */
export const readSite = async (path: string | undefined): Promise<SiteFile> => {
  if (path === undefined) return { parameters: {}, origins: {}, policies: [], check: () => undefined };
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw inputError({ what: "the site file cannot be read", where: path, todo: "give the path of a zmaudit.yaml", kind: "site", cause });
  });
  if (bytes.byteLength > sizeLimit) throw inputError({ what: "the site file is larger than 1 MiB", where: path, todo: "keep policies in their own folders", kind: "site" });
  const [{ parse }, { validateSite }] = await Promise.all([import("yaml"), import("#validators")]);
  let value: unknown;
  try {
    value = parse(bytes.toString("utf8"), { maxAliasCount: 20 }) ?? {};
  } catch (cause) {
    throw inputError({ what: `the site file is not YAML: ${(cause as Error).message.split("\n")[0] ?? ""}`, where: path, todo: "correct the line it names", kind: "site", cause });
  }
  if (!validateSite(value)) {
    const [error] = validateSite.errors ?? [];
    const stray = error?.params["additionalProperty"];
    throw inputError({ what: `${error?.instancePath.slice(1).replaceAll("/", ".") || "the site file"} ${error?.message ?? "is not as site.schema.json says"}${typeof stray === "string" ? ` (${stray})` : ""}`, where: path, todo: "it may have: parameters, policies, fail_on", kind: "site" });
  }
  const site: Site = value;
  const parameters = (site.parameters ?? {}) as Parameters;
  return {
    file: { name: path, sha256: createHash("sha256").update(bytes).digest("hex") },
    parameters, origins: originsOf(parameters, path), policies: (site.policies ?? []).map((folder) => resolve(dirname(path), folder)),
    ...(site.fail_on === undefined ? {} : { failOn: site.fail_on }),
    check: (controls) => checkParameters(path, parameters, controls),
  };
};

const profilesFolder = join(projectFolder, "policies", "profiles");

const readProfile = async (name: string): Promise<SiteFile> => {
  const names = (await readdir(profilesFolder)).flatMap((file) => (file.endsWith(".yaml") ? [file.slice(0, -".yaml".length)] : [])).sort();
  if (!names.includes(name)) {
    throw inputError({ what: `there is no profile ${JSON.stringify(name)}`, where: "--profile", todo: `choose of ${names.join(", ")}, or give a file of your own with --site`, kind: "site" });
  }
  const { file, ...profile } = await readSite(join(profilesFolder, `${name}.yaml`));
  return { ...profile, origins: originsOf(profile.parameters, `profile ${name}`), ...(file === undefined ? {} : { profile: { name, sha256: file.sha256 } }) };
};

const laidOver = <T>(below: Readonly<Record<string, Readonly<Record<string, T>>>>, above: typeof below): typeof below =>
  Object.fromEntries([...new Set([...Object.keys(below), ...Object.keys(above)])].map((id) => [id, { ...below[id], ...above[id] }]));

/** A shipped profile with the site's own file over it, parameter by parameter. */
export const readSettings = async (path: string | undefined, profileName: string | undefined): Promise<SiteFile> => {
  const site = await readSite(path);
  if (profileName === undefined) return site;
  const profile = await readProfile(profileName);
  return {
    ...profile, ...site,
    parameters: laidOver(profile.parameters, site.parameters), origins: laidOver(profile.origins, site.origins),
    policies: [...profile.policies, ...site.policies],
    check: (controls) => {
      profile.check(controls);
      site.check(controls);
    },
  };
};
