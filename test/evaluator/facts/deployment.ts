import type { Demand } from "../../../evaluator/facts/demand.js";
import { type DirectoryFacts, directoryFacts } from "../../../evaluator/facts/directory.js";
import { type EvidenceTable, evidenceTable } from "../../../evaluator/facts/evidence.js";
import { type OpenedSnapshot, openSnapshot } from "../../../evaluator/snapshot/index.js";

export interface GivenPart {
  readonly text?: string;
  readonly state?: string;
  readonly reason?: string;
  readonly covers?: "all" | readonly string[];
  readonly sha256?: string;
  readonly command?: string;
}

export interface GivenHost {
  readonly name?: string;
  readonly time?: string;
  readonly origin?: "import" | "collector";
  /** By `id@part`. */
  readonly parts: Readonly<Record<string, string | GivenPart>>;
}

export const openHost = async (given: GivenHost): Promise<OpenedSnapshot> => {
  const { name = "mail.example.com", time = "2026-08-01T12:00:00Z", origin = "import", parts } = given;
  const records = Object.entries(parts).map(([key, part]) => {
    const at = key.indexOf("@");
    const { text, state = "ok", ...rest } = typeof part === "string" ? { text: part } : part;
    return { id: key.slice(0, at), part: key.slice(at + 1), state, ...rest, ...(text === undefined ? {} : { stdout: { text } }) };
  });
  const run = { origin, host: { name }, started_at: time, ended_at: time, complete: true };
  const document = { format: "zmaudit-snapshot", version: 1, ...run, parts: records };
  const [opened] = await openSnapshot({ name, bytes: Buffer.from(JSON.stringify(document)) });
  if (!opened) throw new Error("no snapshot came out");
  return opened;
};

export const demandOf = (...attributes: readonly string[]): Demand => ({
  attributes: new Set(attributes), localconfig: new Set(), postconf: new Set(), sshd: new Set(), units: new Set(),
});

type Values = Readonly<Record<string, string | readonly string[]>>;

const printed = (values: Values): string => Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1))
  .flatMap(([name, value]) => (typeof value === "string" ? [value] : value).map((text) => `${name}: ${text}\n`)).join("");

/** Attributes that nobody asks for, so that a record is taken for a whole one. */
const fillers = Array.from({ length: 40 }, (_, number) => `zimbraFiller${String(number).padStart(2, "0")}`);
const filler: Values = Object.fromEntries(fillers.map((name) => [name, "x"]));

/** What gacf prints, whole: near the end of the alphabet every Zimbra has something. */
export const globalText = (values: Values = {}): string =>
  printed({ objectClass: "zimbraGlobalConfig", ...filler, zimbraZimletJspEnabled: "FALSE", ...values });

/** One record as gas, gac or gad print it, whole. */
export const record = (name: string, values: Values = {}): string =>
  `# name ${name}\n${printed({ objectClass: "zimbraEntry", zimbraId: `id-of-${name}`, ...filler, ...values })}\n`;

/** One record with the lines given and no others. */
export const filtered = (name: string, values: Values): string => `# name ${name}\n${printed(values)}\n`;

export interface Built {
  readonly facts: DirectoryFacts;
  readonly evidence: EvidenceTable;
}

export const build = async (hosts: readonly GivenHost[], demand: Demand): Promise<Built> => {
  const evidence = evidenceTable();
  const opened: OpenedSnapshot[] = [];
  for (const host of hosts) opened.push(await openHost(host));
  return { facts: directoryFacts(opened, evidence, demand), evidence };
};

/** A leaf with its evidence in place of the number. */
export const shown = ({ evidence }: Built, leaf: { readonly ev: number } | undefined): unknown => {
  if (!leaf) return undefined;
  const { ev, ...rest } = leaf;
  return { ...rest, evidence: evidence.entries[ev] };
};

/** A leaf without its evidence. */
export const bare = (leaf: { readonly ev: number } | undefined): unknown => {
  if (!leaf) return undefined;
  const { ev: _, ...rest } = leaf;
  return rest;
};

export interface GivenAccount {
  readonly dn?: string;
  readonly [attribute: string]: string | undefined;
}

/** Accounts of example.com as LDIF, active unless it says otherwise, after the comment that names what was asked for. */
export const ldif = (accounts: Readonly<Record<string, GivenAccount>>, asked = "ALL"): string =>
  `# extended LDIF\n# requesting: ${asked}\n\n` + Object.entries(accounts).map(([uid, { dn, ...attributes }]) => {
    const values = { zimbraAccountStatus: "active", ...attributes };
    const lines = Object.entries(values).filter(([, value]) => value !== undefined).map(([name, value]) => `${name}: ${value}\n`);
    return `dn: ${dn ?? `uid=${uid},ou=people,dc=example,dc=com`}\n${lines.join("")}\n`;
  }).join("");
