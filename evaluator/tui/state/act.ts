import { renderers } from "../../report/render.js";
import { planText } from "../../results/plan.js";
import { visible, visibleJson } from "../../text/visible.js";
import { placeOf as evidencePlace } from "../docs/detail.js";
import { plainText } from "../text/line.js";
import {
  currentFinding, currentRow, docOf, planOfState, rowsOfHosts, rowsOfList, rowsOfPlan, rowsOfSections, shownFindings,
} from "./derive.js";
import { move } from "./motion.js";
import type { Finding } from "./model.js";
import { findingsUnder } from "./rows.js";
import { push } from "./navigate.js";
import { isList, placeOf, saying, startScroll, type Effect, type State, type Step } from "./state.js";

const toggledAll = (set: ReadonlySet<string>, keys: readonly string[]): ReadonlySet<string> => {
  const next = new Set(set);
  const all = keys.every((key) => next.has(key));
  for (const key of keys) if (all) next.delete(key);
  else next.add(key);
  return next;
};

const findingsAtCursor = (state: State): readonly Finding[] => {
  const place = placeOf(state);
  const { world } = state;
  if (!world) return [];
  if (place.screen === "findings") {
    const row = currentRow(state);
    return row ? findingsUnder(row, shownFindings(state), state.grouping) : [];
  }
  if (place.screen === "sections") {
    const row = rowsOfSections(state)[state.scrolls.sections.cursor];
    return row ? world.model.findings.filter(({ section, status }) => section === row.number && status === "fail") : [];
  }
  if (place.screen === "hosts") {
    const row = rowsOfHosts(state)[state.scrolls.hosts.cursor];
    return row ? world.model.findings.filter(({ host, status }) => host === row.name && status === "fail") : [];
  }
  if (place.screen === "plan") {
    const row = rowsOfPlan(state)[state.scrolls.plan.cursor];
    if (row?.kind !== "step") return [];
    return row.step.causes.flatMap(({ id, subjects }) => (world.model.byControl
      .get(id) ?? []).filter(({ status, subject }) => status === "fail"
      && subjects.includes(subject?.name ?? "")
      && subject?.fix.some((one) => row.step.lines.includes(one.trim()) || row.step.lines.includes(one))));
  }
  const finding = currentFinding(state);
  return finding ? [finding] : [];
};

/** Takes what a step of the plan is for off the plan. */
const offPlan = (state: State): Step => {
  const keys = findingsAtCursor(state).map(({ key }) => key);
  if (keys.length === 0) return [saying(state, "the head of a part: its steps are below")];
  const failing = (state.world?.model.findings ?? []).filter(({ status }) => status === "fail").map(({ key }) => key);
  const planned = new Set(state.planned.size > 0 ? state.planned : failing);
  for (const key of keys) planned.delete(key);
  return [saying({ ...state, planned }, planned.size === 0
    ? "nothing is on the plan: it shows all fixes again"
    : "taken off the plan")];
};

/** Space: marks and goes one row down, so that several are marked by holding it. */
export const mark = (state: State): Step => {
  const keys = findingsAtCursor(state).map(({ key }) => key);
  if (keys.length === 0) return [saying(state, "nothing to mark here")];
  return move("down")({ ...state, marks: toggledAll(state.marks, keys) });
};

export const markAll = (state: State): Step => {
  const keys = shownFindings(state).map(({ key }) => key);
  const marks = toggledAll(state.marks, keys);
  return [saying({ ...state, marks }, `${marks.size} marked`)];
};

/** p: the marked findings, or the one under the cursor, onto the plan or off it. */
export const planToggle = (state: State): Step => {
  if (placeOf(state).screen === "plan") return offPlan(state);
  const { world } = state;
  const marked = world ? world.model.findings.filter(({ key }) => state.marks.has(key)) : [];
  const chosen = (marked.length > 0 ? marked : findingsAtCursor(state))
    .filter(({ status, subject }) => status === "fail" && (subject?.fix.length ?? 0) > 0);
  if (chosen.length === 0) return [saying(state, "this finding has no fix: only failures have one", "doubt")];
  const planned = toggledAll(state.planned, chosen.map(({ key }) => key));
  const added = planned.size > state.planned.size;
  return [saying(
    { ...state, planned, marks: new Set() },
    `${chosen.length === 1 ? "fix" : `${chosen.length} fixes`} ${added ? "put on" : "taken off"} the plan: `
    + `${planned.size} there (4 shows it)`
  )];
};

const copying = (state: State, what: string, text: string): Step =>
  text === ""
    ? [saying({ ...state, overlay: undefined }, `there is no ${what} here`, "doubt")]
    : [{ ...state, overlay: undefined, lastCopied: text }, [{ kind: "copy", what, text }]];

/** Clipboards end up in shells: what is copied is escaped as on the screen, so that no control character goes along. */
const lines = (list: readonly string[]): string => list.map((one) => visible(one)).join("\n");

const planStep = (state: State): readonly string[] | undefined => {
  const row = placeOf(state).screen === "plan" ? rowsOfPlan(state)[state.scrolls.plan.cursor] : undefined;
  return row?.kind === "step" ? row.step.lines : undefined;
};

export const copyFix = (state: State): Step =>
  copying(state, "fix", lines(planStep(state) ?? currentFinding(state)?.subject?.fix ?? []));
export const copyFixes = (state: State): Step => {
  const { world } = state;
  if (placeOf(state).screen === "plan") {
    return world ? copying(state, "plan", planText(planOfState(state), world.model.report)) : [state];
  }
  const marked = (world?.model.findings ?? []).filter(({ key, status }) => state.marks.has(key) && status === "fail");
  return copying(state, "fix of marked findings", lines(marked.flatMap(({ result, name, subject }) =>
    [`# ${result.id} ${name}`, ...(subject?.fix ?? [])])));
};
export const copyEvidence = (state: State): Step => {
  const place = placeOf(state);
  if (place.screen === "source" || place.screen === "control") {
    return copying(state, "line", plainText(docOf(state).line(place.scroll.cursor)).trim());
  }
  return copying(state, "evidence", lines((currentFinding(state)?.subject?.evidence ?? [])
    .flatMap((one) => one.lines.map(({ line, text }) => `${one.host} ${evidencePlace(one)}:${line}: ${text}`))));
};
export const copyId = (state: State): Step => {
  const finding = currentFinding(state);
  return copying(state, "finding", finding
    ? `${finding.id} ${finding.title}${finding.name === "" ? "" : ` (${finding.name}): ${finding.status}`}`
    : "");
};
export const copyJson = (state: State): Step => {
  const finding = currentFinding(state);
  return copying(state, "finding", finding ? visibleJson({
    id: finding.result.id, title: finding.result.title, section: finding.section,
    ...(finding.subject ?? finding.result),
  }, 1) : "");
};
export const copyLink = (state: State): Step => {
  const place = placeOf(state);
  const id = currentFinding(state)?.result.id ?? (place.screen === "control" ? place.id : undefined);
  return copying(
    state, "link", lines((id === undefined ? undefined : state.world?.control(id))?.links.map(({ url }) => url) ?? [])
  );
};
export const showCopied = (state: State): Step =>
  state.lastCopied === ""
    ? [saying({ ...state, overlay: undefined }, "nothing has been copied yet")]
    : [{ ...state, overlay: { kind: "text", title: "Copied last: select it here", text: state.lastCopied, top: 0 } }];

export const exportFormats = (screen: string): readonly string[] =>
  (screen === "plan" ? ["sh"] : Object.keys(renderers));
const endings: Readonly<Record<string, string>> = {
  table: "txt", markdown: "md", junit: "xml", sarif: "sarif", ndjson: "ndjson", hdf: "hdf.json", oscal: "oscal.json",
};

export const exportName = (state: State, format: string): string => {
  const report = state.world?.model.report;
  const host =
    report?.snapshots.length === 1 ? report.snapshots[0]?.host ?? "" : `${report?.snapshots.length ?? 0}-hosts`;
  const name = host.replace(/[^a-zA-Z0-9.-]/g, "_").replace(/^[.-]+/, "").slice(0, 60);
  const date = (report?.now ?? "").slice(0, 10) || "undated";
  return `zmaudit-${name}-${date}.${format === "sh" ? "plan.sh" : endings[format] ?? format}`;
};

export const startExport = (state: State): Step => {
  const { filling } = state;
  if (filling) return [saying(state, `${filling.done} of ${filling.all} judged: export when all are`, "doubt")];
  const [format = "json"] = exportFormats(placeOf(state).screen);
  const file = exportName(state, format);
  return [{
    ...state, overlay: { kind: "export", format, file },
    input: { field: "file", text: file, cursor: file.length, before: file },
  }];
};

/** o and O: the text of this place in another program, escaped as it is here. */
export const outside = (program: "pager" | "editor") => (state: State): Step => {
  const place = placeOf(state);
  if (place.screen === "plan" && state.world) return [state, [{
    kind: "outside", with: program, name: "plan.sh", text: planText(planOfState(state), state.world.model.report),
    line: 1,
  }]];
  const finding = currentFinding(state);
  const opened: State =
    isList(place) && finding ? push(state, { screen: "detail", key: finding.key, scroll: startScroll }) : state;
  const at = placeOf(opened);
  if (isList(at)) return [saying(state, "nothing to show outside here", "doubt")];
  const doc = docOf(opened);
  const text: string[] = [];
  for (let i = 0; i < Math.min(doc.length, 500_000); i++) text.push(plainText(doc.line(i)));
  const effect: Effect = {
    kind: "outside", with: program, name: `${at.screen}.txt`, text: `${text.join("\n")}\n`, line: at.scroll.cursor + 1,
  };
  return [state, [effect]];
};

export const showControl = (state: State): Step => {
  const place = placeOf(state);
  const row = place.screen === "plan" ? rowsOfPlan(state)[state.scrolls.plan.cursor] : undefined;
  const id = place.screen === "source"
    ? place.id
    : row?.kind === "step" ? row.step.causes[0]?.id
    : currentFinding(state)?.result.id;
  return id === undefined
    ? [saying(state, "no control is under the cursor", "doubt")]
    : [push(state, { screen: "control", id, scroll: startScroll })];
};

/** What is shown, for the export and for --print. */
export const shownKeys = (state: State): ReadonlySet<string> =>
  new Set(rowsOfList(state).length === 0 ? [] : shownFindings(state).map(({ key }) => key));
