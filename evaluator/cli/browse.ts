import { existsSync, readFileSync } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inputError } from "../errors.js";
import { distFile, projectFolder } from "../paths.js";
import { parameterText, type Control, type PolicySet } from "../policy/control.js";
import { table } from "../report/table.js";
import type { Severity } from "../results/status.js";
import { partOf, type OpenedSnapshot } from "../snapshot/index.js";
import { commandOf } from "../sources/table.js";
import { nearest } from "../text/nearest.js";
import type { Report } from "../types/report.js";
import type { browse, BrowseOptions, Loaded } from "../tui/browse.js";
import type { withOverrides, defaultKeymap } from "../tui/keys/bindings.js";
import type { keysPage } from "../tui/keys/page.js";
import type { runPlain } from "../tui/plain.js";
import type { themeFor, themeNames } from "../tui/theme.js";
import type { ControlText, SourcePart, SourceRef } from "../tui/world.js";
import { judgeSnapshots, readSeverity, type JudgeArguments } from "./audit.js";
import { exitOf, exits } from "./exit.js";
import { say, type Io } from "./io.js";

export interface BrowseArguments extends JudgeArguments {
  readonly failOn: string;
  readonly allowUnknown?: boolean;
  readonly plain?: boolean;
  readonly mouse?: boolean;
  readonly color?: boolean;
  readonly theme?: string;
  readonly ascii?: boolean;
  readonly print?: boolean;
  readonly keys?: boolean | string;
}

/** What dist/browse.js exports: the browser is a file of its own, so that no other command reads it. */
interface BrowserModule {
  readonly browse: typeof browse;
  readonly runPlain: typeof runPlain;
  readonly withOverrides: typeof withOverrides;
  readonly defaultKeymap: typeof defaultKeymap;
  readonly keysPage: typeof keysPage;
  readonly themeFor: typeof themeFor;
  readonly themeNames: typeof themeNames;
}

const loadBrowser = async (): Promise<BrowserModule> => {
  const bundled = import.meta.url.includes("/dist/");
  const path = bundled ? pathToFileURL(distFile("browse.js")).href : new URL("../tui/index.js", import.meta.url).href;
  return (await import(path)) as BrowserModule;
};

const longestReport = 512 * 1024 * 1024;

/** A saved report is looked at as it is; everything else is a snapshot. */
const savedReport = async (paths: readonly string[]): Promise<Report | undefined> => {
  const [path] = paths;
  if (paths.length !== 1 || path === undefined || path === "-" || !path.endsWith(".json")) return undefined;
  const file = await open(path, "r").catch(() => undefined);
  if (!file) return undefined;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(256), 0, 256, 0);
    if (!/"format"\s*:\s*"zmaudit-report"/.test(buffer.toString("utf8", 0, bytesRead))) return undefined;
    const { size } = await file.stat();
    if (size > longestReport) throw inputError({ what: "the report is larger than 512 MiB", where: path, todo: "browse the snapshot it was made from", kind: "report" });
  } finally {
    await file.close();
  }
  const report = JSON.parse(await readFile(path, "utf8")) as Partial<Report>;
  if (report.version !== 1 || !Array.isArray(report.results) || !Array.isArray(report.sections) || !Array.isArray(report.snapshots)) {
    throw inputError({ what: "the report is not one of this version", where: path, todo: "make it again with: zmaudit audit --format json", kind: "report" });
  }
  return report as Report;
};

const readText = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8") : "");

/** The text of a control's folder: its page and its rule. Read when somebody looks at it. */
const controlTexts = (policies: readonly PolicySet[], folders: readonly string[]): ((id: string) => ControlText | undefined) => {
  const places = new Map<string, { readonly control: Control; readonly root: string }>();
  policies.forEach((set, i) => set.controls.forEach((control) => places.set(control.id, { control, root: i === 0 ? join(projectFolder, "policies") : folders[i - 1] ?? "" })));
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
      reads: [...control.reads.map((path) => path.join(".")), ...control.optional.map(({ path, because }) => `may leave ${path} unknown: ${because}`)],
      readme: control.folder === "" ? control.description ?? "" : readText(join(root, control.folder, "README.md")) || (control.description ?? ""),
      rule: readText(join(root, control.file)), links: control.related.map(({ ref, description }) => ({ url: ref, says: description ?? "" })),
    };
    made.set(id, text);
    return text;
  };
};

const sourceTexts = (report: Report, snapshots: readonly OpenedSnapshot[]): ((ref: SourceRef) => SourcePart | undefined) => {
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
      state: opened.state, size: bytes?.byteLength ?? 0, ...(command === undefined ? {} : { command }), ...(opened.exit === undefined ? {} : { exit: opened.exit }),
      ...(opened.sha256 === undefined ? {} : { sha256: opened.sha256 }), ...(text === undefined ? {} : { text }), ...(bytes === undefined ? {} : { bytes }),
      ...(stderr === undefined ? {} : { stderr }), ...(opened.damage === undefined ? {} : { damage: opened.damage }),
    };
    made.set(key, one);
    return one;
  };
};

const rolesIn = (inputs: readonly Readonly<Record<string, unknown>>[]): ((host: string) => readonly string[]) => {
  const roles = new Map<string, readonly string[]>();
  for (const input of inputs) {
    for (const [name, host] of Object.entries((input["hosts"] ?? {}) as Record<string, { readonly roles?: { readonly value?: unknown } }>)) {
      const value = host.roles?.value;
      if (Array.isArray(value)) roles.set(name, value.filter((one): one is string => typeof one === "string"));
    }
  }
  return (host) => roles.get(host) ?? [];
};

const readKeymap = async (path: string | undefined, browser: BrowserModule): Promise<BrowseOptions["keymap"]> => {
  const file = path ?? process.env["ZMAUDIT_KEYS"];
  if (file === undefined || file === "") return browser.defaultKeymap;
  const bad = (what: string): never => {
    throw inputError({ what, where: file, todo: "zmaudit browse --keys lists the commands and their keys", kind: "command" });
  };
  const text = await readFile(file, "utf8").catch(() => bad("the keys file cannot be read"));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return bad("the keys file is not JSON");
  }
  const keymap = browser.withOverrides(value);
  return "problem" in keymap ? bad(keymap.problem) : keymap;
};

const isPlain = (args: BrowseArguments): boolean =>
  args.plain === true || process.env["TERM"] === "dumb" || process.env["INK_SCREEN_READER"] === "true" || Boolean(process.env["ZMAUDIT_PLAIN"]);

/** `zmaudit browse SNAPSHOT`: the terminal browser, with the exit status that `audit` would give. */
export const runBrowse = async (paths: readonly string[], args: BrowseArguments, io: Io): Promise<number> => {
  const failOnOption = readSeverity("--fail-on", args.failOn);
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true;
  if (args.keys !== true && paths.length === 0) throw inputError({ what: "no snapshot was given", where: "browse", todo: "zmaudit browse SNAPSHOT", kind: "command" });
  if (args.keys !== true && !isPlain(args) && !interactive) {
    throw inputError({ what: "the browser needs a terminal", where: process.stdin.isTTY === true ? "standard output" : "standard input", todo: "use zmaudit audit, or browse --plain, which works line by line", kind: "command" });
  }
  const browser = await loadBrowser();
  const keymap = await readKeymap(typeof args.keys === "string" ? args.keys : undefined, browser);
  if (args.keys === true) {
    for (const line of browser.keysPage(keymap)) io.out(say(line));
    return exits.good;
  }
  if (args.theme !== undefined && !browser.themeNames.some((name) => name === args.theme)) throw inputError({ what: `there is no theme ${JSON.stringify(args.theme)}`, where: "--theme", todo: `choose of ${browser.themeNames.join(", ")}`, kind: "command" });
  let failOn: Severity = failOnOption;
  const late: string[] = [];
  const load = async (tell: (text: string) => void): Promise<Loaded> => {
    const quiet: Io = { ...io, err: (line) => void late.push(line), progress: (text) => (text === "" ? undefined : tell(text)) };
    const report = await savedReport(paths);
    if (report) return { report, source: () => undefined, control: controlTexts([(await import("../policy/builtin.js")).builtinPolicy()], []), roles: () => [] };
    const inputs: Readonly<Record<string, unknown>>[] = [];
    const judged = await judgeSnapshots(paths, args, quiet, (input) => inputs.push(input));
    failOn = judged.failOn ?? failOnOption;
    return { report: judged.report, source: sourceTexts(judged.report, judged.snapshots), control: controlTexts(judged.policies, judged.folders), roles: rolesIn(inputs) };
  };
  const complain = (line: string): void => io.err(say(line));
  const finish = (report: Report | undefined): number => {
    late.forEach(complain);
    return report ? exitOf(report, failOn, args.allowUnknown === true) : exits.undecided;
  };
  if (isPlain(args)) return finish(await browser.runPlain({ load, stdin: process.stdin, out: (line) => io.out(line), columns: io.columns, interactive: process.stdin.isTTY === true }));
  const { report, print, shown } = await browser.browse({
    load, keymap, mouse: args.mouse === true, environment: process.env, stdin: process.stdin, stdout: process.stdout, complain,
    theme: browser.themeFor(process.env, { ...(args.color === undefined ? {} : { color: args.color }), ...(args.theme === undefined ? {} : { theme: args.theme }), ...(args.ascii === undefined ? {} : { ascii: args.ascii }) }),
  });
  if (report && (print || args.print === true)) for (const line of table(print ? report : shown ?? report, { columns: io.columns, paint: io.paint })) io.out(line);
  return finish(report);
};

/** Plain `zmaudit SNAPSHOT`: the browser on a terminal, the table elsewhere. A mistyped command ends up here too. */
export const runDefault = async (paths: readonly string[], args: BrowseArguments, commands: readonly string[], io: Io): Promise<number> => {
  const [first = ""] = paths;
  if (args.keys !== true && first !== "-" && !existsSync(first)) {
    const near = nearest(first, commands, 3);
    throw inputError({ what: `there is no command and no snapshot ${JSON.stringify(first.slice(0, 80))}`, where: "zmaudit", todo: near.length > 0 ? `did you mean ${near.join(" or ")}? zmaudit --help lists the commands` : "zmaudit --help lists the commands", kind: "command" });
  }
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true;
  if (interactive || isPlain(args) || args.keys === true) return runBrowse(paths, args, io);
  return (await import("./audit.js")).runAudit(paths, { ...args, format: [] }, io);
};
