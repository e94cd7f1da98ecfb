import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { evidenceTable } from "../../../../evaluator/facts/evidence.js";
import { hostNameOf } from "../../../../evaluator/facts/hosts/host-name.js";
import { uncollectedHost } from "../../../../evaluator/facts/hosts/host-facts.js";
import { known } from "../../../../evaluator/facts/leaf.js";
import { projectFolder } from "../../../../evaluator/paths.js";
import { bare, demanding, findLeaves, makeHost, openHost, openSample, sampleTexts, shown } from "./sample-host.js";

const demand = demanding({
  localconfig: ["alias_login_enabled", "zimbra_same_site_cookie", "zimbra_no_such_key", "zimbra_ldap_password"],
  postconf: ["smtpd_helo_required", "relayhost", "no_such_parameter"],
  sshd: ["passwordauthentication", "kbdinteractiveauthentication", "hostkey", "nosuchkeyword"],
  units: ["fail2ban.service", "ssh.service", "haveged.service", "unasked.service"],
});

const schema = JSON.parse(readFileSync(join(projectFolder, "schemas", "facts.schema.json"), "utf8")) as {
  readonly definitions: Record<string, unknown>;
};

test("the whole sample, leaf by leaf", async () => {
  const made = makeHost(await openSample(), demand);
  const lines = findLeaves(made.host)
    .map(({ path, leaf }) => `${path} = ${shown(made, leaf)}`)
    .sort();
  const expected = readFileSync(join(projectFolder, "test/evaluator/facts/hosts/debian12.expected"), "utf8").trimEnd().split("\n");
  assert.equal(lines, expected);
});

test("the facts follow their schema", async () => {
  const ajv = new Ajv({ strict: false });
  const validate = ajv.compile({
    ...schema,
    $id: "https://zmaudit.example/test",
    type: "object",
    properties: { host: { $ref: "#/definitions/host" } },
    required: ["host"],
  });
  const everything = demanding({ localconfig: ["*"], postconf: ["*"], sshd: ["*"], units: ["*"] });
  for (const host of [
    makeHost(await openSample(), everything).host,
    makeHost(await openHost({ parts: {} }), demand).host,
    uncollectedHost("other", evidenceTable(), demand),
  ]) {
    assert.ok(validate({ host }), JSON.stringify(validate.errors?.[0]));
  }
});

test("the demanded names are always there, and with an asterisk all that is present", async () => {
  const empty = makeHost(await openHost({ parts: {} }), demand);
  assert.equal(Object.keys(empty.host.localconfig), [
    "alias_login_enabled",
    "zimbra_ldap_password",
    "zimbra_no_such_key",
    "zimbra_same_site_cookie",
  ]);
  assert.equal(Object.keys(empty.host.postfix.main), ["no_such_parameter", "relayhost", "smtpd_helo_required"]);
  assert.equal(Object.keys(empty.host.sshd.default), [
    "hostkey",
    "kbdinteractiveauthentication",
    "nosuchkeyword",
    "passwordauthentication",
  ]);
  assert.equal(Object.keys(empty.host.units), ["fail2ban.service", "haveged.service", "ssh.service", "unasked.service"]);
  const all = makeHost(await openSample(), demanding({ localconfig: ["*", "asked"], sshd: ["*"], units: ["*"], postconf: ["*"] }));
  assert.ok(Object.keys(all.host.sshd.default).length > 80);
  assert.ok("asked" in all.host.localconfig && "ldap_url" in all.host.localconfig && !("*" in all.host.localconfig));
});

test("of a host that nobody collected every leaf is unknown, but for what the directory says it is for", () => {
  const evidence = evidenceTable();
  for (const { path, leaf } of findLeaves(uncollectedHost("mx2.example.com", evidence, demand))) {
    assert.equal(leaf["unknown"], "the host mx2.example.com is named by the directory but was not collected", path);
    assert.is(evidence.entries[leaf.ev]?.host, "mx2.example.com", path);
  }
  const roles = known(["mta"], "server", evidence.add({ host: "mail", source: "zm.server", part: "gas", lines: [[1, 1]] }));
  assert.equal(uncollectedHost("mx2.example.com", evidence, demand, { roles }).roles, roles);
});

test("a host has Zimbra's name, else the kernel's, in lower case", async () => {
  assert.is(hostNameOf(await openSample()), "mail.example.com");
  assert.is(hostNameOf(await openSample({ "zm.localconfig@effective": undefined })), "mail.example.com");
  assert.is(hostNameOf(await openHost({ name: "MAIL", parts: {} })), "mail");
  assert.is(
    hostNameOf(await openHost({ name: "mail", parts: { "zm.localconfig@effective": "zimbra_server_hostname = <dropped>\n" } })),
    "mail",
  );
  assert.is(
    hostNameOf(
      await openHost({ name: "mail", parts: { "zm.localconfig@effective": { state: "truncated", text: "zimbra_server_hostname = x\n" } } }),
    ),
    "mail",
  );
});

test("what was not collected because the run stopped says so", async () => {
  const made = makeHost(await openHost({ parts: {}, complete: false }));
  assert.equal(bare(made.host.pax), { unknown: "pax.tool was not collected before the run stopped" });
});

test("each part is reported once", async () => {
  const { reports } = makeHost(await openSample({ "proc.list@list": "no table\n" }), demand);
  assert.is(new Set(reports.map(({ id, part }) => `${id}@${part}`)).size, reports.length);
  assert.equal(
    reports.filter(({ outcome }) => outcome === "error").map(({ id, lines }) => [id, lines]),
    [["proc.list", [1]]],
  );
  const texts = Object.keys(sampleTexts());
  assert.equal(
    texts.filter((key) => !reports.some(({ id, part }) => key === `${id}@${part}`)),
    [],
  );
});

test("the same snapshot gives the same bytes", async () => {
  const [one, other] = [makeHost(await openSample(), demand), makeHost(await openSample(), demand)];
  assert.is(JSON.stringify([one.host, one.evidence.entries]), JSON.stringify([other.host, other.evidence.entries]));
});

test.run();
