import { sectionsOf, summaryOf } from "../report/report.js";
import type { Report, Result } from "../types/report.js";
import { highest, worst } from "./status.js";
import { rowOf, type Row } from "./where.js";

/** The result with only the subjects that were asked for, its status and severity taken of those; undefined where none is left. */
const narrowResult = (result: Result, keep: (row: Row) => boolean): Result | undefined => {
  if (result.subjects.length === 0) return keep(rowOf(result)) ? result : undefined;
  const subjects = result.subjects.filter((subject) => keep(rowOf(result, subject)));
  if (subjects.length === 0) return undefined;
  if (subjects.length === result.subjects.length) return result;
  return {
    ...result, subjects, status: result.status === "error" ? "error" : worst(subjects.map(({ status }) => status)),
    severity: highest(subjects.filter(({ status }) => status === "fail").map(({ severity }) => severity)) ?? result.severity,
  };
};

/**
 * The report with what matches and nothing else; its counts are those of what is left, and it says that it was narrowed. Exit
 * statuses are taken from the whole report: what is looked at does not change what was found.
 */
export const narrowReport = (report: Report, keep: (row: Row) => boolean, says: string): Report => {
  const results = report.results.flatMap((result) => narrowResult(result, keep) ?? []);
  return {
    ...report, results, summary: summaryOf(results), sections: sectionsOf(report.sections, results),
    warnings: [...(report.warnings ?? []), `only what matches is listed: ${says}`],
  };
};
