import { test } from "uvu";
import * as assert from "uvu/assert";
import { bare, makeHost, openHost, type GivenHost } from "./sample-host.js";

const read = async (parts: GivenHost["parts"]): Promise<Record<string, unknown>> => {
  const { logs } = makeHost(await openHost({ parts })).host;
  return Object.fromEntries(Object.entries(logs).map(([name, leaf]) => [name, bare(leaf)]));
};

const line = (time: string, command: string, ip: string, oip: string): string => `${time}\t${command}\tok\t${ip}\t${oip}\n`;

test("log-ins that came the same way are one, with their number", async () => {
  const text = line("2026-07-31T08:00:00", "Auth", "10.1.2.5", "198.51.100.9") + line("2026-07-31T09:00:00", "Auth", "10.1.2.5", "198.51.100.9");
  const { audit } = await read({ "zm.log@audit": text });
  assert.equal(audit, { value: [{ command: "Auth", protocol: "", ip: "10.1.2.5", oip: "198.51.100.9", count: 2 }], from: "file" });
});

test("whole days from the first log-in to the last, and those by pre-authentication", async () => {
  const text = line("2026-07-01T08:00:00", "Auth", "-", "-") + line("2026-07-31T07:59:59", "PreAuth", "10.1.2.5", "-");
  const { audit_days, preauth_logins } = await read({ "zm.log@audit": text });
  assert.equal(audit_days, { value: 29, from: "file" });
  assert.equal(preauth_logins, { value: 1, from: "file" });
});

test("the protocol is what stands behind the command or what the thread serves, never what a client calls itself", async () => {
  const raw = (thread: string, rest: string): string =>
    `2026-07-31 08:00:00,120 INFO  [${thread}] [ip=10.1.2.5;ua=x; protocol=soap;] security - cmd=Auth; account=a@b.c;${rest}\n`;
  const { audit } = await read({ "zm.log@audit": raw("ImapServer-3", " protocol=imap;") + raw("ImapSSLServer-4", " error=invalid;") + raw("qtp5", "") });
  const way = { command: "Auth", ip: "10.1.2.5", oip: "" };
  assert.equal(audit, { value: [{ ...way, protocol: "http", count: 1 }, { ...way, protocol: "imap", count: 2 }], from: "file" });
});

test("a failed log-in by pre-authentication is none", async () => {
  const failed = "2026-07-31 08:00:00,120 WARN  [qtp1:https:/service/soap/] [ip=10.1.2.5;] security - cmd=PreAuth; account=a@b.c; error=preauth mismatch;\n";
  const { preauth_logins } = await read({ "zm.log@audit": `${failed}2026-07-31T09:00:00\tPreAuth\tfailed\t-\t-\n` });
  assert.equal(preauth_logins, { value: 0, from: "file" });
});

test("what the log spans: its first and last day, and the longest time without any log-in", async () => {
  const text = ["2026-05-01T23:59:59", "2026-05-02T00:00:01", "2026-06-20T00:00:00", "2026-06-21T12:00:00"].map((time) => line(time, "Auth", "-", "-")).join("");
  const { audit_first, audit_last, audit_gap, audit_end } = await read({ "zm.log@audit": text });
  assert.equal([audit_first, audit_last], [{ value: "2026-05-01", from: "file" }, { value: "2026-06-21", from: "file" }]);
  assert.equal([audit_gap, audit_end], [{ value: 48, from: "file" }, { value: Date.parse("2026-06-21T12:00:00Z") / 1000, from: "file" }]);
});

test("a log without a log-in spans nothing", async () => {
  const { audit_first, audit_last, audit_gap } = await read({ "zm.log@audit": "" });
  assert.equal(audit_gap, { value: 0, from: "file" });
  for (const leaf of [audit_first, audit_last]) assert.match(JSON.stringify(leaf), "no log-in in the log");
});

test("an empty log is no log-in, an absent one is unknown", async () => {
  const { audit, audit_days, mailbox } = await read({ "zm.log@audit": "", "zm.log@mailbox": { state: "absent" } });
  assert.equal([audit, audit_days], [{ value: [], from: "file" }, { value: 0, from: "file" }]);
  assert.match(JSON.stringify(mailbox), "zm.log@mailbox is absent on the host");
});

test("a log that is cut off or holds another text leaves it open", async () => {
  const { audit, preauth_requests } = await read({ "zm.log@audit": { state: "truncated", text: "" }, "zm.log@preauth": "2026-07-31\t2\nx\n" });
  assert.match(JSON.stringify(audit), "cut off");
  assert.match(JSON.stringify(preauth_requests), "read in part only");
});

test("only the newest 500 count for the ways, all of them for the rest", async () => {
  const old = line("2026-07-01T08:00:00", "PreAuth", "10.1.2.5", "-");
  const { audit, preauth_logins } = await read({ "zm.log@audit": old + line("2026-07-02T08:00:00", "Auth", "-", "198.51.100.9").repeat(500) });
  assert.equal(audit, { value: [{ command: "Auth", protocol: "", ip: "", oip: "198.51.100.9", count: 500 }], from: "file" });
  assert.equal(preauth_logins, { value: 1, from: "file" });
});

test.run();
