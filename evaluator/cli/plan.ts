import { planOf, planText } from "../results/plan.js";
import { rowsOf } from "../results/where.js";
import { visible } from "../text/visible.js";
import { judgeSnapshots, type JudgeArguments } from "./audit.js";
import { exits } from "./exit.js";
import type { Io } from "./io.js";

/** `zmaudit plan SNAPSHOT`: what to run to settle the findings, for a person to read. */
export const runPlan = async (paths: readonly string[], args: JudgeArguments, io: Io): Promise<number> => {
  const { report } = await judgeSnapshots(paths, args, io);
  for (const line of planText(planOf(rowsOf(report)), report).trimEnd().split("\n")) io.out(visible(line));
  return exits.good;
};
