import type { Report } from "../types/report.js";
import { atLeast, type Severity } from "../results/status.js";

/** Exit statuses of the command (docs/exit-codes.md). */
export const exits = { good: 0, findings: 1, undecided: 2, badInput: 3, defect: 4 } as const;

/** 1: something failed at or above the floor. 2: nothing did, but not all was established. `manual` never changes it. */
export const exitOf = (report: Pick<Report, "results">, failOn: Severity, allowUnknown: boolean): number => {
  const weighing = report.results.filter(({ severity }) => atLeast(severity, failOn));
  if (weighing.some(({ status }) => status === "fail")) return exits.findings;
  if (weighing.some(({ status }) => status === "error" || (status === "unknown" && !allowUnknown))) return exits.undecided;
  const measured = report.results.some(({ status }) => status !== "unknown" && status !== "error");
  return measured || allowUnknown ? exits.good : exits.undecided;
};
