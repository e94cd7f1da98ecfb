import { statusSigns, severityTones } from "../../text/style.js";
import { countEscaped, fit, visible } from "../../text/visible.js";
import type { Evidence, Subject } from "../../types/report.js";
import { isComment } from "../../results/plan.js";
import { cell, line, shown, span, type Line } from "../text/line.js";
import type { Finding } from "../state/model.js";
import { severityRank, statusRank } from "../state/rows.js";
import type { World } from "../world.js";
import { writeDoc, type Doc, type DocWriter } from "./doc.js";

const longestCommand = 4_000;
const subjectsShown = 12;
const linksShown = 12;

export const placeOf = ({ source, part }: { readonly source: string; readonly part: string }): string =>
  `${source}${part === "" ? "" : `@${part}`}`;

const sourceTarget = (one: Evidence) => ({
  kind: "source" as const, ref: { host: one.host, source: one.source, part: one.part },
  lines: one.lines.map(({ line: number }) => number),
});

const bytesLine = (text: string): string => [...Buffer.from(text.slice(0, 64), "utf8")]
  .map((byte) => byte.toString(16).padStart(2, "0")).join(" ") + (text.length > 64 ? " …" : "");

const writeEvidence = (to: DocWriter, evidence: readonly Evidence[], many: boolean, bytes: boolean): number => {
  let escaped = 0;
  for (const one of evidence) {
    const target = sourceTarget(one);
    to.add(line(span("  "), span(
      `${many ? `${one.host} ` : ""}${placeOf(one)}`, "link"
    ), span(one.note === undefined ? "" : `  ${one.note}`, "quiet")), target);
    for (const { line: number, text } of one.lines) {
      escaped += countEscaped(text);
      to.add(line(span(`${String(number).padStart(6)}  `, "quiet"), span(text.trimEnd())), target);
      if (bytes) to.add(line(span("        "), span(bytesLine(text), "number")), target);
    }
  }
  return escaped;
};

const worstFirst = (a: Finding, b: Finding): number => statusRank(a.status) - statusRank(b.status)
  || severityRank(b.severity) - severityRank(a.severity) || a.index - b.index;

const subjectLine = (one: Finding, current: boolean, columns: number): Line => {
  const { word, tone } = statusSigns[one.status];
  const status = cell(word, 15, tone);
  const name = Math.max(12, Math.min(44, columns - 20));
  return line(span(current ? " • " : "   "), cell(one.name, name, current ? "strong" : undefined), span(" "), status);
};

const writeSubjects = (
  to: DocWriter, all: readonly Finding[], finding: Finding, columns: number, linear: boolean,
): void => {
  if (all.length < 2) return;
  const failing = all.filter(({ status }) => status === "fail").length;
  to.heading("SUBJECTS", `${failing} of ${all.length} fail`);
  const ordered = [...all].sort(worstFirst);
  // The one that is looked at is always among them.
  const listed = ordered.indexOf(finding) < subjectsShown
    ? ordered.slice(0, subjectsShown)
    : [...ordered.slice(0, subjectsShown - 1), finding];
  for (const one of listed) {
    if (linear) to.words(`${one.name}, ${statusSigns[one.status].word}${one.key === finding.key ? ", this one" : ""}`, {
      indent: 2,
    });
    else to.add(subjectLine(one, one.key === finding.key, columns), { kind: "finding", key: one.key });
  }
  const more = `… ${ordered.length - listed.length} more${linear ? "" : ": enter lists all"}`;
  if (ordered.length > listed.length) to.words(more, {
    indent: 3, tone: "link", target: { kind: "filter", where: `id:${finding.result.id}` },
  });
};

const seeAlso = /\b(\d{1,2}\.\d{1,2})\b/g;

/** Findings that belong together: those that the control's page names, and what else is wrong with the same subject. */
export const linksOf = (
  world: World, finding: Finding,
): readonly { readonly finding: Finding; readonly why: string }[] => {
  const named =
    new Set([...(world.control(finding.result.id)?.readme ?? "").matchAll(seeAlso)].map(([, id]) => id ?? ""));
  named.delete(finding.result.id);
  const byPage = [...named].flatMap((id) => {
    const [worst] = [...(world.model.byControl.get(id) ?? [])].sort(worstFirst);
    return worst ? [{ finding: worst, why: "named on its page" }] : [];
  });
  const { name } = finding;
  const same = name === "" ? [] : (world.model.bySubject.get(`${finding.kind}\0${name}`) ?? [])
    .filter((one) => one.result.id !== finding.result.id && one.status !== "pass" && one.status !== "not_applicable"
      && !named.has(one.result.id))
    .slice(0, 200).sort(worstFirst).map((one) => ({ finding: one, why: "same subject" }));
  return [...byPage, ...same].slice(0, linksShown);
};

const firstWords = (readme: string): string => {
  const why = readme.split(/^## .*$/m).find((part, i) => i > 0 && part.trim() !== "") ?? readme.replace(/^# .*$/m, "");
  return why.trim().split(/\n\s*\n/)[0]?.replaceAll("\n", " ") ?? "";
};

const pathsShown = 8;
const reasonsShown = 8;

/**
 * What was not there to judge by: each reason once, with the facts that it costs, and the commands that would settle
 * it.
 */
const writeMissing = (to: DocWriter, missing: NonNullable<Subject["missing"]>): void => {
  if (missing.length === 0) return;
  to.heading("WHAT IS MISSING");
  const byReason = new Map<string, string[]>();
  const commands = new Set<string>();
  for (const { path, reason, source, part = "", host, command } of missing) {
    const says = source === undefined ? reason : `${reason} (${placeOf({ source, part })})`;
    byReason.set(says, [...(byReason.get(says) ?? []), path]);
    if (command !== undefined) commands.add(`${host === undefined ? "" : `on ${host}: `}${command}`);
  }
  for (const [reason, paths] of [...byReason].slice(0, reasonsShown)) {
    to.words(reason, { indent: 2 });
    for (const path of paths.slice(0, pathsShown)) to.words(path, { indent: 4, tone: "quiet" });
    if (paths.length > pathsShown) to.words(`… ${paths.length - pathsShown} more`, { indent: 4, tone: "quiet" });
  }
  if (byReason.size > reasonsShown) {
    to.words(`… ${byReason.size - reasonsShown} more reasons`, { indent: 2, tone: "quiet" });
  }
  for (const command of commands) to.words(command, { indent: 2, mark: "settle it: ", tone: "command" });
};

/**
 * One finding: what was found, the lines that show it, the fix, and where it leads. `linear` is for texts that are read
 * line by line: no columns, nothing cut or broken that is to be copied, and nothing about keys.
 */
export const detailDoc = (
  world: World, finding: Finding, columns: number, bytes: boolean, linear = false,
): Doc => {
  const to = writeDoc(columns);
  const command = (text: string): void => {
    const tone = isComment(text) ? "quiet" : "command";
    // A line break in a command is shown as one: what follows would look like a command, or a comment, of its own.
    const whole = visible(text.slice(0, longestCommand));
    if (linear) to.add(line(span("  "), shown(whole, tone)));
    else to.words(whole, { indent: 2, tone });
  };
  const { result, subject } = finding;
  const all = world.model.byControl.get(result.id) ?? [finding];
  const { word, tone } = statusSigns[finding.status];
  to.add(line(
    shown(word, tone), span(" · "),
    span(finding.severity, finding.status === "fail" ? severityTones[finding.severity] : undefined),
    span(subject ? ` · ${subject.kind} ${subject.name}` : " · the control as a whole")
  ));
  to.words(subject?.message ?? result.reason ?? result.title);
  for (const note of [...(subject?.notes ?? []), ...(result.notes ?? [])]) {
    to.words(note, { mark: "note: ", markTone: "doubt" });
  }
  writeMissing(to, subject?.missing ?? []);
  const settle = finding.status === "unknown" ? subject?.settle ?? [] : [];
  if (settle.length > 0) {
    to.heading("WHAT WOULD SETTLE IT", subject === undefined ? undefined : `for ${subject.name}`);
    settle.forEach(command);
  }
  writeSubjects(to, all, finding, columns, linear);
  let escaped = 0;
  const evidence = subject?.evidence ?? [];
  if (evidence.length > 0) {
    const [first] = evidence;
    const hint = linear ? undefined : "enter opens the output";
    to.heading("EVIDENCE", bytes ? "bytes" : hint, first && sourceTarget(first));
    escaped = writeEvidence(to, evidence, world.model.hosts.length > 1, bytes);
    if (escaped > 0) {
      to.words(`${escaped} characters of the evidence are shown as their number`, { indent: 2, tone: "doubt" });
    }
  }
  const fix = finding.status === "fail" ? subject?.fix ?? [] : [];
  if (fix.length > 0) {
    to.heading("FIX", subject === undefined ? undefined : `for ${subject.name}`);
    fix.forEach(command);
  }
  const text = world.control(result.id);
  if (text) {
    to.heading("WHY");
    to.words(firstWords(text.readme));
    if (!linear) to.add(line(span("  how it is judged, and the rule", "link")), { kind: "control", id: result.id });
  }
  const links = linksOf(world, finding);
  if (links.length > 0) {
    to.heading("LINKED");
    for (const { finding: other, why } of links) {
      if (linear) {
        to.words(`${other.id} ${other.title}, ${statusSigns[other.status].word}, ${why}`, { indent: 2 });
        continue;
      }
      const room = Math.max(10, columns - 38);
      to.add(line(span("  "), cell(other.id, 7, "link"), cell(other.title, room), span(" "), cell(
        statusSigns[other.status].word, 9, statusSigns[other.status].tone
      ), span(why, "quiet")), { kind: "finding", key: other.key });
    }
  }
  return to.done(fit(visible(`${all.filter(({ status }) => status === "fail").length} of ${all.length} fail`), 30));
};
