import { writeFile } from "node:fs/promises";
import { audit } from "../audit.js";
import { inputError, isInputError } from "../errors.js";
import { startEngine } from "../policy/engine.js";
import { render, renderers, type Format } from "../report/render.js";
import { narrowReport } from "../results/narrow.js";
import { isSeverity, severities, type Severity } from "../results/status.js";
import { readWhere, type Where } from "../results/where.js";
import { openSnapshot, type OpenedSnapshot } from "../snapshot/index.js";
import { nearest } from "../text/nearest.js";
import { exitOf } from "./exit.js";
import { say, type Io } from "./io.js";
import { loadPolicies } from "./policies.js";
import { selection } from "./select.js";
import { readSite } from "./site.js";
import { readTime } from "./time.js";

export interface AuditArguments {
  readonly format: readonly string[];
  readonly only: readonly string[];
  readonly except: readonly string[];
  readonly policy: readonly string[];
  readonly site?: string;
  readonly now?: string;
  readonly failOn: string;
  readonly allowUnknown?: boolean;
  readonly all?: boolean;
  readonly where?: string;
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
  if ("problem" in where) throw inputError({ what: where.problem, where: "--where", todo: "see docs/browser.md for the filter's grammar", kind: "command" });
  return where;
};

export const openAll = async (paths: readonly string[], io: Io): Promise<readonly OpenedSnapshot[]> => {
  const opened: OpenedSnapshot[] = [];
  for (const path of paths) {
    io.progress(say(`opening ${path}`));
    try {
      opened.push(...(await openSnapshot(path)));
    } catch (cause) {
      if (paths.length === 1 || !isInputError(cause)) throw cause;
      io.err(say(`zmaudit: ${cause.message}`));
    }
  }
  if (opened.length === 0) throw inputError({ what: "none of the snapshots could be opened", where: paths.join(" "), todo: "see the messages above" });
  return opened;
};

/** `zmaudit audit`: from arguments to the report and the exit status. */
export const runAudit = async (paths: readonly string[], args: AuditArguments, io: Io): Promise<number> => {
  const targets = readTargets(args.format);
  const failOnOption = readSeverity("--fail-on", args.failOn);
  const where = args.where === undefined ? undefined : readWhereOption(args.where);
  const now = args.now === undefined ? undefined : readTime("--now", args.now);
  const engine = startEngine();
  try {
    const [snapshots, site] = await Promise.all([openAll(paths, io), readSite(args.site)]);
    const policies = await loadPolicies(engine, [...site.policies, ...args.policy]);
    const controls = policies.flatMap((set) => set.controls);
    site.check(controls);
    const selected = selection(controls, args.only, args.except);
    const report = await audit(snapshots, {
      policies, engine, selected, parameters: site.parameters,
      ...(now === undefined ? {} : { now }),
      ...(site.file === undefined ? {} : { site: site.file }),
      onProgress: (done, all) => io.progress(say(done < all ? `judging ${done}/${all}` : "")),
    });
    io.progress(say(""));
    const listed = where === undefined ? report : narrowReport(report, where.test, where.text);
    for (const { format, file } of targets) {
      const text = render(format, listed, { columns: file === undefined ? io.columns : 100, paint: file === undefined ? io.paint : (line) => line, all: args.all === true });
      if (file === undefined) await io.raw(text);
      else await writeFile(file, text);
    }
    return exitOf(report, site.failOn ?? failOnOption, args.allowUnknown === true);
  } finally {
    await engine.close();
  }
};
