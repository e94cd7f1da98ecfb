import { test } from "uvu";
import * as assert from "uvu/assert";
import type { DomainFacts } from "../../../evaluator/facts/domains.js";
import { isKnown } from "../../../evaluator/facts/leaf.js";
import { bare, build, demandOf, filtered, globalText, record } from "./deployment.js";

const SHARING = "zimbraPublicSharingEnabled";
const HEADER = "zimbraResponseHeader";

test("a domain's list replaces the global one", async () => {
  const { facts } = await build([{ parts: {
    "zm.global@gacf": globalText({ [HEADER]: ["X-Robots-Tag: noindex", "X-Frame-Options: DENY"] }),
    "zm.domain@gad": record("a.example", { [HEADER]: "X-Own: 1" })
      + record("b.example", { [HEADER]: ["X-Frame-Options: DENY", "X-Robots-Tag: noindex"] }),
  } }], demandOf(HEADER));
  assert.equal(bare(facts.domains["a.example"]?.attrs[HEADER]), { value: ["X-Own: 1"], from: "domain" });
  assert.equal(bare(facts.domains["a.example"]?.own[HEADER]), { value: ["X-Own: 1"], from: "domain" });
  const values = ["X-Robots-Tag: noindex", "X-Frame-Options: DENY"];
  assert.equal(bare(facts.domains["b.example"]?.attrs[HEADER]), { value: values, from: "global" });
  assert.match(JSON.stringify(facts.domains["b.example"]?.own[HEADER]), "b.example has the global value");
});

test("own values come from a part a domain, and an inherited one is not among them", async () => {
  const { facts } = await build([{ parts: {
    "zm.global@gacf": globalText({ [HEADER]: "X-Robots-Tag: noindex" }),
    "zm.domain@gad": ["a.example", "b.example"].map((name) => record(name, { [HEADER]: "X-Robots-Tag: noindex" })).join(""),
    "zm.domain.own@a.example": record("a.example"),
    "zm.domain.own@b.example": record("b.example", { [HEADER]: "X-Robots-Tag: noindex" }),
  } }], demandOf(HEADER));
  assert.equal(bare(facts.domains["a.example"]?.own[HEADER]), { from: "unset" });
  assert.equal(bare(facts.domains["a.example"]?.attrs[HEADER]), { value: ["X-Robots-Tag: noindex"], from: "global" });
  assert.equal(bare(facts.domains["b.example"]?.own[HEADER]), { value: ["X-Robots-Tag: noindex"], from: "domain" });
  const reports = facts.reports.filter(({ source }) => source === "zm.domain.own");
  assert.equal(reports.map(({ part, outcome }) => `${part} ${outcome}`), ["a.example ok", "b.example ok"]);
});

test("own values come from the host that has the directory, not from a newer one that skipped it", async () => {
  const elsewhere = { state: "skipped", reason: "the directory is on another host" };
  const { facts } = await build([
    { name: "ldap.example.com", time: "2026-08-01T12:00:00Z", parts: {
      "zm.global@gacf": globalText({ [HEADER]: "X-Robots-Tag: noindex" }),
      "zm.domain@gad": record("a.example", { [HEADER]: "X-Robots-Tag: noindex" }), "zm.domain.own@a.example": record("a.example"),
    } },
    { name: "proxy.example.com", time: "2026-08-01T12:20:00Z", parts: { "zm.domain.own@*": elsewhere } },
  ], demandOf(HEADER));
  assert.equal(bare(facts.domains["a.example"]?.own[HEADER]), { from: "unset" });
  const reports = facts.reports.filter(({ source }) => source === "zm.domain.own");
  assert.equal(reports.map(({ host, outcome }) => `${host} ${outcome}`), ["ldap.example.com ok"]);
});

test("what nothing hands down is the domain's own without own values collected", async () => {
  const { facts } = await build([{ parts: {
    "zm.domain@gad": record("a.example", { zimbraAuthFallbackToLocal: "TRUE" }) + record("b.example"),
  } }], demandOf("zimbraAuthFallbackToLocal"));
  assert.equal(bare(facts.domains["a.example"]?.own.zimbraAuthFallbackToLocal), { value: true, from: "domain" });
  assert.equal(bare(facts.domains["b.example"]?.own.zimbraAuthFallbackToLocal), { from: "unset" });
  assert.equal(bare(facts.domains["b.example"]?.attrs.zimbraAuthFallbackToLocal), { value: false, from: "default" });
});

test("a domain is the end of account, class, domain: unset there takes the compiled default", async () => {
  const { facts } = await build([{ parts: { "zm.domain@gad": record("a.example"), "zm.cos@gac": record("default") } }], demandOf(SHARING));
  assert.equal(bare(facts.domains["a.example"]?.attrs[SHARING]), { value: true, from: "default" });
  assert.equal(bare(facts.domains["a.example"]?.own[SHARING]), { from: "unset" });
  assert.equal(bare(facts.cos.default?.attrs[SHARING]), { from: "unset" });
});

test("live: active, locked, maintenance and unset, and no alias domain", async () => {
  const states = ["active", "locked", "maintenance", "suspended", "shutdown", "closed"];
  const { facts } = await build([{ parts: {
    "zm.global@gacf": globalText(),
    "zm.domain@gad": states.map((status) => record(`${status}.example`, { zimbraDomainStatus: status, zimbraDomainType: "local" })).join("")
      + record("alias.example", { zimbraDomainStatus: "active", zimbraDomainType: "alias" })
      + record("unset.example")
      + record("odd.example", { zimbraDomainStatus: "gone" }),
  } }], demandOf());
  const sayLive = ([name, { live }]: [string, DomainFacts]): string => `${name.split(".")[0]} ${isKnown(live) ? live.value : "?"}`;
  assert.equal(Object.entries(facts.domains).map(sayLive).join(", "),
    "active true, alias false, closed false, locked true, maintenance true, odd ?, shutdown false, suspended false, unset true");
  assert.equal(bare(facts.domains["alias.example"]?.alias), { value: true, from: "domain" });
  assert.equal(bare(facts.domains["unset.example"]?.alias), { value: false, from: "default" });
});

test("the domain's status may be the global one", async () => {
  const global = globalText({ zimbraDomainStatus: "closed" });
  const { facts } = await build([{ parts: { "zm.global@gacf": global, "zm.domain@gad": record("a.example") } }], demandOf());
  assert.equal(bare(facts.domains["a.example"]?.live), { value: false, from: "global" });
});

test("a filtered domain record leaves alias, live and the rest unknown", async () => {
  const parts = { "zm.global@gacf": globalText(), "zm.domain@gad": filtered("a.example", { cn: "a" }) };
  const { facts } = await build([{ parts }], demandOf(SHARING));
  const domain = facts.domains["a.example"];
  for (const leaf of [domain?.alias, domain?.live, domain?.attrs[SHARING], domain?.own[SHARING]]) {
    assert.match(JSON.stringify(leaf), '"unknown":"the record of a.example');
  }
});

test("a domain with a hostile name is an entry like any other", async () => {
  const text = record("__proto__", { zimbraDomainStatus: "closed" }) + record("constructor");
  const { facts } = await build([{ parts: { "zm.domain@gad": text } }], demandOf());
  assert.equal(Object.keys(facts.domains), ["__proto__", "constructor"]);
  assert.equal(({} as Record<string, unknown>).live, undefined);
  assert.equal(bare(JSON.parse(JSON.stringify(facts.domains))["__proto__"].live), { value: false, from: "domain" });
});

test.run();
