import type { Report } from "../types/report.js";
import { visibleJson } from "../text/visible.js";
import { table, type TableOptions } from "./table.js";

export type Format = "table" | "json";

/** One renderer a format: a report in, text out. */
export const renderers: Readonly<Record<Format, (report: Report, options: TableOptions) => string>> = {
  table: (report, options) => `${table(report, options).join("\n")}\n`,
  json: (report) => `${visibleJson(report, 1)}\n`,
};

export const render = (format: Format, report: Report, options: TableOptions): string => renderers[format](report, options);
