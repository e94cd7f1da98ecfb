import type { Blocker, Gate, GateRead, GateRule, SubjectKind, Verdict } from "../policy/gate.js";
import { blockersOf, reasonsOf, unknownsOf } from "../policy/gate.js";
import { incomplete, resolve } from "../policy/resolve.js";
import type { Judgement } from "../policy/engine.js";
import { readResult, type RawResult } from "./raw-result.js";
import { membersOf, identitiesOf, meantBy, type Identity } from "./identity.js";
import { highest, worst, type Severity, type Status } from "./status.js";

export interface DecidedSubject extends Identity {
  readonly status: Status;
  readonly severity?: Severity;
  readonly message: string;
  readonly notes: readonly string[];
  readonly missing: readonly Blocker[];
  readonly evidence: readonly number[];
  readonly fix: readonly string[];
  /** For an unknown that a rule gave: commands that would settle it. */
  readonly settle: readonly string[];
  /** Rules whose results this row is made of. */
  readonly rules: readonly number[];
}

export interface Decision {
  readonly status: Status;
  readonly reason?: string;
  readonly evidence: readonly number[];
  readonly subjects: readonly DecidedSubject[];
}

const row = ({ kind, name }: Identity, status: Status, message: string, more: Partial<DecidedSubject> = {}): DecidedSubject =>
  ({ kind, name, status, message, notes: [], missing: [], evidence: [], fix: [], settle: [], rules: [], ...more });

const because = (missing: readonly Blocker[]): string => [...new Set(missing.map(({ reason }) => reason))].slice(0, 3).join("; ");
const evidenceOf = (missing: readonly Blocker[]): readonly number[] => [...new Set(missing.flatMap(({ ev }) => (ev === undefined ? [] : [ev])))];

const unknownRow = (who: Identity, missing: readonly Blocker[], rules: readonly number[] = []): DecidedSubject =>
  row(who, "unknown", missing.length > 0 ? because(missing) : "no rule of the control gives a verdict for what is known here", { missing, evidence: evidenceOf(missing), rules });

/** What keeps a subject from being one at all: an unknown place that each rule which may have found it leaned on. */
const subjectBlockers = (facts: unknown, gate: Gate, verdict: Verdict, { kind, name }: Identity): readonly Blocker[] => {
  const finders = gate.subjects.filter(({ names, collections }) =>
    names.includes(name) || (kind === gate.subjectKind && (names.length === 0 || collections.length > 0)));
  const each = finders.map(({ reads }) => blockersOf(facts, { ...noRule, reads }, verdict, name));
  return each.every((missing) => missing.length > 0) ? each[0] ?? [] : [];
};

const noRule = { index: -1, names: [], members: true };

/** A rule's own unknown stands as it is: whatever it leaned on, it claims nothing. What is not known beside it is listed. */
const saidUnknown = (facts: unknown, rule: GateRule, who: Identity, { message, notes, evidence, settle }: RawResult): DecidedSubject =>
  row(who, "unknown", message, { notes, evidence, settle, rules: [rule.index], missing: blockersOf(facts, rule, "pass", who.name) });

/** One result through the gate: it stands, or what it leaned on turns it into `unknown`. */
const pass = (facts: unknown, gate: Gate, who: Identity, result: RawResult): DecidedSubject => {
  const rule = gate.results.find(({ index }) => index === result.rule);
  // Every result bears the mark of its rule; one without could not be held against what it leaned on.
  if (rule === undefined) return row(who, "error", "the result does not say which rule it came from");
  if (result.status === "unknown") return saidUnknown(facts, rule, who, result);
  const { status: verdict, message, notes, evidence, fix, severity } = result;
  const missing = [...blockersOf(facts, rule, verdict, who.name), ...subjectBlockers(facts, gate, verdict, who)];
  if (missing.length > 0) return unknownRow(who, missing, [result.rule]);
  if (evidence.length === 0 && verdict !== "manual") {
    return row(who, "unknown", `the rule said ${verdict} without evidence, which does not count`, { rules: [result.rule] });
  }
  return row(who, verdict, message, { notes, evidence, fix, rules: [result.rule], ...(severity === undefined ? {} : { severity }) });
};

/** Several findings of one subject are one row: the worst status, with the findings that have it. */
const merge = (rows: readonly DecidedSubject[]): DecidedSubject => {
  const status = worst(rows.map((one) => one.status));
  const same = rows.filter((one) => one.status === status).sort((a, b) => (a.message < b.message ? -1 : a.message > b.message ? 1 : 0));
  const all = <T>(pick: (one: DecidedSubject) => readonly T[]): readonly T[] => [...new Set(same.flatMap(pick))];
  const severities = same.flatMap((one) => (one.severity === undefined ? [] : [one.severity]));
  const first = same[0];
  if (first === undefined) throw new Error("a subject without findings");
  return row(first, status, all((one) => [one.message]).join("; "), {
    notes: [...new Set(rows.flatMap((one) => one.notes))], missing: all((one) => one.missing), evidence: all((one) => one.evidence), fix: all((one) => one.fix), settle: all((one) => one.settle), rules: all((one) => one.rules),
    ...(severities.length === same.length && severities.length > 0 ? { severity: highest(severities) ?? "info" } : {}),
  });
};


/** Names that a subject rule could not decide on, and collections that may hold more. */
const undecided = (facts: unknown, gate: Gate, examined: readonly Identity[]): readonly DecidedSubject[] => {
  const rows = new Map<string, DecidedSubject>();
  const known = new Set(examined.map(keyOf));
  const add = (who: Identity, reads: readonly GateRead[]): void => {
    if (known.has(keyOf(who))) return;
    const missing = unknownsOf(facts, reads, who.name);
    if (missing.length > 0) rows.set(keyOf(who), unknownRow(who, missing));
  };
  for (const rule of gate.subjects) {
    if (rule.names.length === 0 && rule.collections.length === 0) {
      // Names that come from a fact: where it is unknown, nobody can tell whom it names.
      const missing = unknownsOf(facts, rule.reads, "");
      if (missing.length > 0) rows.set("*", unknownRow({ kind: gate.subjectKind, name: others[gate.subjectKind] }, missing));
    }
    for (const name of rule.names) add({ kind: "deployment", name }, rule.reads);
    for (const path of rule.collections) {
      const [collection = ""] = path;
      const gap = path.length === 1 ? incomplete(facts, collection) : undefined;
      const all = { kind: gate.subjectKind, name: `all ${collection}` };
      if (gap) rows.set(`* ${collection}`, unknownRow(all, [{ path: `collections.${collection}`, ...gap }]));
      for (const name of membersOf(facts, path)) add({ kind: gate.subjectKind, name }, rule.reads);
    }
  }
  return [...rows.values()];
};

/** What the rules read that may judge somebody. */
const readsAbout = (gate: Gate, { kind, name }: Identity): readonly GateRead[] => {
  const own = kind === "deployment" && gate.subjectKind !== "deployment";
  return gate.results.filter(({ names, members }) => (own ? names.includes(name) : members || names.includes(name))).flatMap(({ reads }) => reads);
};

const twoOfAName = (name: string): string =>
  `a member of the collection is called ${name} as well, and the rule does not tell which of the two it judges`;

const keyOf = ({ kind, name }: Identity): string => `${kind}\0${name}`;

const others: Readonly<Record<SubjectKind, string>> = {
  deployment: "others", host: "other hosts", server: "other servers", domain: "other domains", cos: "other classes of service", account: "other accounts",
};

const nothingToExamine: Readonly<Record<SubjectKind, string>> = {
  deployment: "its precondition does not hold", host: "no host that it concerns", server: "no server that it concerns", domain: "no domain that it concerns",
  cos: "no class of service that it concerns", account: "no account that it concerns",
};

/**
 * From what a control's entry points gave to its verdict. The engine, not the rule, guarantees that nothing passes without
 * evidence: a subject without a result is unknown, and so is one that `subject` could not decide on, or one whose verdict leaned
 * on something unknown.
 */
export const decide = (facts: unknown, gate: Gate, judgement: Judgement): Decision => {
  if (judgement.outcome === "broken") return { status: "error", reason: judgement.reason, evidence: [], subjects: [] };
  const examined = new Set(judgement.subjects.filter((name): name is string => typeof name === "string"));
  if (examined.size !== judgement.subjects.length) return { status: "error", reason: "subject gave something that is no name", evidence: [], subjects: [] };
  const identities = identitiesOf(facts, gate, examined);
  const byIdentity = new Map<string, DecidedSubject[]>();
  for (const value of judgement.results) {
    const result = readResult(value);
    if (typeof result === "string") return { status: "error", reason: result, evidence: [], subjects: [] };
    const who = identities.get(result.subject);
    if (!who) {
      const reason = `result judges ${JSON.stringify(result.subject.slice(0, 80))}, which subject does not examine`;
      return { status: "error", reason, evidence: [], subjects: [] };
    }
    const meant = meantBy(who, gate.results.find(({ index }) => index === result.rule), gate);
    for (const one of meant.who) {
      const found = meant.sure || result.status === "fail" ? pass(facts, gate, one, result) : row(one, "unknown", twoOfAName(one.name));
      byIdentity.set(keyOf(one), [...(byIdentity.get(keyOf(one)) ?? []), found]);
    }
  }
  const all = [...identities.values()].flat();
  const subjects = [
    ...all.map((who) => {
      const rows = byIdentity.get(keyOf(who));
      return rows ? merge(rows) : unknownRow(who, reasonsOf(facts, readsAbout(gate, who), who.name));
    }),
    ...undecided(facts, gate, all),
  ].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.kind < b.kind ? -1 : 1));
  if (subjects.length === 0) {
    const evidence = [...new Set(gate.subjects.flatMap((rule) => rule.reads).flatMap((read) => resolve(facts, [...read.path.map((s) => (s === "@" ? "*" : s))], "")).flatMap(({ ev }) => (ev === undefined ? [] : [ev])))].sort((a, b) => a - b);
    return { status: "not_applicable", reason: nothingToExamine[gate.subjectKind], evidence: evidence.slice(0, 20), subjects };
  }
  return { status: worst(subjects.map(({ status }) => status)), evidence: [], subjects };
};
