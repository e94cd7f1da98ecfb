import { createInterface } from "node:readline";
import { statusSigns } from "../text/style.js";
import { joined, visible, wrapped, type Visible } from "../text/visible.js";
import type { Report } from "../types/report.js";
import type { Loaded } from "./browse.js";
import { controlDoc } from "./docs/control.js";
import { detailDoc } from "./docs/detail.js";
import type { Doc } from "./docs/doc.js";
import { sourceDoc } from "./docs/source.js";
import { planText } from "../results/plan.js";
import { currentFinding, planOfState, rowsOfHosts, rowsOfSections, shownFindings } from "./state/derive.js";
import { toModel, type Finding } from "./state/model.js";
import { scanAtOnce } from "./scan.js";
import { reduce, type Action } from "./state/reduce.js";
import { initialState, type State } from "./state/state.js";
import { plainText } from "./text/line.js";
import type { SourceRef } from "./world.js";

export interface PlainOptions {
  readonly load: (tell: (text: string) => void) => Promise<Loaded>;
  readonly stdin: NodeJS.ReadableStream;
  readonly out: (line: Visible) => void;
  readonly columns: number;
  readonly interactive: boolean;
}

const help = [
  "list            the findings that are shown", "next, previous  go to one and read it",
  "show ID [NAME]  one finding; show alone repeats the current one", "fix, evidence, why",
  "rule            how it is judged, by hand too, and the rule itself",
  "output [N]      what was collected: the output of the first evidence, or of the one that is the Nth",
  "filter WORDS    such as: filter status:fail sev:>=high mail1; filter alone shows all", "sections, hosts, plan",
  "help, quit",
];
const mostListed = 200;
const longestDoc = 2_000;
const countWords = (count: number): string => (count === 1 ? "1 finding is shown" : `${count} findings are shown`);

const brief = (finding: Finding): Visible => joined(
  statusSigns[finding.status].word, visible(", "), visible(finding.severity), visible(", "), finding.id, visible(" "),
  finding.title, visible(finding.name === "" ? "" : `, ${finding.name}`)
);

/**
 * The browser without a screen: a command a line in, lines out. For screen readers, for terminals that cannot move the
 * cursor, and for pipes. The state and its rules are those of the screen.
 */
export const runPlain = async ({ load, stdin, out, columns, interactive }: PlainOptions): Promise<Report> => {
  const loaded = await load(() => undefined);
  const say = (text: string): void => wrapped(visible(text), columns).forEach(out);
  let state: State = initialState({ columns: Math.max(60, columns), rows: 24 });
  const dispatch = (action: Action): void => {
    const [next, effects = []] = reduce(state, action);
    state = next;
    for (const effect of effects) {
      if (effect.kind !== "scan") continue;
      // Nobody types meanwhile: the search of all evidence may take its time, within its limit.
      const { hits, done, whole } = scanAtOnce(state.world?.model.findings ?? [], effect.where);
      dispatch({ type: "scanned", where: effect.where, done, hits });
      if (!whole) say("the search took too long and was ended");
    }
  };
  const key = (name: string): void => dispatch({ type: "key", name });
  dispatch({ type: "loaded", world: { ...loaded, model: toModel(loaded.report) } });
  for (const name of ["1", "t", "t", "t", "t", "t", "t"]) key(name);
  const { summary } = loaded.report;

  /** A text that is too long for all of it begins a little before what it is read for. */
  const sayDoc = (doc: Doc): void => {
    const from = doc.length > longestDoc ? Math.max(0, doc.start - 20) : 0;
    const to = Math.min(doc.length, from + longestDoc);
    if (from > 0) say(`${from} lines before this are left out`);
    for (let i = from; i < to; i++) out(visible(plainText(doc.line(i)).trimEnd()));
    if (to < doc.length) say(`and ${doc.length - to} more lines: zmaudit sources prints all`);
  };
  const current = (): Finding | undefined => currentFinding(state);
  const only = (heading: string): void => {
    const finding = current();
    if (!finding || !state.world) return say("no finding is chosen: next, or show ID");
    const doc = detailDoc(state.world, finding, columns, false, true);
    const from = doc.headings.find((index) => plainText(doc.line(index)).startsWith(heading));
    if (from === undefined) return say(`this finding has no ${heading.toLowerCase()}`);
    const to = doc.headings.find((index) => index > from) ?? doc.length;
    for (let i = from; i < to; i++) out(visible(plainText(doc.line(i)).trimEnd()));
  };
  let unread = true;
  const show = (): void => {
    const finding = current();
    unread = false;
    if (finding && state.world) {
      say(`${finding.id} ${finding.title}`);
      sayDoc(detailDoc(state.world, finding, columns, false, true));
    } else say("nothing is shown: filter alone shows all");
  };
  const find = (id: string, name: string): void => {
    const index = shownFindings(state)
      .findIndex((finding) => finding.result.id === id && finding.name.toLowerCase().includes(name.toLowerCase()));
    if (index < 0) {
      const hidden = state.world?.model.byControl.has(id) === true ? ": filter alone shows all" : "";
      return say(`nothing that is shown has the id ${id}${name === "" ? "" : ` and the name ${name}`}${hidden}`);
    }
    state = { ...state, scrolls: { ...state.scrolls, findings: { ...state.scrolls.findings, cursor: index } } };
    show();
  };
  /** The outputs that the evidence is from, each once. */
  const output = (which: string): void => {
    const finding = current();
    if (!finding || !state.world) return say("no finding is chosen: next, or show ID");
    const places = new Map<string, { ref: SourceRef; lines: number[] }>();
    for (const { host, source, part, lines } of finding.subject?.evidence ?? []) {
      const key = JSON.stringify([host, source, part]);
      const place = places.get(key) ?? { ref: { host, source, part }, lines: [] };
      place.lines.push(...lines.map(({ line }) => line));
      places.set(key, place);
    }
    const number = which === "" ? 1 : Number(which);
    const one = [...places.values()][number - 1];
    if (!one) return say(places.size === 0 ? "this finding has no evidence" : `there are outputs 1 to ${places.size}`);
    if (places.size > 1) say(`output ${number} of ${places.size}`);
    sayDoc(sourceDoc(one.ref, state.world.source(one.ref), one.lines, {
      columns, left: 0, wrap: true, bytes: false,
    }));
  };
  const filter = (text: string): void => {
    unread = true;
    key("/");
    key("end");
    key("ctrl+u");
    dispatch({ type: "paste", text });
    const problem = state.message?.text;
    key(problem === undefined ? "enter" : "escape");
    say(problem ?? countWords(shownFindings(state).length));
  };
  const step = (name: "n" | "N"): void => {
    // The first of a list that nobody has read yet is what comes next.
    if (name === "n" && unread && current()) return show();
    const before = state.scrolls.findings.cursor;
    key(name);
    if (state.scrolls.findings.cursor === before && state.message) say(state.message.text);
    else show();
  };
  /** Answers one command; false ends. */
  const answer = (text: string): boolean => {
    const [word = "", ...rest] = text.trim().split(/\s+/);
    const words = rest.join(" ");
    if (word === "quit" || word === "q" || word === "exit") return false;
    if (word === "next" || word === "n") step("n");
    else if (word === "previous" || word === "p") step("N");
    else if (word === "list") {
      if (words !== "") filter(words);
      const shown = shownFindings(state);
      shown.slice(0, mostListed).forEach((finding) => out(brief(finding)));
      if (shown.length > mostListed) say(`and ${shown.length - mostListed} more: filter narrows the list`);
    } else if (word === "show") rest[0] === undefined ? show() : find(rest[0], rest.slice(1).join(" "));
    else if (word === "fix") only("FIX");
    else if (word === "evidence") only("EVIDENCE");
    else if (word === "why") only("WHY");
    else if (word === "output") output(rest[0] ?? "");
    else if (word === "rule" && !current()) say("no finding is chosen: next, or show ID");
    else if (word === "rule") sayDoc(
      controlDoc(current()?.result.id ?? "", state.world?.control(current()?.result.id ?? ""), columns, true)
    );
    else if (word === "filter") filter(words);
    else if (word === "sections") rowsOfSections(state).filter(({ status }) => status !== "not_covered").forEach(({
      number, title, counts,
    }) => say(
      `section ${number} ${title}: ${counts.fail} fail, ${counts.unknown + counts.error} unknown, `
      + `${counts.manual} manual, ${counts.pass} pass`
    ));
    else if (word === "hosts") rowsOfHosts(state).forEach(({ name, roles, complete, failed, unknown, passed }) => {
      const snapshot = complete === undefined ? ", not collected" : complete ? "" : ", snapshot incomplete";
      say(`${[name, ...roles].join(" ")}: ${failed} fail, ${unknown} unknown, ${passed} pass${snapshot}`);
    });
    else if (word === "plan") planText(planOfState(state), loaded.report)
      .split("\n").forEach((line) => out(visible(line)));
    else if (word === "help" || word === "?") help.forEach(say);
    else if (word !== "") say(`there is no command ${word}: help lists them`);
    return true;
  };

  const incomplete = loaded.report.snapshots.filter(({ complete }) => !complete).map(({ host }) => host);
  say(
    `zmaudit, ${loaded.report.snapshots.map(({ host }) => host).join(", ")}: ${summary.status.fail} `
    + `${summary.status.fail === 1 ? "control fails" : "controls fail"}, `
    + (summary.status.error > 0 ? `${summary.status.error} error, ` : "")
    + `${summary.status.unknown} unknown, ${summary.status.manual} manual, ${summary.status.pass} pass. `
    + `${countWords(shownFindings(state).length)}. help lists the commands.`
  );
  if (incomplete.length > 0) say(`incomplete: ${incomplete.join(", ")}`);
  const lines = createInterface({ input: stdin, terminal: false });
  if (interactive) process.stdout.write("> ");
  for await (const text of lines) {
    if (!answer(text)) break;
    if (interactive) process.stdout.write("> ");
  }
  lines.close();
  return loaded.report;
};
