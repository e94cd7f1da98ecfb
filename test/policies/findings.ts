import type { Control } from "../../evaluator/policy/control.js";
import type { Report, Subject } from "../../evaluator/types/report.js";
import { namesSet } from "./apply-fix.js";
import { type FixCommand, readFix } from "./fix-commands.js";

/** A finding whose whole fix is commands that can be tried on the snapshot's text. */
export interface Failing {
  readonly id: string;
  readonly subject: Subject;
  readonly commands: readonly FixCommand[];
}

export const keyOf = (id: string, { kind, name }: Subject): string => `${id} ${kind} ${name}`;

export const subjectsOf = (report: Report): ReadonlyMap<string, Subject> =>
  new Map(report.results.flatMap(({ id, subjects }) =>
    subjects.map((subject) => [keyOf(id, subject), subject] as const)));

export const setsSomething = (commands: readonly FixCommand[]): boolean =>
  commands.some((one) => one.do === "modify" || one.do === "localconfig");

/** A restart writes a service's files anew, which alone may settle a finding: of Postfix, and of those named. */
export const failing = (report: Report, ...writers: readonly string[]): readonly Failing[] => {
  const changes = (commands: readonly FixCommand[]): boolean =>
    setsSomething(commands)
      || commands.some((one) => one.do === "restart" && ["zmmtactl", ...writers].includes(one.what));
  return report.results.flatMap(({ id, subjects }) => subjects.flatMap((subject): readonly Failing[] => {
    const commands = subject.status === "fail" ? readFix(subject.fix ?? []) : undefined;
    return commands && changes(commands) ? [{ id, subject, commands }] : [];
  }));
};

/** Controls that read what the commands set, under its own name. */
export const affected = (one: Failing): ((control: Control) => boolean) => {
  const names = namesSet(one.commands);
  return ({ id, reads }) => id === one.id || reads.some((path) => path.some((word) => names.has(word)));
};

const settled = new Set(["pass", "not_applicable"]);

/** Undefined where the fix settled it, else what it is now. What has no such value any more may be no subject. */
export const leftOf = (one: Failing, after: Report): string | undefined => {
  const now = subjectsOf(after).get(keyOf(one.id, one.subject));
  const all = after.results.find(({ id }) => id === one.id)?.status ?? "";
  if (now ? settled.has(now.status) : one.subject.kind === "deployment" || settled.has(all)) return undefined;
  return `${now?.status ?? "gone"}: ${now?.message ?? ""}\n${(one.subject.fix ?? []).join("\n")}`;
};
