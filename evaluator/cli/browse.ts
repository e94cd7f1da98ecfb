import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { inputError } from "../errors.js";
import { distFile } from "../paths.js";
import { table } from "../report/table.js";
import type { Severity } from "../results/status.js";
import { nearest } from "../text/nearest.js";
import type { Report } from "../types/report.js";
import type { browse, BrowseOptions, Fill, Loaded } from "../tui/browse.js";
import type { Filling } from "../tui/state/state.js";
import type { withOverrides, defaultKeymap } from "../tui/keys/bindings.js";
import type { keysPage } from "../tui/keys/page.js";
import type { runPlain } from "../tui/plain.js";
import type { themeFor, themeNames } from "../tui/theme.js";
import { judgeSnapshots, readSeverity, type Judged, type JudgeArguments } from "./audit.js";
import { controlTexts, rolesIn, savedReport, sourceTexts } from "./browse-texts.js";
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

/** Given by bin/cached.js, whose script has no import() of its own. */
declare const zmauditImport: ((url: string) => Promise<unknown>) | undefined;
const importUrl = (url: string): Promise<unknown> => (typeof zmauditImport === "undefined" ? import(url) : zmauditImport(url));

const loadBrowser = async (): Promise<BrowserModule> => {
  const bundled = import.meta.url.includes("/dist/");
  const path = bundled ? pathToFileURL(distFile("browse.js")).href : new URL("../tui/index.js", import.meta.url).href;
  return (await importUrl(path)) as BrowserModule;
};

const readKeymap = async (path: string | undefined, browser: BrowserModule): Promise<BrowseOptions["keymap"]> => {
  const file = path ?? process.env["ZMAUDIT_KEYS"];
  if (file === undefined || file === "") return browser.defaultKeymap;
  const bad = (what: string): never => {
    throw inputError(
      { what, where: file, todo: "zmaudit browse --keys lists the commands and their keys", kind: "command" }
    );
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
  args.plain === true || process.env["TERM"] === "dumb" || process.env["INK_SCREEN_READER"] === "true"
    || Boolean(process.env["ZMAUDIT_PLAIN"]);

/** `zmaudit browse SNAPSHOT`: the terminal browser, with the exit status that `audit` would give. */
export const runBrowse = async (paths: readonly string[], args: BrowseArguments, io: Io): Promise<number> => {
  const failOnOption = readSeverity("--fail-on", args.failOn);
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true;
  if (args.keys !== true && paths.length === 0) throw inputError(
    { what: "no snapshot was given", where: "browse", todo: "zmaudit browse SNAPSHOT", kind: "command" }
  );
  if (args.keys !== true && !isPlain(args) && !interactive) {
    throw inputError({
      what: "the browser needs a terminal", where: process.stdin.isTTY === true ? "standard output" : "standard input",
      todo: "use zmaudit audit, or browse --plain, which works line by line", kind: "command",
    });
  }
  const browser = await loadBrowser();
  const keymap = await readKeymap(typeof args.keys === "string" ? args.keys : undefined, browser);
  if (args.keys === true) {
    for (const line of browser.keysPage(keymap)) io.out(say(line));
    return exits.good;
  }
  if (args.theme !== undefined && !browser.themeNames.some((name) => name === args.theme)) throw inputError({
    what: `there is no theme ${JSON.stringify(args.theme)}`, where: "--theme",
    todo: `choose of ${browser.themeNames.join(", ")}`, kind: "command",
  });
  let failOn: Severity = failOnOption;
  const late: string[] = [];
  const load = async (tell: (text: string) => void, fill?: Fill): Promise<Loaded> => {
    const quiet: Io = {
      ...io, err: (line) => void late.push(line), progress: (text) => (text === "" ? undefined : tell(text)),
    };
    const report = await savedReport(paths);
    if (report) return {
      report, source: () => undefined,
      control: controlTexts([(await import("../policy/builtin.js")).builtinPolicy()], []), roles: () => [],
    };
    const inputs: Readonly<Record<string, unknown>>[] = [];
    const loadedOf = (judged: Judged): Loaded => {
      failOn = judged.failOn ?? failOnOption;
      return {
        report: judged.report, source: sourceTexts(judged.report, judged.snapshots),
        control: controlTexts(judged.policies, judged.folders), roles: rolesIn(inputs),
      };
    };
    return loadedOf(await judgeSnapshots(paths, args, quiet, {
      onFacts: (input) => inputs.push(input),
      onJudged: (done, all, soFar) => fill?.(done, all, () => loadedOf(soFar())),
    }));
  };
  const complain = (line: string): void => io.err(say(line));
  const finish = (report: Report | undefined, left?: Filling): number => {
    late.forEach(complain);
    if (left) complain(`zmaudit: left before everything was judged (${left.done} of ${left.all})`);
    const status = report ? exitOf(report, failOn, args.allowUnknown === true) : exits.undecided;
    // A failure stays one, whatever the controls say that were not judged any more.
    return left && status !== exits.findings ? exits.undecided : status;
  };
  if (isPlain(args)) return finish(await browser.runPlain({
    load, stdin: process.stdin, out: (line) => io.out(line), columns: io.columns,
    interactive: process.stdin.isTTY === true,
  }));
  const { report, print, shown, left } = await browser.browse({
    load, keymap, mouse: args.mouse === true, environment: process.env, stdin: process.stdin, stdout: process.stdout,
    complain,
    theme: browser.themeFor(process.env, {
      ...(args.color === undefined ? {} : { color: args.color }),
      ...(args.theme === undefined ? {} : { theme: args.theme }),
      ...(args.ascii === undefined ? {} : { ascii: args.ascii }),
    }),
  });
  if (report && (print || args.print === true)) {
    for (const line of table(print ? report : shown ?? report, { columns: io.columns, paint: io.paint })) io.out(line);
  }
  return finish(report, left);
};

/** Plain `zmaudit SNAPSHOT`: the browser on a terminal, the table elsewhere. A mistyped command ends up here too. */
export const runDefault = async (
  paths: readonly string[], args: BrowseArguments, commands: readonly string[], io: Io,
): Promise<number> => {
  const [first = ""] = paths;
  if (args.keys !== true && first !== "-" && !existsSync(first)) {
    const near = nearest(first, commands, 3);
    throw inputError({
      what: `there is no command and no snapshot ${JSON.stringify(first.slice(0, 80))}`, where: "zmaudit",
      todo: near.length > 0
        ? `did you mean ${near.join(" or ")}? zmaudit --help lists the commands`
        : "zmaudit --help lists the commands",
      kind: "command",
    });
  }
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true;
  if (interactive || isPlain(args) || args.keys === true) return runBrowse(paths, args, io);
  return (await import("./audit.js")).runAudit(paths, { ...args, format: [] }, io);
};
