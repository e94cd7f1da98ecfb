import { audit, type AuditOptions } from "./audit.js";
import { sections } from "./policy/builtin.js";
import { type Deployment, groupDeployments } from "./facts/group-deployments.js";
import { sectionsOf, sortResults, summaryOf } from "./report/report.js";
import { highest, worst } from "./results/status.js";
import type { OpenedSnapshot } from "./snapshot/index.js";
import type { Report, Result, Subject } from "./types/report.js";

/** Names of hosts and servers are the network's; those of the directory's own entries need its name where there are several. */
const placed = (subject: Subject, deployment: string): Subject =>
  subject.kind === "host" || subject.kind === "server" ? subject : { ...subject, name: `${subject.name} (${deployment})` };

const mergeResults = (rows: readonly Result[]): Result => {
  const [first] = rows;
  if (!first) throw new Error("no result to merge");
  const subjects = rows.flatMap((row) => row.subjects);
  const status = worst(rows.map((row) => row.status));
  const reasons = [...new Set(rows.filter((row) => row.status === status).flatMap(({ reason }) => (reason === undefined ? [] : [reason])))];
  const { reason: _, ...rest } = first;
  return {
    ...rest, status, subjects, ...(reasons.length > 0 ? { reason: reasons.join("; ") } : {}),
    severity: highest(rows.filter((row) => row.status === "fail").map(({ severity }) => severity)) ?? first.severity,
  };
};

/** One report of those of the first deployments, in their order. */
const mergeReports = (deployments: readonly Deployment[], reports: readonly Report[]): Report => {
  const [first] = reports;
  if (!first) throw new Error("nothing to judge");
  if (deployments.length === 1) return first;
  const rows = new Map<string, Result[]>();
  for (const [i, report] of reports.entries()) {
    for (const result of report.results) {
      const subjects = result.subjects.map((subject) => placed(subject, deployments[i]?.name ?? ""));
      rows.set(result.id, [...(rows.get(result.id) ?? []), { ...result, subjects }]);
    }
  }
  const results = sortResults([...rows.values()].map(mergeResults));
  const times = reports.map(({ now }) => now).filter((now): now is string => now !== null).sort();
  const warnings = reports.flatMap((report) => report.warnings ?? []);
  return {
    ...first, snapshots: reports.flatMap((report) => report.snapshots), now: times.at(-1) ?? null,
    ...(warnings.length > 0 ? { warnings } : {}),
    summary: summaryOf(results), sections: sectionsOf(sections(), results), results,
  };
};

/** Judges any snapshots: each deployment by itself, and one report of all. */
export const auditDeployments = async (snapshots: readonly OpenedSnapshot[], options: AuditOptions): Promise<Report> => {
  const deployments = groupDeployments(snapshots);
  const reports: Report[] = [];
  for (const [i, deployment] of deployments.entries()) {
    const onProgress: AuditOptions["onProgress"] = (done, all, soFar) =>
      options.onProgress?.(i * all + done, deployments.length * all, () => mergeReports(deployments, [...reports, soFar()]));
    reports.push(await audit(deployment.snapshots, { ...options, onProgress }));
  }
  return mergeReports(deployments, reports);
};
