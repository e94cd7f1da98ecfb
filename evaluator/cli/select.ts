import { inputError } from "../errors.js";
import type { Control } from "../policy/control.js";
import { isSeverity, severities } from "../results/status.js";
import { nearest } from "../text/nearest.js";

const matches = (control: Control, word: string): boolean =>
  control.id === word || (/^\d+$/.test(word) && control.section === Number(word)) || control.severity === word;

/** Whether a word names anything: a control, a section, a severity. */
const check = (controls: readonly Control[], option: string, word: string): void => {
  if (isSeverity(word) || controls.some((control) => matches(control, word))) return;
  const ids = controls.map(({ id }) => id);
  const near = nearest(word, [...ids, ...severities, ...new Set(controls.map(({ section }) => String(section ?? "")))], 3).filter((name) => name !== "");
  throw inputError({ what: `there is no control, section or severity ${JSON.stringify(word.slice(0, 60))}`, where: option, todo: near.length > 0 ? `nearest: ${near.join(", ")}; "zmaudit controls" lists all` : `"zmaudit controls" lists all`, kind: "command" });
};

/** The controls that --only and --except leave. */
export const selection = (controls: readonly Control[], only: readonly string[], except: readonly string[]): ((control: Control) => boolean) => {
  for (const word of only) check(controls, "--only", word);
  for (const word of except) check(controls, "--except", word);
  const chosen = (control: Control): boolean => (only.length === 0 || only.some((word) => matches(control, word))) && !except.some((word) => matches(control, word));
  if (!controls.some(chosen)) throw inputError({ what: "the selection leaves no control", where: `--only ${only.join(",") || "(all)"} --except ${except.join(",") || "(none)"}`, todo: `"zmaudit controls" lists all`, kind: "command" });
  return chosen;
};

/** Splits "8,15.1" and repeated options alike. */
export const words = (value: string, before: readonly string[] = []): readonly string[] => [...before, ...value.split(",").map((word) => word.trim()).filter((word) => word !== "")];
