// The collector on this very machine: real tools, real files, no Zimbra.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { collect, environment, errorsOf, hasTool, isRoot, outputOf, parseDocument, partOf, script, textOf } from "./collect.js";

if (!isRoot) console.log("SKIPPED the test is not run by root");
const root = isRoot ? test : test.skip;
const document = isRoot ? collect(["--except", "pkg.verify"]) : undefined;
const whole = (): NonNullable<typeof document> => {
  if (!document) throw new Error("not collected");
  return document;
};
const needs = (tool: string) => {
  if (!hasTool(tool)) console.log(`SKIPPED ${tool} is not installed`);
  return isRoot && hasTool(tool) ? test : test.skip;
};

root("every record is right, whatever this machine has", () => {
  assert.is(whole().complete, true);
  assert.ok(whole().run.status === 0 || whole().run.status === 1);
  for (const record of whole().parts) {
    if (record.stdout) outputOf(record);
    if (record.state !== "ok") assert.ok(record.reason, `${record.id}@${record.part} says why it is ${record.state}`);
  }
  assert.match(whole().host.id ?? "x".repeat(64), /^[0-9a-fx]{64}$/);
  assert.is(whole().host.euid, 0);
});

if (existsSync("/opt/zimbra")) console.log("SKIPPED this machine has a /opt/zimbra");
(isRoot && !existsSync("/opt/zimbra") ? test : test.skip)("without Zimbra its sources are absent, each with its reason", () => {
  for (const id of ["zm.version", "zm.global", "zm.server", "zm.server.own", "zm.cos", "zm.domain", "zm.domain.own", "zm.accounts", "zm.admins", "zm.rights", "zm.localconfig", "tls.nginx", "tls.jetty"]) {
    const record = partOf(whole(), id);
    assert.is(record.state, "absent", id);
    assert.match(record.reason ?? "", /exist|zimbra/);
  }
});

root("what every machine has", () => {
  assert.match(textOf(whole(), "os.release", "os-release"), /^ID=/m);
  assert.match(textOf(whole(), "os.uname", "uname"), /^Linux /);
  assert.match(textOf(whole(), "proc.list", "list"), new RegExp(`^${process.pid}\t\\d+\t0\t\\S+\t\\d{10}$`, "m"));
  assert.match(textOf(whole(), "rng", "entropy"), /^\/proc\/sys\/kernel\/random\/entropy_avail=\d+$/m);
  assert.match(textOf(whole(), "acct.shadow", "list"), /^root\t\/\S+\t(yes|no)\t\d+$/m);
  assert.match(textOf(whole(), "net.sysctl", "list"), /^\/proc\/sys\/net\/ipv4\/conf\/lo\/rp_filter=\d$/m);
  assert.match(textOf(whole(), "log.files", "list"), /^-\S+ 1 .* \/var\/log\/\S+$/m);
});

needs("dpkg-query")("Debian's packages, with the columns the evaluator reads", () => {
  assert.match(textOf(whole(), "pkg.dpkg", "list"), /^dpkg\tii \t\S+\t\S+\tdpkg\t\S+$/m);
  for (const part of ["dist-upgrade", "upgrade"]) assert.is(partOf(whole(), "pkg.apt.sim", part).state, "ok", errorsOf(partOf(whole(), "pkg.apt.sim", part)));
  assert.match(textOf(whole(), "pkg.apt.meta", "sources"), /^# \/etc\/apt\/sources\.list/m);
});
needs("ip")("addresses, links and routes", () => {
  assert.match(textOf(whole(), "net.ip", "addr"), /^1: lo +inet 127\.0\.0\.1\/8 /m);
  assert.match(textOf(whole(), "net.ip", "rule"), /^0:\s+from all lookup local/m);
});
needs("ss")("listeners", () => assert.is(partOf(whole(), "net.listen").state, "ok"));
needs("sshd")("what sshd would do, for each test connection, or its own words why it cannot tell", () => {
  const first = partOf(whole(), "ssh.effective", "default");
  if (first.state !== "ok") return assert.match(errorsOf(first), /hostkeys|privilege separation|configuration/i);
  assert.match(textOf(whole(), "ssh.effective", "default"), /^passwordauthentication (yes|no)$/m);
  const meant = whole().meant?.["ssh.effective"] ?? [];
  assert.ok(meant.length >= 5 && meant.some((words) => /^user=root,host=198\.51\.100\.1,addr=198\.51\.100\.1,laddr=\S+,lport=\d+$/.test(words)));
  for (const words of meant) assert.is(partOf(whole(), "ssh.effective", words).state, "ok", words);
  assert.is(partOf(whole(), "ssh.files", "/etc/ssh/sshd_config").file?.owner, "root");
  assert.match(textOf(whole(), "ssh.files", "pam"), /^auth \S+ pam_\w+\.so/m);
});
needs("postconf")("Postfix, also without Zimbra", () => {
  assert.match(textOf(whole(), "mta.postconf", "effective"), /^smtpd_tls_mandatory_protocols = /m);
  assert.match(textOf(whole(), "mta.postconf", "effective"), /^smtpd_null_access_lookup_key = <>$/m);
  assert.match(textOf(whole(), "mta.postconf", "master"), /^pickup /m);
});
needs("fail2ban-client")("fail2ban: a server that is down is not an absent one", () => {
  const status = partOf(whole(), "f2b.status", "status");
  if (status.state === "failed") assert.match(errorsOf(status), "Is fail2ban running?");
  assert.match(textOf(whole(), "f2b.dump", "dump"), /^\['set', 'sshd', 'maxretry', \d+\]$/m);
});
needs("chronyc")("chrony: the daemon may be down, the configuration is there", () => {
  assert.match(textOf(whole(), "time.sync", "config"), /^(server|pool|confdir|sourcedir) /m);
});
needs("rsyslogd")("rsyslog's selectors are whole", () => assert.match(textOf(whole(), "log.rsyslog", "/etc/rsyslog.conf"), /^auth,authpriv\.\*\s+/m));
needs("crontab")("the system's cron files, comments and all", () => assert.match(textOf(whole(), "zm.crontab", "/etc/crontab"), /^17 \*\s+\* \* \*\s+root\s+cd \/ && run-parts/m));

// Rules in a network namespace of its own: what the tools print there is theirs, and looking changes nothing.
const canUnshare = isRoot && hasTool("nft") && hasTool("iptables-nft") && spawnSync("unshare", ["-n", "sh", "-c", "nft add table inet probe && iptables-nft -A INPUT -j ACCEPT"]).status === 0;
if (!canUnshare) console.log("SKIPPED no network namespace with nft and iptables can be made here");
(canUnshare ? test : test.skip)("the firewall's rules, both worlds, and nothing is made by looking", () => {
  const setUp = `
    ip link set lo up
    nft add table inet own; nft 'add chain inet own input { type filter hook input priority 10; policy accept; }'; nft add rule inet own input tcp dport 7071 drop
    iptables-nft -P INPUT DROP; iptables-nft -A INPUT -s 192.0.2.0/24 -p tcp --dport 22 -m comment --comment 'temp: was -j ACCEPT "all"' -j ACCEPT
    ip6tables-nft -A INPUT -s 2001:db8::/32 -j ACCEPT
    if command -v ipset >/dev/null; then ipset create bad hash:net && ipset add bad 198.51.100.0/24; fi
    before=$(cat /proc/net/ip_tables_names /proc/net/ip6_tables_names 2>/dev/null; nft list ruleset)
    sh "$0" --output - --only fw,net
    status=$?
    after=$(cat /proc/net/ip_tables_names /proc/net/ip6_tables_names 2>/dev/null; nft list ruleset)
    [ "$before" = "$after" ] || exit 99
    exit $status`;
  const run = spawnSync("unshare", ["-n", "sh", "-c", setUp, script], { env: environment(undefined), encoding: "utf8", maxBuffer: 1 << 28 });
  assert.ok(run.status === 0 || run.status === 1, `${run.status} ${run.stderr}`);
  const inside = parseDocument(run.stdout);
  assert.match(textOf(inside, "fw.iptables", "nft"), "-A INPUT -s 192.0.2.0/24 -p tcp -m tcp --dport 22 -m comment --comment \"temp: was -j ACCEPT \\\"all\\\"\" -j ACCEPT\n");
  assert.match(textOf(inside, "fw.ip6tables", "nft"), "-A INPUT -s 2001:db8::/32 -j ACCEPT\n");
  assert.match(textOf(inside, "fw.nft", "text"), /tcp dport 7071 drop # handle \d+/);
  const json: unknown = JSON.parse(textOf(inside, "fw.nft", "json"));
  assert.ok(typeof json === "object" && json !== null && "nftables" in json);
  assert.match(textOf(inside, "net.ip", "link"), /^1: lo: <LOOPBACK,UP/m);
  if (hasTool("ipset") && partOf(inside, "fw.ipset").state === "ok" && partOf(inside, "fw.ipset").out_bytes) assert.match(textOf(inside, "fw.ipset"), "add bad 198.51.100.0/24");
});

(isRoot && hasTool("capsh") ? test : test.skip)("root without the capability: what the tools refuse is denied, not empty", () => {
  const run = spawnSync("capsh", ["--drop=cap_net_admin", "--", "-c", `sh '${script}' --output - --only fw.nft,fw.iptables`], { env: environment(undefined), encoding: "utf8" });
  const inside = parseDocument(run.stdout);
  assert.is(BigInt(`0x${inside.host.capabilities}`) & 4096n, 0n);
  if (hasTool("nft")) assert.is(partOf(inside, "fw.nft", "text").state, "denied");
});

test.run();
