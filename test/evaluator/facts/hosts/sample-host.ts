import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Demand } from "../../../../evaluator/facts/demand.js";
import { type EvidenceTable, evidenceTable } from "../../../../evaluator/facts/evidence.js";
import { type HostContext, type HostFacts, hostFacts } from "../../../../evaluator/facts/hosts/host-facts.js";
import type { HostReport } from "../../../../evaluator/facts/hosts/host-source.js";
import { isPublicAddress } from "../../../../evaluator/facts/hosts/public-address.js";
import { unknown } from "../../../../evaluator/facts/leaf.js";
import { type OpenedSnapshot, openSnapshot } from "../../../../evaluator/snapshot/index.js";
import type { Snapshot } from "../../../../evaluator/types/snapshot.js";

// build/test/evaluator/facts/hosts -> the repository
const folder = fileURLToPath(new URL("../../../../../test/evaluator/facts/hosts/debian12/", import.meta.url));

type Part = Snapshot["parts"][number];

/** Outputs of a Debian 12 host: OpenSSH 9.2, chrony 4.3, iproute2 6.1, and what Zimbra prints. By `id@part`. */
export const sampleTexts = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((file) => [file.replace(/\.txt$/, "").replaceAll("%2F", "/"), readFileSync(folder + file, "utf8")] as const),
  );

export interface GivenHost {
  readonly name?: string;
  readonly origin?: "collector" | "import";
  readonly time?: string;
  readonly complete?: boolean;
  readonly meant?: Readonly<Record<string, string[]>>;
  /** By `id@part`; a record where more than a good output is to be said. */
  readonly parts: Readonly<Record<string, string | (Partial<Part> & { readonly text?: string })>>;
}

export const openHost = async ({
  name = "mail",
  origin = "collector",
  time,
  complete = true,
  meant,
  parts,
}: GivenHost): Promise<OpenedSnapshot> => {
  const records = Object.entries(parts).map(([key, given]) => {
    const at = key.indexOf("@");
    const { text, ...rest } = typeof given === "string" ? { text: given } : given;
    return { id: key.slice(0, at), part: key.slice(at + 1), state: "ok", ...(text === undefined ? {} : { stdout: { text } }), ...rest };
  });
  const document = {
    format: "zmaudit-snapshot",
    version: 1,
    origin,
    host: { name },
    complete,
    parts: records,
    ...(meant ? { meant } : {}),
    ...(time ? { started_at: time } : {}),
  };
  const [opened] = await openSnapshot({ name: `${name}.json`, bytes: Buffer.from(JSON.stringify(document)) });
  if (!opened) throw new Error("no snapshot came out");
  return opened;
};

/** Every counted part was meant, as the collector says it. */
export const meantOf = (parts: Iterable<string>): Record<string, string[]> => {
  const meant: Record<string, string[]> = {};
  for (const key of parts) {
    const [id = "", ...rest] = key.split("@");
    const part = rest.join("@");
    if (["tls.nginx", "ssh.files", "ssh.effective"].includes(id) && part !== "pam") (meant[id] ??= []).push(part);
  }
  return meant;
};

export const covered = (text: string): { text: string; covers: "all" } => ({ text, covers: "all" });

/** The sample as a collector gives it, with some parts replaced or, where undefined, left out. */
export const openSample = (changes: Readonly<Record<string, GivenHost["parts"][string] | undefined>> = {}): Promise<OpenedSnapshot> => {
  const texts = sampleTexts();
  const parts: Record<string, GivenHost["parts"][string]> = { ...texts };
  for (const key of ["mta.postconf@effective", "zm.localconfig@effective", "zm.localconfig@changed"])
    parts[key] = covered(texts[key] ?? "");
  for (const [key, part] of Object.entries(changes)) {
    if (part === undefined) delete parts[key];
    else parts[key] = part;
  }
  return openHost({ parts, meant: meantOf([...Object.keys(texts), ...Object.keys(parts)]) });
};

export const demanding = (...kinds: readonly Partial<Record<keyof Demand, readonly string[]>>[]): Demand => {
  const of = (key: keyof Demand): ReadonlySet<string> => new Set(kinds.flatMap((kind) => kind[key] ?? []));
  return { attributes: of("attributes"), localconfig: of("localconfig"), postconf: of("postconf"), sshd: of("sshd"), units: of("units") };
};

export interface MadeHost {
  readonly host: HostFacts;
  readonly reports: readonly HostReport[];
  readonly evidence: EvidenceTable;
}

export const makeHost = (opened: OpenedSnapshot, demand: Demand = demanding(), context: Partial<HostContext> = {}): MadeHost => {
  const evidence = evidenceTable();
  const roles = unknown("zm.server was not collected", evidence.add({ host: "mail", source: "zm.server", part: "gas", lines: [] }));
  const made = hostFacts(opened, evidence, demand, { name: "mail", roles, isPublic: isPublicAddress, ...context });
  return { ...made, host: made.host as HostFacts, evidence };
};

/** A leaf without its evidence. */
export const bare = (leaf: object | undefined): unknown => {
  if (!leaf) return undefined;
  const { ev: _, ...rest } = leaf as { ev?: number };
  return JSON.parse(JSON.stringify(rest)) as unknown;
};

/** A leaf as `value source@part first-last`; numbers of evidence inside of it depend on what else is collected. */
export const shown = ({ evidence }: MadeHost, leaf: { readonly ev: number } & object): string => {
  const entry = evidence.entries[leaf.ev];
  const said = "value" in leaf ? JSON.stringify(leaf.value, (key, item: unknown) => (key === "ev" ? undefined : item)) : "unknown" in leaf ? `unknown: ${String(leaf.unknown)}` : "unset";
  const lines = entry?.lines.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(",") ?? "";
  return `${said} ${entry?.source ?? ""}@${entry?.part ?? ""} ${lines}`.trim();
};

export interface FoundLeaf {
  readonly path: string;
  readonly leaf: { readonly ev: number } & Readonly<Record<string, unknown>>;
}

/** Every leaf of an object of facts with its path. */
export const findLeaves = (node: unknown, path = ""): readonly FoundLeaf[] => {
  if (typeof node !== "object" || node === null || Array.isArray(node)) return [];
  if ("ev" in node && typeof node.ev === "number") return [{ path, leaf: node as FoundLeaf["leaf"] }];
  return Object.entries(node).flatMap(([key, item]) => findLeaves(item, path === "" ? key : `${path}.${key}`));
};
