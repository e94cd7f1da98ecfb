import type { Status, Severity } from "../results/status.js";
import { visible, type Visible } from "./visible.js";

/** Meanings that have a colour. Colour only repeats what a word or sign already says. */
export type Tone = "bad" | "good" | "doubt" | "quiet" | "strong" | "command";

const codes: Readonly<Record<Tone, readonly [number, number]>> = {
  bad: [31, 39], good: [32, 39], doubt: [33, 39], quiet: [2, 22], strong: [1, 22], command: [36, 39],
};

export type Paint = (text: Visible, tone: Tone) => Visible;
export const plain: Paint = (text) => text;
export const coloured: Paint = (text, tone) => `\u001b[${codes[tone][0]}m${text}\u001b[${codes[tone][1]}m` as Visible;

/** NO_COLOR (https://no-color.org) and pipes take colour away; FORCE_COLOR brings it back for a pipe. */
export const paintFor = (stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): Paint => {
  if (environment["NO_COLOR"]) return plain;
  if (environment["FORCE_COLOR"] && environment["FORCE_COLOR"] !== "0") return coloured;
  return stream.isTTY && environment["TERM"] !== "dumb" ? coloured : plain;
};

export const statusSigns: Readonly<Record<Status | "not_covered", { readonly sign: Visible; readonly word: Visible; readonly tone: Tone }>> = {
  fail: { sign: visible("✗"), word: visible("fail"), tone: "bad" },
  pass: { sign: visible("✓"), word: visible("pass"), tone: "good" },
  unknown: { sign: visible("?"), word: visible("unknown"), tone: "doubt" },
  error: { sign: visible("!"), word: visible("error"), tone: "bad" },
  manual: { sign: visible("»"), word: visible("manual"), tone: "doubt" },
  not_applicable: { sign: visible("–"), word: visible("not applicable"), tone: "quiet" },
  not_covered: { sign: visible("·"), word: visible("not covered"), tone: "quiet" },
};

export const severityTones: Readonly<Record<Severity, Tone>> = { critical: "bad", high: "bad", medium: "doubt", low: "strong", info: "quiet" };
