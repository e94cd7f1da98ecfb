import type { OpenedSnapshot } from "../../snapshot/opened.js";
import type { Demand } from "../demand.js";
import type { EvidenceTable } from "../evidence.js";
import { type Leaf, isKnown, known, unknown } from "../leaf.js";
import { type DeploymentAddresses, type TrustedNetwork, networksLeaf } from "../networks.js";
import { type HostAddress, addressesFact } from "./addresses.js";
import { type AmavisFacts, amavisFacts } from "./amavis.js";
import { type AmavisBlockingFacts, amavisBlockingFacts } from "./amavis-blocking.js";
import { containerFact } from "./container.js";
import { type CrontabFacts, crontabFacts } from "./crontab.js";
import { extensionsFact } from "./extensions.js";
import { type HostReport, type HostSource, evidenceOf } from "./host-source.js";
import { type KernelFacts, kernelFacts } from "./kernel.js";
import { type Listener, listenersFact, readSockets } from "./listeners.js";
import { localconfigFacts } from "./localconfig.js";
import { type LogFacts, logFacts } from "./logs.js";
import { type NginxServer, nginxFacts } from "./nginx.js";
import { type OsFacts, osFacts } from "./os.js";
import { installedFact, readInstalled } from "./packages.js";
import { type PaxProgram, paxFact } from "./pax.js";
import { type PostfixFacts, postfixFacts } from "./postfix.js";
import { processesFact, readProcesses } from "./processes.js";
import { type RandomFacts, randomFacts } from "./random.js";
import { type ResolverFacts, resolverFacts } from "./resolver.js";
import { robotsAllowedFact } from "./robots.js";
import { rolesFact } from "./roles.js";
import { type SshdFacts, sshdFacts } from "./sshd.js";
import { type TimeFacts, timeFacts } from "./time.js";
import { twoFactorFact } from "./two-factor.js";
import { type UnitFacts, readActive, unitsFacts } from "./units.js";
import { type WebrootFacts, webrootFacts } from "./webroot.js";
import { type ZimbraFacts, zimbraFacts } from "./zimbra.js";

/** definitions/host of schemas/facts.schema.json. */
export interface HostFacts {
  readonly addresses: Leaf<readonly HostAddress[]>;
  readonly amavis: AmavisFacts & AmavisBlockingFacts;
  readonly collected: Leaf<boolean>;
  readonly container: Leaf<string>;
  readonly crontab: CrontabFacts;
  readonly extensions: Leaf<readonly string[]>;
  readonly kernel: KernelFacts;
  readonly listeners: Leaf<readonly Listener[]>;
  readonly localconfig: Readonly<Record<string, Leaf<string>>>;
  readonly logs: LogFacts;
  readonly mta_networks: Leaf<readonly TrustedNetwork[]>;
  readonly nginx: { readonly proxy_headers: Leaf<readonly string[]>; readonly servers: Leaf<readonly NginxServer[]> };
  readonly os: OsFacts;
  readonly packages: { readonly installed: Leaf<Readonly<Record<string, string>>> };
  readonly pax: Leaf<readonly PaxProgram[]>;
  readonly postfix: PostfixFacts;
  readonly processes: Leaf<readonly string[]>;
  readonly random: RandomFacts;
  readonly resolver: ResolverFacts;
  readonly robots_allowed: Leaf<readonly string[]>;
  readonly roles: Leaf<readonly string[]>;
  readonly sshd: SshdFacts;
  readonly time: TimeFacts;
  readonly two_factor: Leaf<readonly string[]>;
  readonly units: Readonly<Record<string, UnitFacts>>;
  readonly webroot: WebrootFacts;
  readonly zimbra: ZimbraFacts;
}

/** What other evidence than the host's own says of it. */
export interface HostContext {
  readonly name: string;
  /** zimbraServiceEnabled of its server. */
  readonly roles: Leaf<readonly string[]>;
  readonly isPublic: (address: string) => boolean;
  /** Effective zimbraMtaMyNetworks of its server; unknown where nobody asks the directory. */
  readonly mtaNetworks?: Leaf;
  /** Addresses of the other servers of the deployment, and the servers of which none is known. */
  readonly others?: Omit<DeploymentAddresses, "own">;
}

const once = <T>(read: () => T): (() => T) => {
  let kept: { readonly value: T } | undefined;
  return () => (kept ??= { value: read() }).value;
};

const UNASKED = { servers: [], missing: ["other servers of the directory"] };

/** What several parts of a host are made of; each is read once, and only if a part that is wanted needs it. */
const readings = (source: HostSource, { isPublic, mtaNetworks, others, roles }: HostContext, collected: Leaf<boolean>) => {
  const addresses = once(() => addressesFact(source));
  return {
    source, isPublic, roles, collected, addresses,
    installed: once(() => readInstalled(source)),
    sockets: once(() => readSockets(source)),
    processes: once(() => readProcesses(source)),
    active: once(() => readActive(source)),
    os: once(() => osFacts(source)),
    deployment: once((): DeploymentAddresses => {
      const own = addresses();
      return { own: isKnown(own) ? own.value.map(({ address }) => address) : undefined, ...(others ?? UNASKED) };
    }),
    mtaNetworks: once(() => mtaNetworks ?? unknown("zm.server was not asked", evidenceOf(source, { id: "zm.server", part: "gas" }))),
  };
};

type Readings = ReturnType<typeof readings>;

const parts: { readonly [P in keyof HostFacts]: (from: Readings) => HostFacts[P] } = {
  addresses: ({ addresses }) => addresses(),
  amavis: ({ source }) => ({ ...amavisFacts(source), ...amavisBlockingFacts(source) }),
  collected: ({ collected }) => collected,
  container: ({ source }) => containerFact(source),
  crontab: ({ source }) => crontabFacts(source),
  extensions: ({ source }) => extensionsFact(source),
  kernel: ({ source }) => kernelFacts(source),
  listeners: ({ source, sockets }) => listenersFact(source, sockets()),
  localconfig: ({ source }) => localconfigFacts(source),
  logs: ({ source }) => logFacts(source),
  mta_networks: ({ mtaNetworks, deployment }) => networksLeaf(mtaNetworks(), deployment()),
  nginx: ({ source }) => nginxFacts(source),
  os: ({ os }) => os(),
  packages: ({ source, installed }) => ({ installed: installedFact(source, installed()) }),
  pax: ({ source }) => paxFact(source),
  postfix: ({ source, deployment }) => postfixFacts(source, deployment()),
  processes: ({ source, processes }) => processesFact(source, processes()),
  random: ({ source }) => randomFacts(source),
  resolver: ({ source }) => resolverFacts(source),
  robots_allowed: ({ source }) => robotsAllowedFact(source),
  roles: ({ source, roles, installed }) => rolesFact(source, roles, installed()),
  sshd: ({ source, isPublic, os, installed, processes, sockets, active }) =>
    sshdFacts(source, { os: os(), isPublic, installed: installed(), processes: processes(), sockets: sockets(), units: active() }),
  time: ({ source }) => timeFacts(source),
  two_factor: ({ source }) => twoFactorFact(source),
  units: ({ source, active }) => unitsFacts(source, active()),
  webroot: ({ source }) => webrootFacts(source),
  zimbra: ({ source, installed }) => zimbraFacts(source, installed()),
};

/** The parts that are asked for, and always those that tell which host it is. */
export type DemandedHost = Partial<HostFacts> & Pick<HostFacts, "collected" | "roles">;

const makeHost = (source: HostSource, context: HostContext, collected: Leaf<boolean>): DemandedHost => {
  const from = readings(source, context, collected);
  const wanted = source.demand.hosts;
  const names = (Object.keys(parts) as (keyof HostFacts)[]).filter((name) => wanted === undefined || wanted.has(name));
  const made = Object.fromEntries(names.map((name) => [name, parts[name](from)])) as Partial<HostFacts>;
  return { ...made, collected, roles: made.roles ?? parts.roles(from) };
};

const firstOfEach = (reports: readonly HostReport[]): readonly HostReport[] => {
  const seen = new Set<string>();
  return reports.filter(({ id, part }) => !seen.has(`${id}@${part}`) && seen.add(`${id}@${part}`));
};

/** What one snapshot says of its host. What a part does not say is unknown, with the reason. */
export const hostFacts = (
  opened: OpenedSnapshot,
  evidence: EvidenceTable,
  demand: Demand,
  context: HostContext,
): { readonly host: DemandedHost; readonly reports: readonly HostReport[] } => {
  const reports: HostReport[] = [];
  const source: HostSource = { name: context.name, opened, evidence, demand, reports };
  const { id, part } = opened.parts[0] ?? { id: "os.uname", part: "hostname" };
  const collected = known(true, "command", evidenceOf(source, { id, part }, [], `${opened.parts.length} parts were collected here`));
  return { host: makeHost(source, context, collected), reports: firstOfEach(reports) };
};

/** What the directory says of a host. */
export type DirectoryContext = Partial<Pick<HostContext, "roles" | "mtaNetworks" | "others">>;

/** A host that the directory names and nobody collected: nothing is known of it but what the directory says. */
export const uncollectedHost = (
  name: string,
  evidence: EvidenceTable,
  demand: Demand,
  { roles, mtaNetworks, others }: DirectoryContext = {},
): DemandedHost => {
  const silence = `the host ${name} is named by the directory but was not collected`;
  const opened: OpenedSnapshot = {
    name,
    digest: "",
    complete: true,
    parts: [],
    warnings: [],
    snapshot: { format: "zmaudit-snapshot", version: 1, origin: "import", host: { name }, complete: true },
  };
  const source: HostSource = { name, opened, evidence, demand, reports: [], silence };
  const nothing = unknown(silence, evidenceOf(source, { id: "zm.server", part: "gas" }));
  const said = { roles: roles ?? nothing, mtaNetworks: mtaNetworks ?? nothing, ...(others ? { others } : {}) };
  return makeHost(source, { name, isPublic: () => true, ...said }, nothing);
};
