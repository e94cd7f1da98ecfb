import type { Verdict } from "../policy/gate.js";
import { isSeverity, type Severity } from "./status.js";

/** One element of a control's `result`, checked. */
export interface RawResult {
  readonly rule: number;
  readonly subject: string;
  /** A rule may always say that it cannot tell: nothing is gained by it. */
  readonly status: Verdict | "unknown";
  readonly message: string;
  readonly severity?: Severity;
  readonly notes: readonly string[];
  readonly evidence: readonly number[];
  readonly fix: readonly string[];
  /** For unknown: commands whose answer would settle it; a line that begins with # says something else to do. */
  readonly settle: readonly string[];
}

const verdicts: readonly string[] = ["pass", "fail", "not_applicable", "manual", "unknown"];
const keys = new Set(["rule", "subject", "status", "message", "severity", "notes", "evidence", "fix", "settle"]);
const textLimit = 4000;
const listLimit = 200;

const texts = (value: unknown): readonly string[] | undefined => {
  const list = value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value];
  return list.every((item): item is string => typeof item === "string") ? list.slice(0, listLimit).map((item) => item.slice(0, textLimit)) : undefined;
};

/** Evidence is given as leaves, or lists of leaves: what counts of each is its number into the evidence table. */
const numbers = (value: unknown): readonly number[] => {
  if (Array.isArray(value)) return [...new Set((value as unknown[]).slice(0, listLimit).flatMap((item) => [...numbers(item)]))];
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return [value];
  if (typeof value === "object" && value !== null && "ev" in value) return numbers(value.ev);
  return [];
};

/** A sentence instead of the result where the rule gave something else. */
export const readResult = (value: unknown): RawResult | string => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "result gave something that is no object";
  const raw = value as Readonly<Record<string, unknown>>;
  const stray = Object.keys(raw).find((key) => !keys.has(key));
  if (stray !== undefined) return `result has a field that results do not have: ${JSON.stringify(stray.slice(0, 80))}`;
  const { subject, status, message, severity } = raw;
  if (typeof subject !== "string" || subject === "") return "result has no subject, or one that is no text";
  if (typeof status !== "string" || !verdicts.includes(status)) return `result has the status ${JSON.stringify(status) ?? "(none)"}; it must be one of ${verdicts.join(", ")}`;
  if (typeof message !== "string" || message === "") return "result has no message";
  if (severity !== undefined && !isSeverity(severity)) return `result has a severity that does not exist: ${JSON.stringify(severity)}`;
  const notes = texts(raw["notes"]);
  const fix = texts(raw["fix"]);
  const settle = texts(raw["settle"]);
  if (!notes || !fix || !settle) return "result has notes, a fix or a settle that is no list of texts";
  const isUnknown = status === "unknown";
  if (isUnknown && settle.length === 0) return "result says unknown without saying in settle what would settle it";
  if (isUnknown && (fix.length > 0 || severity !== undefined)) return "result says unknown with a fix or a severity";
  if (!isUnknown && settle.length > 0) return `result has settle, which is for unknown only, and says ${status}`;
  return {
    rule: typeof raw["rule"] === "number" ? raw["rule"] : -1, subject, status: status as RawResult["status"],
    message: message.slice(0, textLimit), notes, fix, settle, evidence: numbers(raw["evidence"]),
    ...(severity === undefined ? {} : { severity }),
  };
};
