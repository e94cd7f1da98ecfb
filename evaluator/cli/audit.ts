import { writeFile } from "node:fs/promises";
import type { AuditOptions } from "../audit.js";
import { auditDeployments } from "../audit-deployments.js";
import { inputError, isInputError, type InputError } from "../errors.js";
import type { PolicySet } from "../policy/control.js";
import { builtinWasm } from "../policy/builtin.js";
import { startEngine } from "../policy/engine.js";
import { summaryOf } from "../report/report.js";
import { render, renderers, type Format } from "../report/render.js";
import { narrowReport } from "../results/narrow.js";
import { isSeverity, severities, type Severity } from "../results/status.js";
import { readWhere, type Where } from "../results/where.js";
import { openSnapshot, type OpenedSnapshot } from "../snapshot/index.js";
import type { Report, Result } from "../types/report.js";
import { nearest } from "../text/nearest.js";
import { exitOf } from "./exit.js";
import { say, type Io } from "./io.js";
import { loadPolicies } from "./policies.js";
import { selection } from "./select.js";
import { readSettings } from "./site.js";
import { readTime } from "./time.js";

export interface JudgeArguments {
  readonly only: readonly string[];
  readonly except: readonly string[];
  readonly policy: readonly string[];
  readonly site?: string;
  readonly profile?: string;
  readonly now?: string;
}

export interface AuditArguments extends JudgeArguments {
  readonly format: readonly string[];
  readonly where?: string;
  readonly failOn: string;
  readonly allowUnknown?: boolean;
  readonly all?: boolean;
}

interface Target {
  readonly format: Format;
  readonly file?: string;
}

/** `json` prints, `json=report.json` writes a file. */
export const readTargets = (formats: readonly string[]): readonly Target[] => {
  const targets = (formats.length > 0 ? formats : ["table"]).map((text): Target => {
    const [name = "", ...rest] = text.split("=");
    if (!Object.hasOwn(renderers, name)) {
      throw inputError({ what: `there is no format ${JSON.stringify(name)}`, where: "--format", todo: `choose of ${Object.keys(renderers).join(", ")}${nearest(name, Object.keys(renderers), 1).map((near) => `; nearest: ${near}`).join("")}`, kind: "command" });
    }
    return { format: name as Format, ...(rest.length > 0 ? { file: rest.join("=") } : {}) };
  });
  if (targets.filter(({ file }) => file === undefined).length > 1) throw inputError({ what: "two formats would go to standard output", where: "--format", todo: "give all but one a file: --format json=report.json", kind: "command" });
  return targets;
};

export const readSeverity = (option: string, text: string): Severity => {
  if (isSeverity(text)) return text;
  throw inputError({ what: `there is no severity ${JSON.stringify(text)}`, where: option, todo: `choose of ${severities.join(", ")}`, kind: "command" });
};

export const readWhereOption = (text: string): Where => {
  const where = readWhere(text);
  if ("problem" in where) throw inputError({ what: where.problem, where: "--where", todo: "zmaudit audit --help lists its words and fields", kind: "command" });
  return where;
};

export interface Opened {
  readonly snapshots: readonly OpenedSnapshot[];
  /** Those of several that could not be opened: the others are judged all the same. */
  readonly bad: readonly InputError[];
}

export const openAll = async (paths: readonly string[], io: Io): Promise<Opened> => {
  const snapshots: OpenedSnapshot[] = [];
  const bad: InputError[] = [];
  for (const path of paths) {
    io.progress(say(`opening ${path}`));
    try {
      snapshots.push(...(await openSnapshot(path, { onBad: (error) => bad.push(error) })));
    } catch (cause) {
      if (paths.length === 1 || !isInputError(cause)) throw cause;
      bad.push(cause);
    }
  }
  for (const error of bad) io.err(say(`zmaudit: ${error.message}`));
  if (snapshots.length === 0) throw inputError({ what: "none of the snapshots could be opened", where: paths.join(" "), todo: "see the messages above" });
  return { snapshots, bad };
};

/** A snapshot that cannot be opened is a row of its own, so that nobody takes the report for the whole. */
const withBad = (report: Report, bad: readonly InputError[]): Report => {
  if (bad.length === 0) return report;
  const rows = bad.map((error, i): Result => ({ id: `snapshot-${i + 1}`, title: "The snapshot can be opened", section: null, severity: "high", kind: "evidence", status: "error", reason: error.message, subjects: [] }));
  const results = [...report.results, ...rows];
  return { ...report, results, summary: summaryOf(results) };
};

export interface Judged {
  readonly report: Report;
  readonly failOn?: Severity;
  readonly snapshots: readonly OpenedSnapshot[];
  readonly policies: readonly PolicySet[];
  /** Of the policies after the built-in ones, in their order. */
  readonly folders: readonly string[];
}

/** For a command that shows something before the end. */
export interface Meanwhile {
  readonly onFacts?: AuditOptions["onFacts"];
  /** After each control; `soFar` makes what there is by then. */
  readonly onJudged?: (done: number, all: number, soFar: () => Judged) => void;
}

/** What judging commands share: snapshots, policies and site file in, the report out. */
export const judgeSnapshots = async (paths: readonly string[], args: JudgeArguments, io: Io, { onFacts, onJudged }: Meanwhile = {}): Promise<Judged> => {
  const now = args.now === undefined ? undefined : readTime("--now", args.now);
  const engine = startEngine();
  try {
    engine.warm({ name: "builtin", wasm: builtinWasm }, args.only.length === 0);
    const [{ snapshots, bad }, site] = await Promise.all([openAll(paths, io), readSettings(args.site, args.profile)]);
    const folders = [...site.policies, ...args.policy];
    if (folders.length > 0) io.progress(say(`compiling ${folders.join(", ")}`));
    const policies = await loadPolicies(engine, folders);
    io.progress(say("putting the facts together"));
    const controls = policies.flatMap((set) => set.controls);
    site.check(controls);
    const judged = (report: Report): Judged =>
      ({ report: withBad(report, bad), snapshots, policies, folders, ...(site.failOn === undefined ? {} : { failOn: site.failOn }) });
    const report = await auditDeployments(snapshots, {
      policies, engine, selected: selection(controls, args.only, args.except), parameters: site.parameters, origins: site.origins,
      ...(now === undefined ? {} : { now }),
      ...(site.file === undefined ? {} : { site: site.file }),
      ...(site.profile === undefined ? {} : { profile: site.profile }),
      ...(onFacts === undefined ? {} : { onFacts }),
      onProgress: (done, all, soFar) => {
        io.progress(say(done < all ? `judging ${done}/${all}` : ""));
        onJudged?.(done, all, () => judged(soFar()));
      },
    });
    io.progress(say(""));
    return judged(report);
  } finally {
    // Nothing is left to wait for: the process may end before the worker does.
    void engine.close();
  }
};

/** `zmaudit audit`: from arguments to the report and the exit status. */
export const runAudit = async (paths: readonly string[], args: AuditArguments, io: Io): Promise<number> => {
  const targets = readTargets(args.format);
  const failOnOption = readSeverity("--fail-on", args.failOn);
  const where = args.where === undefined ? undefined : readWhereOption(args.where);
  const { report, failOn } = await judgeSnapshots(paths, args, io);
  const listed = where === undefined ? report : narrowReport(report, where.test, where.text);
  for (const { format, file } of targets) {
    const text = render(format, listed, { columns: file === undefined ? io.columns : 100, paint: file === undefined ? io.paint : (line) => line, all: args.all === true });
    if (file === undefined) await io.raw(text);
    else await writeFile(file, text);
  }
  return exitOf(report, failOn ?? failOnOption, args.allowUnknown === true);
};
