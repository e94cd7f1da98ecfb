/** A small world of facts in which every leaf has a handful of possible values: small enough to try them all. */
export interface Place {
  readonly path: readonly string[];
  readonly values: readonly Leaf[];
}
export interface Leaf {
  readonly value?: unknown;
  readonly from: string;
  readonly ev: number;
}
export type Facts = Readonly<Record<string, unknown>>;

const unset: Leaf = { from: "unset", ev: 1 };
const known = (...values: readonly unknown[]): readonly Leaf[] => values.map((value) => ({ value, from: "server", ev: 1 }));
const booleans = known(true, false);
const modes = [...known("https", "http", "both"), unset];
const socket = (port: number, address: string): object => ({ protocol: "tcp", address, port, process: "x" });
const word = (kind: string): object => ({ text: kind, kind, negated: false, network: "" });
const address = (text: string): object => ({ interface: "eth0", family: "ipv4", address: text, prefix: 24, scope: "global" });

/** What an entity of a collection has, as paths below it. */
const servers: Readonly<Record<string, readonly Leaf[]>> = {
  "services": known(["mailbox"], ["proxy"], ["mailbox", "proxy", "mta"], []),
  "collected": booleans,
  "attrs.zimbraMailKeepOutWebCrawlers": booleans,
  "attrs.zimbraMailMode": modes,
  "attrs.zimbraImapCleartextLoginEnabled": booleans,
  "attrs.zimbraPop3CleartextLoginEnabled": booleans,
  "attrs.zimbraMailTrustedIP": [...known(["10.0.0.1"], ["10.0.0.2"], ["10.0.0.1", "10.0.0.2"]), unset],
};
const hosts: Readonly<Record<string, readonly Leaf[]>> = {
  "collected": booleans,
  "roles": known(["mta"], ["mailbox"], []),
  "kernel.version": known([5, 15, 0], [6, 1, 0]),
  "kernel.uptime": known(5, 300),
  "random.available": known(100, 3000),
  "processes": known(["telnetd"], ["sshd"], []),
  "units.sshd.active": known("active", "inactive"),
  "units.telnet.active": known("active", "inactive"),
  "units.haveged.active": known("active", "inactive"),
  "units.rngd.active": known("active", "inactive"),
  "listeners": known([socket(23, "0.0.0.0")], [socket(11211, "127.0.0.1"), socket(22, "0.0.0.0")], [socket(11211, "0.0.0.0")], []),
  "addresses": known([address("10.0.0.1")], [address("10.0.0.2")], []),
  "mta_networks": known([word("loopback")], [word("loopback"), word("own")], [word("subnet")], []),
  "sshd.default.permitrootlogin": [...known("yes", "no", "prohibit-password"), unset],
};
const domains: Readonly<Record<string, readonly Leaf[]>> = {
  "live": booleans,
  "attrs.zimbraPublicServiceHostname": [...known("mail1", "mail2", "elsewhere"), unset],
};
const cos: Readonly<Record<string, readonly Leaf[]>> = {
  "used": booleans,
  "attrs.zimbraPasswordMinLength": [...known(4, 8, 12, 20), unset],
  "attrs.zimbraPasswordMinNumericChars": [...known(0, 1, 4), unset],
  "attrs.zimbraPrefShortEmailAddress": [...booleans, unset],
  "attrs.zimbraPasswordLockoutEnabled": [...booleans, unset],
  "attrs.zimbraProxyAllowedDomains": [...known([], ["*"], ["a.test"], ["a.test", "*.b.test"]), unset],
};
const accounts: Readonly<Record<string, readonly Leaf[]>> = {
  "live": booleans,
  "admin": booleans,
  "effective.zimbraFeatureTwoFactorAuthRequired": booleans,
};
const single: Readonly<Record<string, readonly Leaf[]>> = {
  "global.attrs.zimbraMtaBlockedExtension": [...known(["exe"], ["exe", "com"], []), unset],
  "census.live": known(5, 500),
  "census.admins": known(1, 7),
};

export const collections = {
  servers: ["mail1", "mail2"], hosts: ["mail1", "mail2"], domains: ["a.test", "b.test"], cos: ["default", "other"],
} as const;
export type Collection = keyof typeof collections;
const entities: Readonly<Record<Collection, Readonly<Record<string, readonly Leaf[]>>>> = { servers, hosts, domains, cos };
export const collectionNames = Object.keys(collections) as readonly Collection[];

export const placesOf = (collection: Collection, name: string): readonly Place[] =>
  Object.entries(entities[collection]).map(([below, values]) => ({ path: [collection, name, ...below.split(".")], values }));

export const places: readonly Place[] = [
  ...collectionNames.flatMap((collection) => collections[collection].flatMap((name) => placesOf(collection, name))),
  ...["0", "1"].flatMap((index) =>
    Object.entries(accounts).map(([below, values]) => ({ path: ["accounts", index, ...below.split(".")], values }))),
  ...Object.entries(single).map(([path, values]) => ({ path: path.split("."), values })),
];

type Mutable = Record<string, unknown>;

/** The same facts with something else in one place; what lies on the way is copied. */
export const put = (facts: Facts, path: readonly string[], value: unknown): Facts => {
  const [key, ...rest] = path;
  if (key === undefined) return facts;
  const copy: Mutable = Array.isArray(facts) ? ([...(facts as readonly unknown[])] as unknown as Mutable) : { ...facts };
  copy[key] = rest.length === 0 ? value : put((copy[key] ?? {}) as Facts, rest, value);
  return copy;
};

/** A small generator of numbers: the same seed gives the same world. */
export const randomOf = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
};

const complete = { value: true, from: "command", ev: 1 };

/** Facts in which everything is known. */
export const knownFacts = (random: (below: number) => number, parameters: unknown): Facts => {
  const empty: Facts = {
    now: { value: 1_700_000_000, from: "command", ev: 1 }, parameters,
    collections: { servers: complete, hosts: complete, domains: complete, cos: complete, accounts: complete },
    accounts: [{ name: "ann@a.test", domain: "a.test" }, { name: "bob@b.test", domain: "b.test" }],
  };
  return places.reduce((facts, { path, values }) => put(facts, path, values[random(values.length)]), empty);
};
