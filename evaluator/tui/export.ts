import { access, writeFile } from "node:fs/promises";
import { constants } from "node:fs";
import { resolve } from "node:path";
import { renderers } from "../report/render.js";
import { narrowReport } from "../results/narrow.js";
import { planText } from "../results/plan.js";
import { plain } from "../text/style.js";
import type { Report } from "../types/report.js";
import { shownKeys } from "./state/act.js";
import { planOfState } from "./state/derive.js";
import { keyOf } from "./state/model.js";
import type { Action } from "./state/reduce.js";
import { screenOf, type Effect, type State } from "./state/state.js";

/** The report with what the list shows, for exports and for --print. */
export const shownReport = (state: State): Report | undefined => {
  const report = state.world?.model.report;
  if (!report) return undefined;
  const keys = shownKeys(state);
  const says = state.filter.text || "the browser's filter";
  return narrowReport(report, ({ result, subject }) => keys.has(keyOf(result.id, subject)), says);
};

const exportText = (state: State, format: string): string | undefined => {
  const report = state.world?.model.report;
  if (!report) return undefined;
  if (format === "sh") return planText(planOfState(state), report);
  const shown = screenOf(state) === "findings" ? shownReport(state) ?? report : report;
  const renderer = Object.entries(renderers).find(([name]) => name === format)?.[1];
  return renderer?.(shown, { columns: 100, paint: plain, all: true });
};

/** Writes what is shown, and asks first where a file is there already. */
export const writeExport = async (
  state: State, effect: Extract<Effect, { readonly kind: "export" }>,
): Promise<Action> => {
  const text = exportText(state, effect.format);
  if (text === undefined) return { type: "said", text: `there is no format ${effect.format}`, tone: "bad" };
  const file = resolve(effect.file);
  try {
    if (!effect.overwrite && (await access(file, constants.F_OK).then(() => true, () => false))) {
      return { type: "ask", question: `${file} exists. Write over it?`, yes: { ...effect, overwrite: true } };
    }
    await writeFile(file, text, { flag: effect.overwrite ? "w" : "wx" });
    return { type: "said", text: `wrote ${file}, ${Buffer.byteLength(text)} bytes`, tone: "good" };
  } catch (cause) {
    return { type: "said", text: `could not write ${file}: ${(cause as Error).message}`, tone: "bad" };
  }
};
