// Network Edition 10.1 on Ubuntu 22.04, hardened as the article asks.
import { openRoot } from "../root/open-root.mjs";
import { at } from "../seed.mjs";
import { installFail2ban } from "../tools/fail2ban.mjs";
import { accessLog, auditLog, installLogs, RSYSLOG, RSYSLOG_DEFAULT, ZIMBRA_SYSLOG } from "../tools/logs.mjs";
import { installChrony } from "../tools/time.mjs";
import { installUbuntu } from "../tools/ubuntu-host.mjs";
import { crontabWith } from "../zimbra/crontab.mjs";
import { installZimbra } from "../zimbra/host.mjs";
import { localconfigOf } from "../zimbra/localconfig.mjs";
import { packagesOf } from "../zimbra/packages.mjs";
import { BLOCKED, CIPHERS, directory, HEADERS, HOST, NETWORKS, SEED } from "./hardened-directory.mjs";
import { listenersOf, processesOf } from "./roles.mjs";

const NOW = at("2026-09-01T06:00:00Z");
const BOOT = at("2026-08-16T02:10:00Z");
const INSTALLED = at("2025-02-10T09:00:00Z");
const PATCHED = at("2026-08-16T01:20:00Z");
const WRITTEN = at("2026-08-15T22:00:00Z");
const PACKAGES = [...packagesOf("10.1", { patch: "10.1.19", base: "10.1.0.GA.4655.UBUNTU22.64" }), ["zimbra-network-modules-ng", "10.1.19.1785500000-1.u22"], ["zimbra-license-tools", "1.0.6.1785500000-1.u22"]];

const rules = (protocol, four) => `*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -i lo -j ACCEPT
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -m conntrack --ctstate INVALID -j DROP
${protocol}${four ? "-A INPUT -s 198.51.100.0/28 -p tcp -m conntrack --ctstate NEW -m tcp --dport 22 -j ACCEPT\n" : ""}-A INPUT -p tcp -m conntrack --ctstate NEW -m multiport --dports 25,443 -j ACCEPT
COMMIT
`;
const FOUR = rules("-A INPUT -p icmp -m icmp --icmp-type 3 -j ACCEPT\n-A INPUT -p icmp -m icmp --icmp-type 8 -m limit --limit 10/sec -j ACCEPT\n", true);
const SIX = rules([1, 2, 3, 4, 128, 133, 134, 135, 136, 137].map((type) => `-A INPUT -p ipv6-icmp -m icmp6 --icmpv6-type ${type} -j ACCEPT\n`).join(""), false);

// fail2ban puts its chains in front of the saved rules.
const BANS = { "zimbra-audit": ["80,443,7071"], "zimbra-smtp": ["25,465,587", "198.51.100.201"], "zimbra-web": ["80,443"] };
const live = (text) => text.replace("-A INPUT -i lo", `${Object.keys(BANS).map((name) => `:f2b-${name} - [0:0]\n`).join("")}${Object.entries(BANS).reverse().map(([name, [ports]]) => `-A INPUT -p tcp -m multiport --dports ${ports} -j f2b-${name}\n`).join("")}-A INPUT -i lo`)
  .replace("COMMIT", `${Object.entries(BANS).map(([name, [, address]]) => `${address ? `-A f2b-${name} -s ${address}/32 -j REJECT --reject-with icmp-port-unreachable\n` : ""}-A f2b-${name} -j RETURN\n`).join("")}COMMIT`);
export const LIVE = { four: live(FOUR), six: SIX };

const SSHD = `PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin no
GSSAPIAuthentication no
X11Forwarding no
AllowTcpForwarding local
PermitOpen localhost:7071
Ciphers chacha20-poly1305@openssh.com,aes256-gcm@openssh.com,aes128-gcm@openssh.com,aes256-ctr
MACs hmac-sha2-512-etm@openssh.com,hmac-sha2-256-etm@openssh.com,umac-128-etm@openssh.com
KexAlgorithms sntrup761x25519-sha512@openssh.com,curve25519-sha256,curve25519-sha256@libssh.org
HostKeyAlgorithms ssh-ed25519,rsa-sha2-512
MaxAuthTries 3
LoginGraceTime 30
`;

const FORWARD = `global(DefaultNetstreamDriver="ossl" DefaultNetstreamDriverCAFile="/etc/ssl/certs/loghost-ca.pem")
module(load="imfile")
input(type="imfile" File="/opt/zimbra/log/mailbox.log" Tag="zimbra-mailbox" Severity="info" Facility="local6")
input(type="imfile" File="/opt/zimbra/log/audit.log" Tag="zimbra-audit" Severity="info" Facility="local6")
input(type="imfile" File="/opt/zimbra/log/nginx.access.log" Tag="nginx-access" Severity="info" Facility="local6")
input(type="imfile" File="/opt/zimbra/log/nginx.log" Tag="nginx-error" Severity="info" Facility="local6")
*.* action(type="omfwd" Target="loghost.example.net" Port="6514" Protocol="tcp" StreamDriver="ossl" StreamDriverMode="1" StreamDriverAuthMode="x509/name" StreamDriverPermittedPeers="loghost.example.net" queue.type="LinkedList" queue.filename="to_loghost" queue.maxdiskspace="2g" queue.saveonshutdown="on" action.resumeRetryCount="-1")
`;

const JAIL = { bantime: 3600, findtime: 600, maxretry: 5, ignore: ["127.0.0.1/8", "::1", "203.0.113.20"] };
const BACKUP = "0 1 * * 6 /opt/zimbra/bin/zmbackup -f -a all --mail-report\n0 1 * * 0-5 /opt/zimbra/bin/zmbackup -i --mail-report\n0 0 * * * /opt/zimbra/bin/zmbackup -del 1m --mail-report\n";

const installSystem = (root) => {
  installUbuntu(root, {
    seed: SEED, host: HOST, address: "203.0.113.20", pro: true,
    packages: { zimbra: PACKAGES, kernels: [["linux-image-5.15.0-157-generic", "5.15.0-157.167"]], listed: at("2026-09-01T04:12:00Z"),
      versions: { chrony: "4.2-2ubuntu2", fail2ban: "0.11.2-6", "iptables-persistent": "1.0.16", "netfilter-persistent": "1.0.16", aide: "0.17.4-1", "aide-common": "0.17.4-1", ufw: null, "systemd-timesyncd": null, "rsyslog-openssl": "8.2112.0-2ubuntu2.2" } },
    ssh: { files: { "/etc/ssh/sshd_config.d/00-hardening.conf": SSHD }, time: BOOT - 86400 * 20, keys: { "/home/ubuntu/.ssh/authorized_keys": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA admin-one\nssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB admin-two\n" },
      set: { passwordauthentication: "no", kbdinteractiveauthentication: "no", permitrootlogin: "no", gssapiauthentication: "no", x11forwarding: "no", allowtcpforwarding: "local", permitopen: "localhost:7071", maxauthtries: "3", logingracetime: "30", hostkeyalgorithms: "ssh-ed25519,rsa-sha2-512",
        ciphers: "chacha20-poly1305@openssh.com,aes256-gcm@openssh.com,aes128-gcm@openssh.com,aes256-ctr", macs: "hmac-sha2-512-etm@openssh.com,hmac-sha2-256-etm@openssh.com,umac-128-etm@openssh.com", kexalgorithms: "sntrup761x25519-sha512@openssh.com,curve25519-sha256,curve25519-sha256@libssh.org",
        pubkeyacceptedalgorithms: "ssh-ed25519,rsa-sha2-512,rsa-sha2-256", hostbasedacceptedalgorithms: "ssh-ed25519,rsa-sha2-512", casignaturealgorithms: "ssh-ed25519,rsa-sha2-512" } },
    links: [{ name: "ens3", v4: ["203.0.113.20/24"], v6: ["2001:db8:60::20/64", "fe80::5054:ff:fe1a:2b02/64"], gateway: "203.0.113.1", gateway6: "2001:db8:60::1" }], resolv: "nameserver 127.0.0.1\nsearch example.com\n",
    hosts: `127.0.0.1 localhost\n203.0.113.20 ${HOST} mail\n2001:db8:60::20 ${HOST} mail\n`,
    firewall: { ...LIVE, recorded: "hardened" },
    units: { "ufw.service": ["inactive", "", "not-found"], "systemd-timesyncd.service": ["inactive", "", "not-found"], "chrony.service": ["active", "enabled"], "netfilter-persistent.service": ["active", "enabled"], "fail2ban.service": ["active", "enabled"], "dailyaidecheck.timer": ["active", "enabled"] },
    timers: [["Wed 2026-09-02 01:14:00 UTC", "19h left", "Tue 2026-09-01 01:22:41 UTC", "4h 37min ago", "dailyaidecheck.timer", "dailyaidecheck.service"]],
    cron: { "/etc/cron.daily/chkrootkit": "#!/bin/sh\nexit 0\n" },
    processes: processesOf({ zimbra: BOOT + 60, boot: BOOT, uids: {}, extra: [["chronyd", 640, 113, BOOT + 5], ["fail2ban-server", 901, 0, BOOT + 9]] }),
    listeners: [...listenersOf({ own: "203.0.113.20", memcached: "127.0.0.1", admin: "127.0.0.1", proxy: [443], ssh: ["0.0.0.0:22", "[::]:22"] })
      .filter(([, local]) => !/:(465|587|7110|7143|7993|7995)$/.test(local) && !local.includes("127.0.0.53")), ["udp", "127.0.0.1:323", "chronyd", 640], ["udp", "[::1]:323", "chronyd", 640]],
    mounts: ["/opt/zimbra/backup   backup.example.net:/export/zimbra nfs4   rw,relatime,vers=4.2,sec=krb5p"],
  });
  root.put("/etc/iptables/rules.v4", `# Generated by iptables-save v1.8.7 on Sun Aug 16 02:00:00 2026\n${FOUR}# Completed\n`, { mode: "640" });
  root.put("/etc/iptables/rules.v6", `# Generated by ip6tables-save v1.8.7 on Sun Aug 16 02:00:00 2026\n${SIX}# Completed\n`, { mode: "640" });
  installChrony(root, { reference: "C0000201 (192.0.2.1)", stratum: 3, offset: "0.000021433", sources: [["^*", "192.0.2.1", 2, 6, 377, 41, "  +21us[  +24us] +/- 4127us"], ["^+", "192.0.2.2", 2, 6, 377, 43, " -102us[  -99us] +/- 5120us"], ["^+", "192.0.2.3", 2, 6, 377, 40, "  +88us[  +91us] +/- 4881us"]],
    config: "server 192.0.2.1 iburst\nserver 192.0.2.2 iburst\nserver 192.0.2.3 iburst\nmakestep 1.0 3\nrtcsync\ndriftfile /var/lib/chrony/chrony.drift\n" });
  installFail2ban(root, {
    sshd: { ...JAIL, log: ["/var/log/auth.log"], port: "ssh", total: 4 }, "zimbra-smtp": { ...JAIL, log: ["/var/log/zimbra.log"], port: "25,465,587", total: 51, banned: ["198.51.100.201"], bans: 9, regex: "SASL LOGIN authentication failed" },
    "zimbra-web": { ...JAIL, log: ["/opt/zimbra/log/mailbox.log"], port: "80,443", total: 88, bans: 12, regex: "oip=<HOST>.*authentication failed" }, "zimbra-audit": { ...JAIL, log: ["/opt/zimbra/log/audit.log"], port: "80,443,7071", total: 17, bans: 3, regex: "cmd=(Auth|AdminAuth).*oip=<HOST>" },
  });
  for (const [path, mtime] of [["/var/lib/aide/aide.db", PATCHED + 7200], ["/var/lib/aide/aide.db.new", NOW - 16800], ["/etc/aide/aide.conf", INSTALLED], ["/var/log/aide/aide.log", NOW - 16700]]) root.put(path, "", { size: 9120331, mtime, mode: "600" });
};

const sessions = (root) => {
  root.dir("/opt/zimbra/backup/sessions", { owner: "zimbra", mtime: NOW - 17000, device: 57 });
  for (let day = 0; day < 14; day++) {
    const start = at("2026-09-01T01:00:08Z") - day * 86400;
    const name = `${new Date(start * 1000).getUTCDay() === 6 ? "full" : "incr"}-${new Date(start * 1000).toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", ".")}.${String(112 + day * 37).padStart(3, "0")}`;
    root.dir(`/opt/zimbra/backup/sessions/${name}`, { owner: "zimbra", mtime: start + 1900, device: 57, mode: "750" });
  }
  root.dir("/opt/zimbra/backup", { owner: "zimbra", device: 57 });
};

const fill = (place) => {
  const root = openRoot(place, { boot: BOOT, now: NOW });
  const tree = directory();
  installSystem(root);
  sessions(root);
  installZimbra(root, {
    host: HOST, roles: ["store", "mta", "proxy", "ldap"], directory: tree, written: WRITTEN,
    release: { release: "Release 10.1.19.GA.4655.UBUNTU22_64 NETWORK edition.", platform: "UBUNTU22_64", time: PATCHED - 300, crontab: `MAILTO=alerts@ops.example.net\n${crontabWith(BACKUP)}`,
      history: [`${INSTALLED}: INSTALL SESSION START`, ...PACKAGES.map(([name, version], index) => `${INSTALLED + 20 + index}: INSTALLED ${name}-${version}_amd64`), `${INSTALLED + 380}: INSTALL SESSION COMPLETE`, ...["patch", "mta-patch", "proxy-patch", "ldap-patch"].map((name) => `${PATCHED}: CONFIGURED ${name} 10.1.19`)],
      extensions: { nginx_lookup: { "nginx-lookup.jar": { size: 38211 } }, twofactorauth: { "zimbratwofactorauth.jar": { size: 61022 } }, backup: { "zimbrabackup.jar": { size: 422011 } }, clamscanner: { "clamscanner.jar": { size: 9122 } } }, zimlets: ["com_zimbra_date", "com_zimbra_email", "com_zimbra_phone", "com_zimbra_url"] },
    localconfig: { set: localconfigOf({ host: HOST, seed: SEED, ldap: `ldap://${HOST}:389`, changes: { alias_login_enabled: "false", zimbra_same_site_cookie: "Strict", ssl_allow_untrusted_certs: "false", ssl_allow_mismatched_certs: "false", ssl_allow_accept_untrusted_certs: "false",
      antispam_enable_rule_updates: "true", antispam_enable_restarts: "true", ldap_common_tlsprotocolmin: "3.3", ldap_common_require_tls: "128", ldap_common_tlsciphersuite: "HIGH", postjournal_enabled: "false" } }) },
    postfix: { networks: NETWORKS, master: { submission: { sasl: "no" }, smtps: { sasl: "no" }, without: ["465/inet", "submission/inet"] }, main: {
      smtpd_sasl_auth_enable: "no", smtpd_tls_protocols: "!SSLv2, !SSLv3, !TLSv1, !TLSv1.1", smtpd_tls_mandatory_protocols: "!SSLv2, !SSLv3, !TLSv1, !TLSv1.1", smtpd_tls_ciphers: "medium", smtpd_tls_mandatory_ciphers: "high", mynetworks_style: "host", header_checks: "pcre:/opt/zimbra/conf/postfix_header_checks",
      smtpd_recipient_restrictions: "reject_non_fqdn_recipient, permit_sasl_authenticated, permit_mynetworks, reject_unlisted_recipient, reject_invalid_helo_hostname, reject_non_fqdn_helo_hostname, reject_non_fqdn_sender, reject_unknown_sender_domain, reject_rbl_client zen.spamhaus.org, permit",
      smtpd_sender_restrictions: "reject_authenticated_sender_login_mismatch, check_sender_access regexp:/opt/zimbra/common/conf/tag_as_originating.re, permit_mynetworks, permit_sasl_authenticated, permit_tls_clientcerts, check_sender_access regexp:/opt/zimbra/common/conf/tag_as_foreign.re",
      smtpd_sender_login_maps: "proxy:ldap:/opt/zimbra/conf/ldap-slm.cf", smtpd_reject_unlisted_recipient: "yes", smtpd_reject_unlisted_sender: "yes", smtpd_client_auth_rate_limit: "10", postscreen_dnsbl_sites: "zen.spamhaus.org=127.0.0.[2..11]*3 b.barracudacentral.org=127.0.0.2*2",
      postscreen_dnsbl_action: "enforce", postscreen_dnsbl_threshold: "3", postscreen_greet_action: "enforce", inet_protocols: "all" } },
    amavis: { cpio: ["pax"], banned: BLOCKED, destiny: "D_DISCARD" },
    jetty: { protocols: ["TLSv1.2", "TLSv1.3"], exclude: [".*_RC4_.*", "^.*_(MD5|SHA|SHA1)$", "^TLS_RSA_.*", ".*_CBC_.*"], renegotiation: "FALSE" },
    nginx: { protocols: ["TLSv1.2", "TLSv1.3"], ciphers: CIPHERS, curve: "X25519:prime256v1", strict: true, ports: { imap: false, pop: false }, headers: HEADERS, domains: [{ names: ["webmail.example.com", "mail.example.com"] }] },
    tls: { chain: ["hardened-server", "public-intermediate"], ca: "default-ca", commercial: true, issued: at("2026-07-20T01:00:00Z"), deployed: at("2026-07-20T01:05:00Z"), created: "Jul 20, 2026", minimum: "TLSv1.2", dh: { bits: 2048, mtime: INSTALLED + 90000 } },
  });
  const agent = "ZimbraWebClient - FF128 (Linux)/10.1.0_GA_4655";
  installLogs(root, {
    files: { "/var/log/syslog": [4120331, NOW - 4], "/var/log/auth.log": [90412, NOW - 31], "/var/log/mail.log": [812311, NOW - 60], "/var/log/zimbra.log": [22104110, NOW - 4], "/var/log/zimbra-stats.log": [812003, NOW - 30], "/var/log/kern.log": [70112, BOOT + 40], "/opt/zimbra/log/nginx.log": [120331, NOW - 700, "zimbra", "zimbra"] },
    audit: { size: 812311, mtime: NOW - 60, text: auditLog(Array.from({ length: 24 }, (_, index) => [NOW - 80000 + index * 3001, index === 7 ? "AdminAuth" : "Auth", index === 7 ? "admin-one@example.com" : `user${String(index + 1).padStart(2, "0")}@example.com`, "203.0.113.20", `198.51.100.${40 + index}`, index % 9 === 5 ? "invalid password" : undefined]), agent) },
    mailbox: { size: 22103311, mtime: NOW - 20, text: "" }, access: { size: 9120311, mtime: NOW - 2, text: accessLog(Array.from({ length: 10 }, (_, index) => [NOW - 800000 + index * 80000, `198.51.100.${40 + index}`, "GET /modern/"])) },
    config: { "/etc/rsyslog.conf": RSYSLOG, "/etc/rsyslog.d/10-loghost.conf": FORWARD, "/etc/rsyslog.d/50-default.conf": RSYSLOG_DEFAULT, "/etc/rsyslog.d/60-zimbra.conf": ZIMBRA_SYSLOG, "/etc/systemd/journald.conf": "[Journal]\nStorage=persistent\n" },
  });
  root.close();
};

export default { name: SEED, hosts: [{ name: HOST, fill }] };
