import type { Report } from "../types/report.js";
import type { Row } from "./where.js";

/** A control whose finding a step settles, and the subjects it does so for. */
export interface Cause {
  readonly id: string;
  readonly title: string;
  readonly subjects: readonly string[];
}

/** What belongs together, in the order in which the rule gave it. Text for a person: nothing here is ever run. */
export interface Step {
  /** Commands and comments; a comment begins with #. */
  readonly lines: readonly string[];
  readonly causes: readonly Cause[];
  readonly danger?: Danger;
}

/** What to know before a step that can lock somebody out or interrupt the service. */
export interface Danger {
  readonly touches: string;
  readonly before: string;
  readonly undo: string;
  readonly check: string;
}

export interface PlanPart {
  readonly kind: "once" | "host" | "restarts";
  /** The host to run it on; for "once" any host of the installation will do, for "restarts" every one that runs the service. */
  readonly where: string;
  readonly steps: readonly Step[];
}

export interface Plan {
  readonly parts: readonly PlanPart[];
  readonly steps: number;
  /** Restarts as the findings asked for them, and what is left after joining them. */
  readonly restarts: { readonly asked: number; readonly joined: number };
  /** Findings that have no fix to plan. */
  readonly without: number;
}

export const isComment = (line: string): boolean => line.trimStart().startsWith("#");
/** `zmproxyctl restart`, also behind `su - zimbra -c`; zmcontrol restarts all of them. */
const restart = /^(?:su - zimbra -c ['"]?)?(zm[a-z]*ctl|zmcontrol) restart\b/;
export const isRestart = (line: string): boolean => restart.test(line.trim());

const dangers: readonly (Danger & { readonly sign: RegExp })[] = [
  {
    sign: /\bsshd?\b|sshd_config|\/etc\/ssh\//, touches: "every login to this host", before: "keep a second session open and know the console",
    undo: "put the old file back and reload sshd", check: "a new login works before the old session is closed",
  },
  {
    sign: /\b(?:ip6?tables|nft|ufw|firewall-cmd|ipset)\b/, touches: "every connection to this host", before: "save the rules and arrange for them to come back in five minutes",
    undo: "load the saved rules", check: "a new SSH login and a message in and out",
  },
  {
    sign: /\b(?:reboot|shutdown)\b|zmcontrol (?:restart|stop)/, touches: "all services of this host", before: "tell the users; check that the backup is of today",
    undo: "none: wait for the services", check: "zmcontrol status",
  },
  { sign: /\brm\s+-|\bzmprov\s+(?:da|dd|ds)\b/, touches: "data that is deleted", before: "take a copy", undo: "put the copy back", check: "that only what was meant is gone" },
];

export const dangerOf = (lines: readonly string[]): Danger | undefined => {
  const commands = lines.filter((line) => !isComment(line));
  const found = dangers.find(({ sign }) => commands.some((command) => sign.test(command)));
  if (!found) return undefined;
  const { touches, before, undo, check } = found;
  return { touches, before, undo, check };
};

interface Building {
  readonly lines: readonly string[];
  readonly causes: Map<string, { title: string; subjects: Set<string> }>;
}

const addCause = (into: Building["causes"], row: Row): void => {
  const cause = into.get(row.result.id) ?? { title: row.result.title, subjects: new Set<string>() };
  if (row.subject) cause.subjects.add(row.subject.name);
  into.set(row.result.id, cause);
};

const stepOf = ({ lines, causes }: Building): Step => {
  const danger = dangerOf(lines);
  return { lines, causes: [...causes].map(([id, { title, subjects }]) => ({ id, title, subjects: [...subjects] })), ...(danger ? { danger } : {}) };
};

/** A block only touches the directory when it has commands and all of them are zmprov's: then any host will do. */
const touchesOneHost = (row: Row, block: readonly string[]): boolean => {
  if (row.host === "") return false;
  const commands = block.filter((line) => !isComment(line));
  return commands.length === 0 || !commands.every((command) => /^(?:su - zimbra -c ['"]?)?zmprov\b/.test(command.trim()));
};

/** What is restarted on every host need not be restarted on one once more: the step for all takes over its causes. */
const joinHosts = (restarts: ReadonlyMap<string, Map<string, Building>>): void => {
  const everywhere = restarts.get("");
  if (!everywhere) return;
  const all = [...everywhere.values()].find(({ lines }) => /zmcontrol restart/.test(lines[0] ?? ""));
  for (const [host, steps] of restarts) {
    for (const [key, { causes }] of host === "" ? [] : [...steps]) {
      const same = everywhere.get(key) ?? all;
      if (!same) continue;
      for (const [id, { title, subjects }] of causes) {
        same.causes.set(id, { title, subjects: new Set([...(same.causes.get(id)?.subjects ?? []), ...subjects]) });
      }
      steps.delete(key);
    }
  }
};

/** A host that restarts everything needs no single restarts. */
const joinRestarts = (steps: ReadonlyMap<string, Building>): readonly Step[] => {
  const all = [...steps.values()].find(({ lines }) => /zmcontrol restart/.test(lines[0] ?? ""));
  return (all ? [all] : [...steps.values()]).map(stepOf);
};

/**
 * The fixes of the findings in the order in which they are run: what is done once for the whole installation, then host by host,
 * the restarts last, each once. Equal blocks of several findings become one step that names all of them.
 */
export const planOf = (rows: readonly Row[]): Plan => {
  const once = new Map<string, Building>();
  const hosts = new Map<string, Map<string, Building>>();
  const restarts = new Map<string, Map<string, Building>>();
  let asked = 0;
  let without = 0;
  const put = (into: Map<string, Building>, lines: readonly string[], row: Row): void => {
    const key = lines.join("\n");
    const step = into.get(key) ?? { lines, causes: new Map() };
    into.set(key, step);
    addCause(step.causes, row);
  };
  const of = (map: Map<string, Map<string, Building>>, host: string): Map<string, Building> => {
    const found = map.get(host) ?? new Map<string, Building>();
    map.set(host, found);
    return found;
  };
  for (const row of rows) {
    if (row.subject?.status !== "fail") continue;
    const lines = row.subject.fix.filter((one) => one.trim() !== "");
    if (lines.length === 0) {
      without++;
      continue;
    }
    const block = lines.filter((one) => !isRestart(one));
    if (block.length > 0) put(touchesOneHost(row, block) ? of(hosts, row.host) : once, block, row);
    for (const one of lines.filter(isRestart)) {
      asked++;
      put(of(restarts, row.host), [one.trim()], row);
    }
  }
  joinHosts(restarts);
  const byName = (map: Map<string, Map<string, Building>>): [string, Map<string, Building>][] => [...map].filter(([, steps]) => steps.size > 0).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const parts: PlanPart[] = [
    ...(once.size > 0 ? [{ kind: "once" as const, where: "", steps: [...once.values()].map(stepOf) }] : []),
    ...byName(hosts).map(([where, steps]) => ({ kind: "host" as const, where, steps: [...steps.values()].map(stepOf) })),
    ...byName(restarts).map(([where, steps]) => ({ kind: "restarts" as const, where, steps: joinRestarts(steps) })),
  ];
  const joined = parts.filter(({ kind }) => kind === "restarts").reduce((sum, { steps }) => sum + steps.length, 0);
  return { parts, steps: parts.reduce((sum, { steps }) => sum + steps.length, 0), restarts: { asked, joined }, without };
};

export const partTitle = ({ kind, where }: PlanPart): string =>
  kind === "once" ? "once for the whole installation" : kind === "host" ? where : `restarts, last${where === "" ? ", on every host that runs the service" : `: ${where}`}`;

/** Control characters would start new lines or hide some: what is written down to be run must be what was read. */
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);

const causeText = ({ id, title, subjects }: Cause): string =>
  `${id} ${title}${subjects.length === 0 ? "" : `: ${subjects.slice(0, 5).join(", ")}${subjects.length > 5 ? ` and ${subjects.length - 5} more` : ""}`}`;

/** The plan as a shell script that does nothing until a person has read it and removed its first line. */
export const planText = (plan: Plan, report: Pick<Report, "snapshots" | "now">): string => {
  const lines = [
    "exit 1  # Read the plan and delete this line; better still, run the commands one by one.",
    `# Plan for ${report.snapshots.map(({ host }) => oneLine(host)).join(", ")}, judged as of ${report.now ?? "an unknown time"}`,
    `# ${plan.steps} steps; ${plan.restarts.asked} restarts joined into ${plan.restarts.joined}`,
  ];
  let number = 0;
  for (const part of plan.parts) {
    lines.push("", `# == ${oneLine(partTitle(part))}`);
    for (const step of part.steps) {
      number++;
      lines.push("", ...step.causes.map((cause, i) => `# ${i === 0 ? `${number}. ` : "   "}${oneLine(causeText(cause))}`));
      if (step.danger) lines.push(`# CAREFUL: touches ${step.danger.touches}. Before: ${step.danger.before}. Undo: ${step.danger.undo}. Check: ${step.danger.check}.`);
      lines.push(...step.lines.map(oneLine));
    }
  }
  return `${lines.join("\n")}\n`;
};
