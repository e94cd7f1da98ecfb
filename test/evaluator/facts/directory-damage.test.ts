import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Leaf, isUnknown } from "../../../evaluator/facts/leaf.js";
import { type Built, type GivenPart, build, demandOf, globalText, ldif, record } from "./deployment.js";

/** Mulberry32: the same seed gives the same damage everywhere. */
const randomFrom = (seed: number): ((limit: number) => number) => {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
};

const demand = demandOf(
  "zimbraMtaMyNetworks", "zimbraMailKeepOutWebCrawlers", "zimbraImapEnabled", "zimbraPublicSharingEnabled", "zimbraResponseHeader",
  "zimbraAuthFallbackToLocal", "zimbraAuthTokenLifetime", "zimbraAdminPort",
);

const ownOfA = { zimbraServiceEnabled: ["mta", "mailbox"] };
const ownOfB = { zimbraMailKeepOutWebCrawlers: "FALSE", zimbraMtaMyNetworks: ["127.0.0.0/8", "10.0.0.0/8"], zimbraAdminPort: "17071" };
const ownOfDomainB = {
  zimbraResponseHeader: "C: 3", zimbraPublicSharingEnabled: "FALSE", zimbraDomainDefaultCOSId: "id-of-staff", zimbraDomainStatus: "locked",
};

const whole: Readonly<Record<string, string>> = {
  "zm.global@gacf": globalText({ zimbraMailKeepOutWebCrawlers: "TRUE", zimbraResponseHeader: ["A: 1", "B: 2"], zimbraAdminPort: "7071" }),
  "zm.server@gas": record("a.example.com", { ...ownOfA, zimbraMailKeepOutWebCrawlers: "TRUE", zimbraAdminPort: "7071" })
    + record("b.example.com", ownOfB),
  "zm.server.own@gas": record("a.example.com", ownOfA) + record("b.example.com", ownOfB),
  "zm.domain@gad": record("example.com", { zimbraResponseHeader: ["A: 1", "B: 2"], zimbraDomainStatus: "active" })
    + record("b.example", ownOfDomainB),
  "zm.domain.own@example.com": record("example.com", { zimbraDomainStatus: "active" }),
  "zm.domain.own@b.example": record("b.example", ownOfDomainB),
  "zm.cos@gac": record("default", { zimbraImapEnabled: "FALSE" })
    + record("staff", { zimbraImapEnabled: "TRUE", zimbraAuthTokenLifetime: "2d" })
    + record("guests", { zimbraPublicSharingEnabled: "TRUE" }) + record("idle"),
  "zm.accounts@accounts": ldif({
    a: {}, b: { zimbraCOSId: "id-of-guests" }, c: { zimbraIsAdminAccount: "TRUE" },
    d: { zimbraAccountStatus: "closed", zimbraCOSId: "id-of-idle" },
    e: { zimbraCOSId: "gone" }, f: { dn: "uid=f,ou=people,dc=b,dc=example" },
  }),
  "zm.accounts@datasources": ["imap", "pop3", "cal", "imap"].map((type, i) =>
    `dn: zimbraDataSourceName=${i},uid=a,ou=people,dc=example,dc=com\nobjectClass: zimbraDataSource\nzimbraDataSourceType: ${type}\n\n`).join(""),
};

const isLeaf = (value: object): value is Leaf => "ev" in value;

const leavesOf = ({ facts }: Built): ReadonlyMap<string, Leaf> => {
  const leaves = new Map<string, Leaf>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== "object" || value === null) return;
    if (isLeaf(value)) leaves.set(path, value);
    else for (const [key, inner] of Object.entries(value)) walk(inner, `${path}/${key}`);
  };
  const { servers, domains, cos, global, census, collections } = facts;
  walk({ servers, domains, cos, global, census, collections }, "");
  return leaves;
};

const damage = (text: string, random: (limit: number) => number): GivenPart | undefined => {
  const cut = text.slice(0, random(text.length));
  switch (random(9)) {
    case 0: return undefined;
    case 1: return { text, sha256: "0".repeat(64) };
    case 2: return { text: cut, state: "truncated" };
    case 3: return { text: cut, state: "timeout" };
    case 4: return { text: cut, state: "failed" };
    case 5: return { state: "denied" };
    case 6: return { text, covers: ["cn"] };
    case 7: return { text: "" };
    default: return { text };
  }
};

const say = (leaf: Leaf | undefined): string => {
  if (leaf && "value" in leaf) return JSON.stringify(leaf.value);
  return isUnknown(leaf) ? "unknown" : "unset";
};

test("whatever is damaged, a fact is the true one or unknown", async () => {
  const truth = leavesOf(await build([{ name: "a.example.com", origin: "collector", parts: parts(whole) }], demand));
  assert.equal([...truth].filter(([, leaf]) => "unknown" in leaf).map(([path]) => path), []);
  for (let seed = 0; seed < 400; seed++) {
    const random = randomFrom(seed);
    const given: Record<string, GivenPart> = {};
    for (const [key, text] of Object.entries(whole)) {
      const part = random(3) === 0 ? damage(text, random) : { text };
      // Nothing at all from whole commands is what they print where there is nothing: not a damage that can be seen.
      if (part && !(part.text === "" && part.state === undefined && !key.startsWith("zm.cos"))) given[key] = { covers: "all", ...part };
    }
    const built = await build([{ name: "a.example.com", origin: "collector", parts: given }], demand);
    for (const [path, leaf] of leavesOf(built)) {
      if ("unknown" in leaf) continue;
      assert.is(say(leaf), say(truth.get(path)), `seed ${seed} ${path}`);
      const proof = built.evidence.entries[leaf.ev];
      const part = given[`${proof?.source}@${proof?.part}`];
      if (part?.sha256 !== undefined) assert.unreachable(`seed ${seed} ${path} has a value of the damaged ${proof?.source}`);
      if (part?.state !== undefined && path.includes("attrs")) assert.ok((proof?.lines.length ?? 0) > 0, `seed ${seed} ${path}`);
    }
  }
});

const parts = (texts: Readonly<Record<string, string>>): Record<string, GivenPart> =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, { text, covers: "all" as const }]));

test("the same facts come out in the same order and bytes", async () => {
  const host = { name: "a.example.com", origin: "collector" as const, parts: parts(whole) };
  const other = { ...host, parts: Object.fromEntries(Object.entries(host.parts).reverse()) };
  const one = await build([host], demand);
  const two = await build([other], demand);
  const text = ({ facts }: Built): string => {
    const { servers, domains, cos, global, census, collections } = facts;
    return JSON.stringify({ servers, domains, cos, global, census, collections });
  };
  assert.is(text(one), text(two));
});

test.run();
