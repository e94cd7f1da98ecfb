import { existsSync, readFileSync } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inputError } from "../errors.js";
import { projectFolder } from "../paths.js";
import { parameterText, type Control, type PolicySet } from "../policy/control.js";
import { partOf, type OpenedSnapshot } from "../snapshot/index.js";
import { commandOf } from "../sources/table.js";
import type { ControlText, SourcePart, SourceRef } from "../tui/world.js";
import type { Report } from "../types/report.js";

const longestReport = 512 * 1024 * 1024;

/** A saved report is looked at as it is; everything else is a snapshot. */
export const savedReport = async (paths: readonly string[]): Promise<Report | undefined> => {
  const [path] = paths;
  if (paths.length !== 1 || path === undefined || path === "-" || !path.endsWith(".json")) return undefined;
  const file = await open(path, "r").catch(() => undefined);
  if (!file) return undefined;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(256), 0, 256, 0);
    if (!/"format"\s*:\s*"zmaudit-report"/.test(buffer.toString("utf8", 0, bytesRead))) return undefined;
    const { size } = await file.stat();
    if (size > longestReport) throw inputError({
      what: "the report is larger than 512 MiB", where: path, todo: "browse the snapshot it was made from",
      kind: "report",
    });
  } finally {
    await file.close();
  }
  const report = JSON.parse(await readFile(path, "utf8")) as Partial<Report>;
  if (report.version !== 1 || !Array.isArray(report.results) || !Array.isArray(report.sections)
    || !Array.isArray(report.snapshots)) {
    throw inputError({
      what: "the report is not one of this version", where: path,
      todo: "make it again with: zmaudit audit --format json", kind: "report",
    });
  }
  return report as Report;
};

const readText = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8") : "");

/** The text of a control's folder: its page and its rule. Read when somebody looks at it. */
export const controlTexts = (
  policies: readonly PolicySet[], folders: readonly string[],
): ((id: string) => ControlText | undefined) => {
  const places = new Map<string, { readonly control: Control; readonly root: string }>();
  policies.forEach((set, i) => set.controls.forEach((control) =>
    places.set(control.id, { control, root: i === 0 ? join(projectFolder, "policies") : folders[i - 1] ?? "" })));
  const made = new Map<string, ControlText>();
  return (id) => {
    const have = made.get(id);
    if (have) return have;
    const place = places.get(id);
    if (!place) return undefined;
    const { control, root } = place;
    const text: ControlText = {
      id, title: control.title, file: control.file,
      facts: [
        `severity ${control.severity}, ${control.kind}, judges each ${control.gate.subjectKind}`,
        ...Object.entries(control.parameters).map(([name, parameter]) => parameterText(name, parameter)),
      ],
      reads: [...control.reads.map((path) => path.join(".")), ...control.optional
        .map(({ path, because }) => `may leave ${path} unknown: ${because}`)],
      readme: control.folder === "" ? control.description ?? "" : readText(join(root, control.folder, "README.md"))
        || (control.description ?? ""),
      rule: readText(join(root, control.file)),
      links: control.related.map(({ ref, description }) => ({ url: ref, says: description ?? "" })),
    };
    made.set(id, text);
    return text;
  };
};

/** Outputs of the snapshots, by host, source and part. */
export const sourceTexts = (
  report: Report, snapshots: readonly OpenedSnapshot[],
): ((ref: SourceRef) => SourcePart | undefined) => {
  const byDigest = new Map(snapshots.map((snapshot) => [snapshot.digest, snapshot]));
  const byHost = new Map(report.snapshots.flatMap(({ host, sha256 }): [string, OpenedSnapshot][] => {
    const snapshot = byDigest.get(sha256);
    return snapshot ? [[host, snapshot]] : [];
  }));
  const made = new Map<string, SourcePart>();
  return ({ host, source, part }) => {
    const key = `${host}\0${source}\0${part}`;
    const have = made.get(key);
    if (have) return have;
    const snapshot = byHost.get(host);
    const opened = snapshot && partOf(snapshot, source, part);
    if (!opened) return undefined;
    const text = opened.text();
    const bytes = opened.bytes();
    const stderr = opened.stderr();
    const command = opened.command ?? commandOf(source, part);
    const one: SourcePart = {
      state: opened.state, size: bytes?.byteLength ?? 0, ...(command === undefined ? {} : { command }),
      ...(opened.exit === undefined ? {} : { exit: opened.exit }),
      ...(opened.sha256 === undefined ? {} : { sha256: opened.sha256 }), ...(text === undefined ? {} : { text }),
      ...(bytes === undefined ? {} : { bytes }),
      ...(stderr === undefined ? {} : { stderr }), ...(opened.damage === undefined ? {} : { damage: opened.damage }),
    };
    made.set(key, one);
    return one;
  };
};

/** Roles of hosts as the facts have them. */
export const rolesIn = (inputs: readonly Readonly<Record<string, unknown>>[]): ((host: string) => readonly string[]) => {
  const roles = new Map<string, readonly string[]>();
  for (const input of inputs) {
    for (const [name, host] of Object.entries(
      (input["hosts"] ?? {}) as Record<string, { readonly roles?: { readonly value?: unknown } }>
    )) {
      const value = host.roles?.value;
      if (Array.isArray(value)) roles.set(name, value.filter((one): one is string => typeof one === "string"));
    }
  }
  return (host) => roles.get(host) ?? [];
};
