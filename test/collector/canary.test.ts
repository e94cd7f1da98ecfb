// Every secret of the made-up root holds the word CANARY, plain or in base64; none may be in what leaves, neither in outputs nor
// in error messages nor in the record itself. What the controls need must be there whole.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { collect, errorsOf, isRoot, makeRoot, outputOf, partOf, textOf } from "./collect.js";

const root = makeRoot();
const document = collect([], { root });
const { run: _run, ...plain } = document;
const whole = `${JSON.stringify(plain)}\n${document.run.stderr}\n${document.parts.map((record) => (record.stdout ? outputOf(record).toString("latin1") : "") + errorsOf(record)).join("\n")}`;

const plant = (dir: string): number => readdirSync(dir, { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile()).filter((entry) => /CANARY|Q0FOQVJZ/.test(readFileSync(join(entry.parentPath ?? entry.path, entry.name), "latin1"))).length;

test("the root is full of secrets, and none of them leaves", () => {
  assert.ok(plant(root) > 40, "the fixtures have lost their canaries");
  for (const mark of [/CANARY/i, /Q0FOQVJZ/, /NBTkFSW/, /DQU5BUl/, /43414e415259/i, /Sq1ThatLeaks/]) {
    const at = whole.search(mark);
    assert.is(at < 0 ? "" : whole.slice(Math.max(0, at - 200), at + 60), "");
  }
});

test("redactions are counted", () => {
  assert.ok((partOf(document, "zm.global").redactions ?? 0) >= 20);
  assert.is(partOf(document, "zm.global").covers, "all");
});

if (!isRoot) console.log("SKIPPED what the controls need is there whole: not run by root");
const rootTest = isRoot ? test : test.skip;
rootTest("what the controls need is there whole", () => {
  const keeps: readonly (readonly [string, string | undefined, string])[] = [
    ["zm.cos", "gac", "zimbraPasswordMinLength: 6\n"], ["zm.cos", "gac", "zimbraAuthTokenLifetime: 2d\n"], ["zm.cos", "gac", "zimbraPasswordLockoutEnabled: FALSE\n"],
    ["zm.cos", "gac", "# name sales team\n"], ["zm.cos", "gac", "zimbraAdminAuthTokenLifetime: 12h\n"],
    ["zm.global", "gacf", "zimbraTwoFactorAuthSecretLength: 16\n"], ["zm.global", "gacf", "zimbraCsrfTokenCheckEnabled: TRUE\n"], ["zm.global", "gacf", "zimbraMtaBlockedExtension: bat\n"],
    ["zm.global", "gacf", "zimbraResponseHeader: X-Robots-Tag: noindex\n"], ["zm.global", "gacf", "zimbraAuthTokenKey: <redacted:28>\n"],
    ["zm.global", "gacf", "zimbraSSLPrivateKey: <dropped>\n"], ["zm.global", "gacf", "zimbraHttpProxyURL: http://<redacted>@proxy.example.com:3128/\n"],
    ["zm.domain", "gad", "zimbraPreAuthKey: <redacted:65>\n"], ["zm.domain", "gad", "zimbraAuthLdapURL: ldaps://ad.example.com:636\n"], ["zm.domain", "gad", "zimbraAuthFallbackToLocal: TRUE\n"],
    ["zm.server", "gas", "zimbraMailTrustedIP: 192.0.2.10\n"], ["zm.admins", "gaaa", "zimbraIsAdminAccount: TRUE\n"],
    ["zm.accounts", "accounts", "zimbraAppSpecificPassword: <dropped>\n"], ["zm.accounts", "accounts", "zimbraLastLogonTimestamp: 20200102030405.678Z\n"],
    ["zm.accounts", "datasources", "zimbraDataSourceHost: imap.example.net\n"],
    ["zm.localconfig", "changed", "zimbra_same_site_cookie = Strict\n"], ["zm.localconfig", "changed", "ldap_root_password = *\n"], ["zm.localconfig", "changed", "my_own_secret = <dropped>\n"],
    ["zm.amavis", "amavisd.conf", "[['cpio','tar'], \\&do_pax_cpio, ['pax', 'gcpio', 'cpio'] ],"], ["zm.amavis", "amavisd.conf", "$final_banned_destiny = D_BOUNCE;\n"],
    ["zm.crontab", "zimbra", "0 1 * * 6 /opt/zimbra/bin/zmbackup -f -a all --mail-report\n"],
    ["mta.postconf", "changed", "smtpd_tls_key_file = /opt/zimbra/conf/smtpd.key\n"], ["mta.postconf", "changed", "myclass = permit_mynetworks, reject\n"],
    ["mta.postconf", "changed", "whatever = <dropped>\n"], ["mta.postconf", "changed", "smtp_sasl_password_maps = <dropped>\n"], ["mta.postconf", "overrides", "465/inet/smtpd_sasl_auth_enable = yes\n"],
    ["tls.nginx", "/opt/zimbra/conf/nginx/includes/nginx.conf.web", "ssl_protocols TLSv1.2 TLSv1.3;\n"],
    ["tls.nginx", "/opt/zimbra/conf/nginx/includes/nginx.conf.web", "server { listen 443 ssl default_server; server_name \"mail.example.com\"; return 400; }\n"],
    ["tls.jetty", "jetty.xml", "<Set name=\"excludeProtocols\"><Array type=\"java.lang.String\"><Item>SSLv3</Item><Item>TLSv1</Item></Array></Set>"],
    ["tls.keystore", undefined, "MIIBszCCAVmgAwIBAgIUKEEPME\n"], ["tls.certs", "/opt/zimbra/conf/nginx.crt", "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUKEEPME\n-----END CERTIFICATE-----\n"],
    ["log.rsyslog", "/etc/rsyslog.conf", "auth,authpriv.* @@loghost.example.com:6514\n"], ["log.rsyslog", "/etc/rsyslog.conf", "StreamDriverAuthMode=\"x509/name\""],
    ["log.rsyslog", "/etc/syslog-ng/syslog-ng.conf", "tls(ca-dir(\"/etc/ssl\") peer-verify(required-trusted))"], ["log.rsyslog", "/etc/filebeat/filebeat.yml", "hosts: [\"https://es.example.com:9200\"]\n"],
    ["f2b.dump", "dump", "['port', 'ssh,9071']"], ["ssh.files", "/etc/ssh/sshd_config", "PasswordAuthentication no\n"], ["ssh.files", "pam", "auth required pam_unix.so\n"],
    ["os.uname", "cmdline", "ipv6.disable=1"], ["os.pro", "status", "{\"name\": \"esm-infra\", \"status\": \"enabled\"}"], ["acct.shadow", "list", "ann\t/bin/bash\tyes\t1\n"], ["acct.shadow", "list", "locked\t/bin/bash\tno\t0\n"],
    ["proc.list", "list", "2214\t1\t0\tjava (x) y\t1785700060\n"], ["proc.deleted", "list", "2214\tjava (x) y\t0\t/usr/lib/x86_64-linux-gnu/libssl.so.3\t1785700060\n"],
    ["ssh.proc", "list", "812\t/usr/sbin/sshd -D\t1785700050\n"], ["zm.log", "audit", "2026-11-20T10:00:01\tAuth\tfailed\t-\t8.8.4.5\thttp\n"], ["zm.log", "preauth", "2026-11-19\t1\n2026-11-20\t0\n"],
    ["pkg.apt.meta", "sources", "deb http://<redacted>@repo.zimbra.com/apt/1010 jammy zimbra\n"], ["net.sysctl", "list", "/proc/net/ip_tables_names=nat\n"],
    ["svc.units", "active", "ssh.service active\n"], ["svc.units", "enabled", "haveged.service not-found\n"], ["files.webroot", "list", "/opt/zimbra/jetty_base/webapps/zimbra/public/x y.jsp\t19\t"],
  ];
  for (const [id, part, line] of keeps) assert.ok(textOf(document, id, part).includes(line), `${id}@${part ?? ""}: ${line}\n${textOf(document, id, part)}`);
});

rootTest("a page that is a link is listed, and what it points at is not read", () => {
  const other = makeRoot();
  symlinkSync("/dev/zero", join(other, "opt/zimbra/jetty_base/webapps/zimbra/public/link.jsp"));
  const { parts } = collect(["--only", "files.webroot"], { root: other });
  const list = JSON.stringify(parts.find(({ id }) => id === "files.webroot")?.stdout);
  assert.match(list, /\/opt\/zimbra\/jetty_base\/webapps\/zimbra\/public\/link\.jsp(?:\\t\d+){3}\\t-\\n/);
});

test("a value that pretends to be the next answer makes that part fail, not pass", () => {
  const own = partOf(document, "zm.domain.own", "example.com");
  assert.is(own.state, "failed");
  assert.is(own.reason, "a value of another entry pretends to be this one");
  assert.is(partOf(document, "zm.domain.own", "gone.example").state, "failed");
  assert.equal(document.meant?.["zm.domain.own"], ["example.com", "evil.example", "gone.example"]);
});

test("the last look deletes what slipped through, by form and by the host's own passwords", () => {
  const other = makeRoot();
  writeFileSync(join(other, "etc/hosts"), "127.0.0.1 localhost\n192.0.2.1 Sq1ThatLeaksThroughFilters\n");
  writeFileSync(join(other, "etc/resolv.conf"), "nameserver 192.0.2.53\noptions {SSHA}abcdefghijk\n");
  const { parts, run } = collect(["--only", "net.resolv"], { root: other });
  for (const part of ["hosts", "resolv.conf"]) {
    const record = parts.find((one) => one.id === "net.resolv" && one.part === part);
    assert.is(record?.state, "failed");
    assert.match(record?.reason ?? "", /^secret: /);
    assert.equal(record?.stdout, { text: "" });
  }
  assert.is(run.status, 1);
});

test.run();
