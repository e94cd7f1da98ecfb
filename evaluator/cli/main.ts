import { Command, CommanderError, Option } from "commander";
import { version } from "../version.js";
import { isInputError } from "../errors.js";
import { exits } from "./exit.js";
import { grammarLines } from "../results/where.js";
import { io as openIo, say } from "./io.js";
import { words } from "./select.js";

const io = openIo();
const program = new Command("zmaudit");
let status: number = exits.good;

/** Runs one subcommand; its module is loaded only then. */
const runs = <A extends readonly unknown[]>(run: (...args: A) => Promise<number>) => async (...args: A): Promise<void> => {
  status = await run(...args);
};

const examples = (text: string): string => `\nExamples:\n${text.trim().split("\n").map((line) => `  ${line.trim()}`).join("\n")}`;

const collected = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** Options of every command that judges; they mean the same in each. */
const judging = (command: Command): Command => command
  .option("--only <words>", "only these controls, sections or severities", words, [] as readonly string[])
  .option("--except <words>", "all but these", words, [] as readonly string[])
  .option("--policy <folder>", "also judge by the policies of this folder", collected, [] as readonly string[])
  .option("--site <file>", "site file (zmaudit.yaml): parameters and policies of the site")
  .option("--profile <name>", "shipped parameters under those of the site file: public-provider")
  .option("--now <time>", "judge as of this time instead of the snapshot's");

/** Options of the commands whose exit status says how the judgement went. */
const weighing = (command: Command): Command => judging(command)
  .addOption(new Option("--fail-on <severity>", "exit 1 for failures at or above this severity").default("medium"))
  .option("--allow-unknown", "do not exit 2 for what could not be established");

program
  .description("Audits a Zimbra mail server from a snapshot: judges it offline, shows the evidence and the fix.")
  .version(version(), "-V, --version")
  .showSuggestionAfterError(true)
  .showHelpAfterError("(zmaudit --help lists commands and options)")
  .enablePositionalOptions()
  .exitOverride()
  .configureOutput({ writeErr: (text) => text.trimEnd().split("\n").forEach((line) => io.err(say(line))) })
  .addHelpText("after", examples(`
    zmaudit audit snapshot.json.gz                     findings, evidence and fixes
    zmaudit audit snapshot.json --format json > r.json a report for machines
    zmaudit collector > collect.sh                     the script that takes a snapshot
    zmaudit controls 15.1                              one control explained`) + `\n\nExit status: 0 nothing failed, 1 findings at or above --fail-on, 2 not established, 3 bad input, 4 a defect of zmaudit.`);

weighing(program.command("audit")
  .description("judge snapshots and report")
  .argument("<snapshot...>", "snapshot files (.json, .json.gz, .tar, .tar.gz), folders, or - for standard input")
  .option("--format <format[=file]>", "table or json; with =FILE into a file; may be given several times", collected, [] as readonly string[]))
  .option("--where <filter>", "list only what matches, such as: status:fail sev:>=high host:mail1 tls; the exit status stays that of the whole")
  .option("--all", "list every subject, also those that pass")
  .addHelpText("after", examples(`
    zmaudit audit mail.json.gz --only 8,15.1,critical
    zmaudit audit mail.json.gz --format table --format json=report.json
    zmaudit audit mail.json.gz --where 'status:fail sev:>=high -imap'
    ssh root@mail sh -s < collect.sh -- --output - | zmaudit audit -`))
  .addHelpText("after", () => `\nA filter (--where, and / in the browser) is\n${grammarLines().map((line) => `  ${line}`).join("\n")}`)
  .action(runs(async (snapshots: string[], options) => (await import("./audit.js")).runAudit(snapshots, options, io)));

weighing(program.command("browse", { isDefault: true })
  .description("look at the findings in the terminal: lists, evidence, rules, hosts, plan")
  .argument("[snapshot...]", "snapshots, or one report saved with audit --format json"))
  .option("--plain", "line by line, without a screen: for screen readers, dumb terminals and pipes")
  .option("--mouse", "wheel and clicks (selecting text then needs shift)")
  .option("--no-color", "no colours; weight, underline and inverse stay")
  .option("--theme <name>", "default, contrast, blue-orange, mono")
  .option("--ascii", "only ASCII characters")
  .option("--print", "print the findings that were shown last when leaving")
  .option("--keys [file]", "your own keys, by command name; alone it lists the commands and keys")
  .addHelpText("after", examples("zmaudit browse mail.json.gz\nzmaudit browse mail1.json.gz mail2.json.gz --fail-on high\nzmaudit browse report.json --plain"))
  .action(runs(async (snapshots: string[], options) => {
    const { runBrowse, runDefault } = await import("./browse.js");
    return process.argv[2] === "browse" ? runBrowse(snapshots, options, io) : runDefault(snapshots, options, program.commands.map((one) => one.name()), io);
  }));

judging(program.command("plan")
  .description("the fixes of all findings in order, restarts last and joined; text only, nothing is run")
  .argument("<snapshot...>"))
  .addHelpText("after", examples("zmaudit plan mail.json.gz > plan.sh"))
  .action(runs(async (snapshots: string[], options) => (await import("./plan.js")).runPlan(snapshots, options, io)));

program.command("controls")
  .description("list the controls, or explain one with its rule")
  .argument("[id]", "control id, such as 15.1")
  .option("--format <format>", "table or json", "table")
  .option("--policy <folder>", "also those of this folder", collected, [] as readonly string[])
  .addHelpText("after", examples("zmaudit controls\nzmaudit controls 8.1\nzmaudit controls --format json"))
  .action(runs(async (id: string | undefined, options) => (await import("./controls.js")).runControls(id, options, io)));

program.command("sources")
  .description("what a snapshot holds: state, parse outcome and reason of each part")
  .argument("<snapshot>")
  .argument("[id]", "a source, or ID@PART for one part with its text")
  .option("--format <format>", "table or json", "table")
  .addHelpText("after", examples("zmaudit sources mail.json.gz\nzmaudit sources mail.json.gz ssh.effective@default"))
  .action(runs(async (snapshot: string, id: string | undefined, options) => (await import("./inspect.js")).runSources(snapshot, id, options, io)));

program.command("facts")
  .description("the facts that rules read, as JSON")
  .argument("<snapshot>")
  .argument("[key]", "a place in the facts, such as hosts or servers.mail.example.com.attrs")
  .option("--now <time>", "the time to judge against")
  .addHelpText("after", examples("zmaudit facts mail.json.gz collections\nzmaudit facts mail.json.gz cos.default.attrs"))
  .action(runs(async (snapshot: string, key: string | undefined, options) => (await import("./inspect.js")).runFacts(snapshot, key, options, io)));

program.command("verify")
  .description("is a snapshot whole, what is missing, why, and which controls that costs")
  .argument("<snapshot...>")
  .option("--format <format>", "table or json", "table")
  .addHelpText("after", examples("zmaudit verify mail.json.gz"))
  .action(runs(async (snapshots: string[], options) => (await import("./verify.js")).runVerify(snapshots, options, io)));

program.command("import")
  .description("make a snapshot of loose command outputs: <id>.txt, <id>@<part>.txt, a subfolder a host")
  .argument("<file...>", "files or folders")
  .option("--output <file>", "write here instead of standard output (.gz compresses)")
  .option("--host <name>", "name of the host")
  .option("--collected-at <time>", "when the outputs were made (2026-08-01T12:00:00Z)")
  .addHelpText("after", examples("zmaudit import outputs/ --host mail.example.com --output mail.json.gz\nzmaudit import zm.global.txt | zmaudit audit -"))
  .action(runs(async (files: string[], options) => (await import("./import.js")).runImport(files, options, io)));

program.command("collector")
  .description("print the collector script; its sha256 goes to standard error")
  .addHelpText("after", examples("zmaudit collector > collect.sh\nzmaudit collector | ssh root@mail sh -s -- --output - > mail.json"))
  .action(runs(async () => (await import("./collector.js")).runCollector(io)));

const policy = program.command("policy").description("check, format and test policies");
policy.command("check")
  .description("OPA's strict check, types and names against the facts, annotations, lints")
  .argument("<folder>", "policy folder or .rego file")
  .option("--format <format>", "table or json", "table")
  .addHelpText("after", examples("zmaudit policy check our-policies\nzmaudit policy check our-policies/controls/acme_1_short_sessions/rule.rego"))
  .action(runs(async (folder: string, options) => (await import("./policy.js")).runPolicyCheck(folder, options, io)));
policy.command("fmt")
  .description("format Rego files as OPA does")
  .argument("<folder>")
  .option("--check", "only list files that would change; exit 1 if there are any")
  .addHelpText("after", examples("zmaudit policy fmt our-policies\nzmaudit policy fmt our-policies --check"))
  .action(runs(async (folder: string, options) => (await import("./policy.js")).runPolicyFmt(folder, options, io)));
policy.command("test")
  .description("run test rules and cases, in OPA and in WebAssembly, and each pass with each of its facts unknown")
  .argument("<folder>")
  .option("--only <words>", "only these controls", words, [] as readonly string[])
  .option("--verbose", "also list what passed")
  .addHelpText("after", examples("zmaudit policy test our-policies\nzmaudit policy test our-policies --only acme-1 --verbose"))
  .action(runs(async (folder: string, options) => (await import("./policy.js")).runPolicyTest(folder, options, io)));

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // The reader went away (head, less): nobody is left to tell.
  if (error.code === "EPIPE") process.exit(status);
  throw error;
});

const main = async (): Promise<void> => {
  try {
    if (process.argv.length <= 2) {
      program.outputHelp();
      status = exits.badInput;
    } else await program.parseAsync();
  } catch (cause) {
    if (cause instanceof CommanderError) status = cause.exitCode === 0 ? exits.good : exits.badInput;
    else if (isInputError(cause)) {
      cause.message.split("\n").forEach((line, i) => io.err(say(i === 0 ? `zmaudit: ${line}` : line)));
      status = exits.badInput;
    } else {
      io.err(say(`zmaudit: a defect of zmaudit itself, please report it: ${cause instanceof Error ? cause.message : String(cause)}`));
      if (cause instanceof Error && process.env["ZMAUDIT_DEBUG"]) (cause.stack ?? "").split("\n").forEach((line) => io.err(say(line)));
      status = exits.defect;
    }
  }
  process.exitCode = status;
};

void main();
