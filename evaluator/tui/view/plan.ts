import { isComment, partTitle } from "../../results/plan.js";
import { visible } from "../../text/visible.js";
import { writeDoc, type Doc } from "../docs/doc.js";
import { memo } from "../state/memo.js";
import { rowsOfPlan, type PlanRow } from "../state/derive.js";
import type { State } from "../state/state.js";
import { cell, column, fitLine, gap, line, shown, span, type Line } from "../text/line.js";
import { markWords } from "./list.js";

const causeWords = ([first, ...more]: readonly { readonly id: string }[]): string =>
  `${first?.id ?? ""}${more.length === 0 ? "" : ` +${more.length}`}`;

export const planLines = (state: State, columns: number, rows: number): readonly Line[] => {
  const all = rowsOfPlan(state);
  const { cursor, top } = state.scrolls.plan;
  const head = line(gap(3), cell(visible("#"), 4, "quiet"), cell(visible("ID"), 8, "quiet"), cell(
    visible("STEP"), columns - 16, "quiet"
  ));
  if (all.length === 0) {
    return [head, line(gap(3), span("there is nothing to plan: no finding that fails has a fix", "quiet"))];
  }
  return [fitLine(head, columns), ...all.slice(top, top + rows - 1).map((row, i) => {
    const selected = top + i === cursor;
    const sign = shown(visible(selected ? ">" : " "));
    const one = row.kind === "part"
      ? line(sign, span("▾ "), cell(visible(partTitle(row.part)), columns - 12, "strong"), cell(
        visible(String(row.part.steps.length)), 6, "quiet", "right"
      ))
      : line(sign, shown(visible(row.step.danger ? "! " : "  "), "bad"), cell(visible(String(row.number)), 4), column(
        visible(causeWords(row.step.causes)), 8, "quiet"
      ),
        cell(visible(row.step.lines.find((text) => !isComment(text)) ?? row.step.lines[0] ?? ""), columns - 16));
    const marked = markWords(fitLine(one, columns), state.local.plan === "" ? [] : [state.local.plan]);
    return selected ? { ...marked, selected } : marked;
  })];
};

export const stepDoc = memo((row: PlanRow | undefined, columns: number): Doc => {
  const to = writeDoc(columns);
  if (row?.kind === "step") {
    const { step, number, part } = row;
    to.add(line(span(`STEP ${number}  `, "strong"), span(partTitle(part), "quiet")));
    for (const { id, title, subjects } of step.causes.slice(0, 6)) {
      const more = subjects.length > 6 ? ` and ${subjects.length - 6} more` : "";
      to.words(`${id} ${title}${subjects.length > 0 ? `: ${subjects.slice(0, 6).join(", ")}${more}` : ""}`);
    }
    if (step.danger) {
      to.words(`touches ${step.danger.touches}`, { mark: "CAREFUL  ", markTone: "bad", tone: "strong" });
      to.words(step.danger.before, { mark: "before   ", markTone: "quiet" });
    }
    for (const command of step.lines) to.words(command, { indent: 2, tone: isComment(command) ? "quiet" : "command" });
    if (step.danger) {
      to.words(step.danger.check, { mark: "check    ", markTone: "quiet" });
      to.words(step.danger.undo, { mark: "undo     ", markTone: "quiet" });
    }
    to.gap();
  }
  to.words("Nothing is run from here: the plan is text for a person to read and run.", { tone: "quiet" });
  return to.done();
}, 4);
