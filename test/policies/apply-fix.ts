import type { Snapshot } from "../../evaluator/types/snapshot.js";
import { attributeNamed } from "../../evaluator/facts/attributes.js";
import { accountName } from "../../evaluator/facts/account-name.js";
import { inherits } from "../../evaluator/facts/inherit.js";
import { typedValue } from "../../evaluator/facts/typed.js";
import type { FixCommand } from "./fix-commands.js";
import { readRecords, valuesOf, withValues } from "./record-text.js";
import { restarts, serverName } from "./restarts.js";
import { editPart, textOf, withKey } from "./snapshot-text.js";

type Modify = Extract<FixCommand, { readonly do: "modify" }>;
type Pairs = Modify["pairs"];

const bare = (word: string): string => word.replace(/^[+-]/, "");

/** LdapProvisioning.java `modifyAttrs`: one attribute is either set as a whole or changed by `+` and `-`; both are no trouble where there is nothing to do. */
const change = (before: readonly string[], attribute: string, { kind, pairs }: Modify): readonly string[] => {
  const mine = pairs.filter(([word]) => bare(word) === attribute);
  const set = mine.filter(([word]) => word === attribute).map(([, value]) => value);
  if (set.length > 0 && set.length < mine.length) throw new Error(`can't mix +${attribute} or -${attribute} with ${attribute}`);
  const values = set.length > 0 ? set.filter((value) => value !== "") : mine.reduce<readonly string[]>((now, [word, value]) =>
    (word.startsWith("-") ? now.filter((one) => one !== value) : now.includes(value) ? now : [...now, value]), before);
  const known = attributeNamed(attribute);
  if (!known?.entries.has(kind)) throw new Error(`no ${kind} has an attribute ${attribute}`);
  const typed = values.length === 0 ? undefined : typedValue(known, values);
  if (typed?.ok === false) throw new Error(`${attribute}: ${typed.reason}`);
  return values;
};

const attributesOf = (pairs: Pairs): readonly string[] => [...new Set(pairs.map(([word]) => bare(word)))];

/** Sets one attribute of one record of a dump. */
const setIn = (snapshot: Snapshot, id: string, part: string, name: string, attribute: string, values: readonly string[]): Snapshot =>
  editPart(snapshot, id, part, (text) => {
    const record = readRecords(text, id !== "zm.global").records.get(name);
    return record ? withValues(text, record, attribute, values) : text;
  });

const read = (snapshot: Snapshot, id: string, part: string, name: string, attribute: string): readonly string[] | undefined => {
  const text = textOf(snapshot, id, part);
  const record = text === undefined ? undefined : readRecords(text, id !== "zm.global").records.get(name);
  return record && valuesOf(record, attribute);
};

const VIEWS = {
  server: { id: "zm.server", part: "gas", own: "zm.server.own", ownPart: (): string => "gas" },
  domain: { id: "zm.domain", part: "gad", own: "zm.domain.own", ownPart: (name: string): string => name },
} as const;

const modifyGlobal = (snapshot: Snapshot, attribute: string, modify: Modify): Snapshot => {
  const before = read(snapshot, "zm.global", "gacf", "", attribute) ?? [];
  const values = change(before, attribute, modify);
  let after = setIn(snapshot, "zm.global", "gacf", "", attribute, values);
  for (const level of ["server", "domain"] as const) {
    if (!inherits(attribute, level)) continue;
    const { id, part, own, ownPart } = VIEWS[level];
    for (const name of readRecords(textOf(snapshot, id, part) ?? "", true).records.keys()) {
      const seen = (read(snapshot, id, part, name, attribute) ?? []).join("\n");
      const mine = read(snapshot, own, ownPart(name), name, attribute);
      if (mine ? mine.length === 0 : seen === before.join("\n")) after = setIn(after, id, part, name, attribute, values);
    }
  }
  return after;
};

const modifyEntry = (snapshot: Snapshot, level: "server" | "domain", attribute: string, modify: Modify): Snapshot => {
  const { id, part, own, ownPart } = VIEWS[level];
  const mine = read(snapshot, own, ownPart(modify.name), modify.name, attribute);
  const values = change(mine ?? read(snapshot, id, part, modify.name, attribute) ?? [], attribute, modify);
  const above = inherits(attribute, level) ? (read(snapshot, "zm.global", "gacf", "", attribute) ?? []) : [];
  const after = setIn(snapshot, own, ownPart(modify.name), modify.name, attribute, values);
  return setIn(after, id, part, modify.name, attribute, values.length > 0 ? values : above);
};

/** Of LDIF exports without wrapped lines: all accounts, or the administrators alone. */
const modifyAccount = (snapshot: Snapshot, attribute: string, modify: Modify): Snapshot => ["accounts", "admins"].reduce((before, part) =>
  editPart(before, "zm.accounts", part, (text) => text.split("\n\n").map((entry) => {
    const lines = entry.split("\n");
    const dn = lines.find((line) => line.startsWith("dn: "))?.slice(4);
    if (dn === undefined || accountName(dn).name !== modify.name) return entry;
    const is = (line: string): boolean => line.startsWith(`${attribute}: `);
    const values = change(lines.filter(is).map((line) => line.slice(attribute.length + 2)), attribute, modify);
    const end = lines.at(-1) === "" ? lines.length - 1 : lines.length;
    return [...lines.slice(0, end).filter((line) => !is(line)), ...values.map((value) => `${attribute}: ${value}`), ...lines.slice(end)].join("\n");
  }).join("\n\n")), snapshot);

const modifyOne = (snapshot: Snapshot, attribute: string, modify: Modify): Snapshot => {
  if (modify.kind === "globalConfig") return modifyGlobal(snapshot, attribute, modify);
  if (modify.kind === "account") return modifyAccount(snapshot, attribute, modify);
  if (modify.kind !== "cos") return modifyEntry(snapshot, modify.kind, attribute, modify);
  return setIn(snapshot, "zm.cos", "gac", modify.name, attribute, change(read(snapshot, "zm.cos", "gac", modify.name, attribute) ?? [], attribute, modify));
};

/** Whose commands run where: zmprov changes the directory that every host prints, the others change their own host. */
export const applyCommands = (hosts: readonly Snapshot[], commands: readonly FixCommand[], host: string | undefined): readonly Snapshot[] => {
  const here = (snapshot: Snapshot): boolean => host === undefined || host === serverName(snapshot);
  const inOrder = [...commands.filter((one) => one.do !== "restart"), ...commands.filter((one) => one.do === "restart")];
  return inOrder.reduce<readonly Snapshot[]>((now, command) => {
    if (command.do === "modify") return now.map((one) => attributesOf(command.pairs).reduce((snapshot, attribute) => modifyOne(snapshot, attribute, command), one));
    if (command.do === "restart") return now.map((one) => (here(one) ? (restarts[command.what]?.(one, now) ?? one) : one));
    if (command.do === "nothing") return now;
    return now.map((one) => (!here(one) ? one : command.pairs.reduce((snapshot, [key, value]) => ["effective", "changed"].reduce((before, part) =>
      editPart(before, "zm.localconfig", part, (text) => withKey(text, key, value)), snapshot), one)));
  }, hosts);
};

/** The names that the commands set, as contracts have them. */
export const namesSet = (commands: readonly FixCommand[]): ReadonlySet<string> => new Set(commands.flatMap((command) =>
  (command.do === "modify" ? attributesOf(command.pairs) : command.do === "localconfig" ? command.pairs.map(([key]) => key) : [])));
