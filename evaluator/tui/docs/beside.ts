import { originOf } from "../../results/where.js";
import type { Status } from "../../results/status.js";
import type { Finding } from "../state/model.js";
import { line, span } from "../text/line.js";
import type { SourcePart, SourceRef, World } from "../world.js";
import { placeOf } from "./detail.js";
import { writeDoc, type Doc } from "./doc.js";
import { regoLine } from "./rego.js";
import { notAtHand, provenanceOf, sourceDoc } from "./source.js";

const ruleShare = 0.3;
const leastRule = 6;

/** Where a rule gives this verdict, else where it begins: above stand its annotations, which the page says in words. */
const ruleFrom = (lines: readonly string[], status: Status): number => {
  const verdict = lines.findIndex((one) => one.startsWith(`result contains verdict.${status}`));
  if (verdict >= 0) return verdict;
  const at = lines.findIndex((one) => /^package\b/.test(one));
  const first = lines.findIndex((one, i) => i > at && /^\s*[^\s#]/.test(one) && !/^import\b/.test(one));
  return Math.max(0, first);
};

/**
 * Beside an open finding: the output around the lines that prove it, where they are from, and the beginning of the
 * rule. As many lines as the pane has, since nothing in it scrolls.
 */
export const besideDoc = (
  world: World, finding: Finding, ref: SourceRef, evidence: readonly number[], columns: number, rows: number,
): Doc => {
  const part: SourcePart | undefined = world.source(ref);
  const source = sourceDoc(ref, part, evidence, { columns, left: 0, wrap: false, bytes: false });
  const control = world.control(finding.result.id);
  const rule = (control?.rule ?? "").trimEnd().split("\n");
  const from = ruleFrom(rule, finding.status);
  const ruleRows = control === undefined || control.rule === "" ? 0 : Math.min(
    rule.length - from, Math.max(leastRule, Math.floor(rows * ruleShare))
  );
  const to = writeDoc(columns);
  const text = part?.text;
  if (part === undefined || text === undefined) {
    to.heading("EVIDENCE", placeOf(ref));
    to.words(part === undefined ? notAtHand : "there is no output", { tone: "doubt" });
  } else {
    // Heading, provenance and origin with a blank line before and after, and the rule with its heading.
    const room = Math.max(4, rows - 5 - (ruleRows > 0 ? ruleRows + 2 : 0));
    const head = source.headLines ?? 0;
    const first = Math.max(head, Math.min(source.start - Math.floor(room / 3), source.length - room));
    const last = Math.min(source.length, first + room);
    const count = source.length - head;
    to.heading(
      "EVIDENCE", `${placeOf(ref)}${count === 0 ? "" : `  lines ${first - head + 1}–${last - head} of ${count}`}`
    );
    for (let i = first; i < last; i++) to.add(source.line(i));
    to.gap();
    to.add(line(span("provenance  ", "quiet"), span(provenanceOf(part), "quiet")));
    const origin = originOf(finding);
    if (origin !== "none" && origin !== "file") {
      to.add(line(span("origin      ", "quiet"), span(`the ${origin} value`, "quiet")));
    }
    const escaped = source.escaped?.(first, last) ?? 0;
    if (escaped > 0) to.add(line(
      span("escaped     ", "quiet"), span(`${escaped} characters of these lines are shown as their number`, "doubt")
    ));
  }
  if (control && ruleRows > 0) {
    to.heading("RULE", control.file);
    rule.slice(from, from + ruleRows).forEach((one, i) =>
      to.add(line(span(`${String(from + i + 1).padStart(4)}  `, "quiet"), ...regoLine(one).spans)));
  }
  return to.done();
};
