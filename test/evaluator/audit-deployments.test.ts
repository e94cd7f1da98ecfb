import { test } from "uvu";
import * as assert from "uvu/assert";
import { auditDeployments } from "../../evaluator/audit-deployments.js";
import { builtinPolicy } from "../../evaluator/policy/builtin.js";
import { startEngine } from "../../evaluator/policy/engine.js";
import { groupDeployments } from "../../evaluator/facts/group-deployments.js";
import { openSnapshot, type OpenedSnapshot } from "../../evaluator/snapshot/index.js";

const localconfig = (host: string, urls: string): string => `ldap_url = ${urls}\nzimbra_ldap_userdn = uid=zimbra,cn=admins,cn=zimbra\nzimbra_same_site_cookie = Strict\nzimbra_server_hostname = ${host}\n`;
const gas = (...hosts: readonly string[]): string => hosts.map((host) => `# name ${host}\ncn: ${host}\nobjectClass: zimbraServer\nzimbraId: 1\nzimbraServiceEnabled: mailbox\n`).join("\n");

const snapshot = async (host: string, urls: string | undefined, servers: readonly string[]): Promise<OpenedSnapshot> => {
  const part = (id: string, name: string, text: string): object => ({ id, part: name, state: "ok", exit: 0, covers: "all", stdout: { text }, out_bytes: Buffer.byteLength(text) });
  const parts = [part("zm.server", "gas", gas(...servers)), ...(urls === undefined ? [] : [part("zm.localconfig", "effective", localconfig(host, urls))])];
  const document = { format: "zmaudit-snapshot", version: 1, origin: "collector", host: { name: host, euid: 0 }, complete: true, started_at: "2026-08-01T00:00:00Z", parts };
  const [opened] = await openSnapshot({ name: host, bytes: Buffer.from(JSON.stringify(document)) });
  if (!opened) throw new Error("no snapshot");
  return opened;
};

test("hosts that share a directory server are one deployment, also by way of a third", async () => {
  const hosts = [await snapshot("a1", "ldap://l1:389", ["a1"]), await snapshot("a2", "ldap://l2:389", ["a2"]), await snapshot("a3", "ldap://l1:389 ldap://l2:389", ["a3"]), await snapshot("b1", "ldap://other:389", ["b1"])];
  assert.equal(groupDeployments(hosts).map(({ snapshots }) => snapshots.map(({ name }) => name).sort()), [["a1", "a2", "a3"], ["b1"]]);
});

test("a snapshot that does not say goes with the only deployment, or stands alone", async () => {
  const [a, b, c] = [await snapshot("a", "ldap://l1:389", ["a"]), await snapshot("b", "ldap://l9:389", ["b"]), await snapshot("c", undefined, ["c"])];
  assert.is(groupDeployments([a, c]).length, 1);
  assert.is(groupDeployments([a, b, c]).length, 3);
});

test("two deployments are judged apart and reported together", async () => {
  const engine = startEngine();
  const policies = [builtinPolicy()];
  const selected = ({ id }: { id: string }): boolean => id === "34.1";
  const [one, two] = [await snapshot("mbx1.example.com", "ldap://l1:389", ["mbx1.example.com", "mbx2.example.com"]), await snapshot("mbx1.example.org", "ldap://l9:389", ["mbx1.example.org"])];
  const report = await auditDeployments([one, two], { policies, engine, selected });
  await engine.close();
  const [result] = report.results;
  const status = Object.fromEntries((result?.subjects ?? []).map((subject) => [subject.name, subject.status]));
  assert.is(status["mbx2.example.com"], "unknown", "a server that the directory names and nobody collected");
  assert.ok("mbx1.example.com" in status && "mbx1.example.org" in status);
  assert.is(report.snapshots.length, 2);
  assert.is(report.summary.controls, 1);
});

test.run();
