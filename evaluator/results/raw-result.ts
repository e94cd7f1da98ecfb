import type { Verdict } from "../policy/gate.js";
import { isSeverity, type Severity } from "./status.js";

/** One element of a control's `result`, checked. */
export interface RawResult {
  readonly rule: number;
  readonly subject: string;
  readonly status: Verdict;
  readonly message: string;
  readonly severity?: Severity;
  readonly notes: readonly string[];
  readonly evidence: readonly number[];
  readonly fix: readonly string[];
}

const verdicts: readonly string[] = ["pass", "fail", "not_applicable", "manual"];
const keys = new Set(["rule", "subject", "status", "message", "severity", "notes", "evidence", "fix"]);
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
  if (!notes || !fix) return "result has notes or a fix that is no list of texts";
  return {
    rule: typeof raw["rule"] === "number" ? raw["rule"] : -1, subject, status: status as Verdict, message: message.slice(0, textLimit), notes, fix, evidence: numbers(raw["evidence"]),
    ...(severity === undefined ? {} : { severity }),
  };
};
