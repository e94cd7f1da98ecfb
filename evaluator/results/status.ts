export type Status = "fail" | "pass" | "unknown" | "not_applicable" | "manual" | "error";
export type Severity = "info" | "low" | "medium" | "high" | "critical";

export const severities: readonly Severity[] = ["info", "low", "medium", "high", "critical"];
export const isSeverity = (text: unknown): text is Severity => severities.includes(text as Severity);
export const atLeast = (severity: Severity, floor: Severity): boolean => severities.indexOf(severity) >= severities.indexOf(floor);

/** Worst first: what a roll-up of several takes. */
export const statuses: readonly Status[] = ["fail", "error", "unknown", "manual", "pass", "not_applicable"];
export const worst = (list: readonly Status[]): Status => statuses.find((status) => list.includes(status)) ?? "not_applicable";

/** Highest of a list of severities; undefined for an empty list. */
export const highest = (list: readonly Severity[]): Severity | undefined => [...severities].reverse().find((severity) => list.includes(severity));
