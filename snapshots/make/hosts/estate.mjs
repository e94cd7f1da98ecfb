// Network Edition 10.1 on seven servers, of which six were collected.
import { openRoot } from "../root/open-root.mjs";
import { at } from "../seed.mjs";
import { installFail2ban } from "../tools/fail2ban.mjs";
import { accessLog, auditLog, installLogs, RSYSLOG, RSYSLOG_DEFAULT, ZIMBRA_SYSLOG } from "../tools/logs.mjs";
import { installChrony } from "../tools/time.mjs";
import { installUbuntu } from "../tools/ubuntu-host.mjs";
import { CRONTAB, crontabWith } from "../zimbra/crontab.mjs";
import { installZimbra } from "../zimbra/host.mjs";
import { localconfigOf } from "../zimbra/localconfig.mjs";
import { packagesOf } from "../zimbra/packages.mjs";
import { directory, NETWORKS, NOW, SEED, SERVERS } from "./estate-directory.mjs";
import { listenersOf, processesOf } from "./roles.mjs";

const INSTALLED = at("2022-05-04T09:00:00Z");
const PATCHED = at("2026-08-09T22:30:00Z");
const LDAP = "ldap://ldap1.example.com:389";
const OPEN = { ldap: [], store: [], mta: [25, 465, 587], proxy: [80, 443, 993] };

/** What is particular about single servers. */
const QUIRKS = {
  "mbx2.example.com": { localconfig: { zimbra_same_site_cookie: "Lax", alias_login_enabled: "true" }, firewall: "none", backup: "#" },
  "proxy2.example.com": { patches: { "zimbra-proxy-patch": "10.1.17" }, six: "open", strict: false, pending: [{ name: "openssl", from: "3.0.2-0ubuntu1.22", to: "3.0.2-0ubuntu1.23", origin: "Ubuntu:22.04/jammy-updates, Ubuntu:22.04/jammy-security" }] },
  "mta1.example.com": { ssh: { passwordauthentication: "yes" }, sshFile: "Match Address 10.0.0.0/8\n    PasswordAuthentication yes\n" },
};

const rulesFour = (ports) => `*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -i lo -j ACCEPT\n-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n-A INPUT -p icmp -j ACCEPT\n-A INPUT -s 10.30.0.0/24 -j ACCEPT\n-A INPUT -s 10.30.9.0/24 -p tcp -m tcp --dport 22 -j ACCEPT\n${ports.length > 0 ? `-A INPUT -p tcp -m conntrack --ctstate NEW -m multiport --dports ${ports.join(",")} -j ACCEPT\n` : ""}COMMIT\n`;
const rulesSix = (ports) => `*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -i lo -j ACCEPT\n-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n-A INPUT -p ipv6-icmp -j ACCEPT\n${ports.length > 0 ? `-A INPUT -p tcp -m conntrack --ctstate NEW -m multiport --dports ${ports.join(",")} -j ACCEPT\n` : ""}COMMIT\n`;

export const rulesOf = ({ name, roles }) => {
  const quirk = QUIRKS[name] ?? {};
  if (quirk.firewall === "none") return {};
  const ports = roles.flatMap((role) => OPEN[role] ?? []);
  return { four: rulesFour(ports), six: quirk.six === "open" ? "" : rulesSix(ports) };
};

const installSystem = (root, host, packages) => {
  const { name, roles, inside, outside, outside6 } = host;
  const quirk = QUIRKS[name] ?? {};
  const rules = rulesOf(host);
  const own = { roles: [...roles], boot: root.boot, zimbra: PATCHED + 900 };
  installUbuntu(root, {
    seed: SEED, host: name, address: inside, virt: "vmware",
    packages: { zimbra: packages, kernels: [["linux-image-5.15.0-157-generic", "5.15.0-157.167"]], listed: at("2026-09-01T03:12:00Z"), pending: quirk.pending ?? [], held: packages.map(([one]) => one).filter((one) => one === "zimbra-core"),
      versions: { chrony: "4.2-2ubuntu2", "systemd-timesyncd": null, "iptables-persistent": "1.0.16", "netfilter-persistent": "1.0.16", ...(outside ? { fail2ban: "0.11.2-6" } : {}), ...(quirk.pending ? { openssl: "3.0.2-0ubuntu1.22" } : {}), ...(roles.includes("mta") ? {} : { pax: null }) } },
    ssh: { set: { passwordauthentication: "no", permitrootlogin: "no" }, files: { "/etc/ssh/sshd_config.d/10-site.conf": `PasswordAuthentication no\nPermitRootLogin no\n${quirk.sshFile ?? ""}` }, time: root.boot - 86400, keys: { "/home/ubuntu/.ssh/authorized_keys": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIC operations\n" },
      matches: quirk.ssh ? [{ pattern: "*,addr=10.*", changes: quirk.ssh }] : [] },
    links: [{ name: "ens192", v4: [`${inside}/24`], gateway: outside ? undefined : "10.30.0.1" }, ...(outside ? [{ name: "ens224", v4: [`${outside}/24`], v6: [`${outside6}/64`], gateway: "203.0.113.1", gateway6: "2001:db8:70::1" }] : [])],
    hosts: `127.0.0.1 localhost\n${SERVERS.map((one) => `${one.inside} ${one.name} ${one.name.split(".")[0]}\n`).join("")}`, resolv: roles.includes("mta") ? "nameserver 127.0.0.1\nsearch example.com\n" : "nameserver 10.30.0.2\nsearch example.com\n",
    firewall: { ...rules, ...(rules.four ? { recorded: `estate-${name.split(".")[0]}` } : {}) },
    units: { "ufw.service": ["inactive", "disabled"], "systemd-timesyncd.service": ["inactive", "", "not-found"], "chrony.service": ["active", "enabled"], ...(rules.four ? { "netfilter-persistent.service": ["active", "enabled"] } : {}), ...(outside ? { "fail2ban.service": ["active", "enabled"] } : {}) },
    processes: processesOf({ ...own, extra: [["chronyd", 640, 113, root.boot + 5], ...(outside ? [["fail2ban-server", 901, 0, root.boot + 9]] : [])] }),
    listeners: listenersOf({ roles, own: inside, memcached: inside, proxy: [80, 143, 443, 993], extra: [["udp", "127.0.0.1:323", "chronyd", 640]] }), mounts: roles.includes("store") ? ["/opt/zimbra/backup   /dev/mapper/backup-zimbra           ext4   rw,relatime"] : [],
  });
  if (rules.four) root.put("/etc/iptables/rules.v4", rules.four, { mode: "640" });
  if (rules.six) root.put("/etc/iptables/rules.v6", rules.six, { mode: "640" });
  installChrony(root, { reference: "0A1E0002 (10.30.0.2)", stratum: 3, offset: "0.000101233", sources: [["^*", "10.30.0.2", 2, 6, 377, 22, " +101us[ +104us] +/- 2127us"], ["^+", "10.30.0.3", 2, 6, 377, 25, " -202us[ -199us] +/- 3120us"]], config: "server 10.30.0.2 iburst\nserver 10.30.0.3 iburst\nmakestep 1.0 3\nrtcsync\ndriftfile /var/lib/chrony/chrony.drift\n" });
  if (outside) installFail2ban(root, { sshd: { log: ["/var/log/auth.log"], port: "ssh", bantime: 600, findtime: 600, maxretry: 5, ignore: ["127.0.0.1/8", "10.30.0.0/24"] }, ...(roles.includes("mta") ? { "postfix-sasl": { log: ["/var/log/zimbra.log"], port: "25,465,587", total: 9112, bans: 211, bantime: 3600, findtime: 600, maxretry: 5, ignore: ["127.0.0.1/8", "10.30.0.0/24"] } } : {}) });
};

const installSessions = (root, mark) => {
  root.dir("/opt/zimbra/backup", { owner: "zimbra", device: 64771 });
  root.dir("/opt/zimbra/backup/sessions", { owner: "zimbra", device: 64771, mtime: NOW - 13000 });
  for (let day = mark === "#" ? 120 : 0; day < (mark === "#" ? 124 : 9); day++) {
    const start = at("2026-09-01T01:00:11Z") - day * 86400;
    const stamp = new Date(start * 1000).toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", ".");
    root.dir(`/opt/zimbra/backup/sessions/${new Date(start * 1000).getUTCDay() === 6 ? "full" : "incr"}-${stamp}.${String(207 + day % 700).padStart(3, "0")}`, { owner: "zimbra", mtime: start + 2400, device: 64771, mode: "750" });
  }
};

const fillHost = (host, tree) => (place) => {
  const { name, roles } = host;
  const quirk = QUIRKS[name] ?? {};
  const boot = at("2026-08-09T23:10:00Z");
  const root = openRoot(place, { boot, now: NOW + SERVERS.indexOf(host) * 240 });
  const packages = packagesOf("10.1", { patch: "10.1.19", base: "10.1.0.GA.4655.UBUNTU22.64", roles, patches: quirk.patches });
  const patches = { ldap: "ldap-patch", store: "patch", mta: "mta-patch", proxy: "proxy-patch" };
  installSystem(root, host, packages);
  if (roles.includes("store")) installSessions(root, quirk.backup);
  const backup = ["0 1 * * 6 /opt/zimbra/bin/zmbackup -f -a all --mail-report", "0 1 * * 0-5 /opt/zimbra/bin/zmbackup -i --mail-report", "0 0 * * * /opt/zimbra/bin/zmbackup -del 1m --mail-report"].map((line) => `${quirk.backup ?? ""}${line}\n`).join("");
  installZimbra(root, {
    host: name, roles: roles.filter((role) => role !== "logger"), directory: tree, written: PATCHED + 800, pax: roles.includes("mta"),
    release: { release: "Release 10.1.19.GA.4655.UBUNTU22_64 NETWORK edition.", platform: "UBUNTU22_64", time: PATCHED, crontab: roles.includes("store") ? crontabWith(backup) : CRONTAB,
      history: [`${INSTALLED}: INSTALL SESSION START`, `${INSTALLED + 380}: INSTALL SESSION COMPLETE`, ...roles.filter((role) => patches[role]).map((role) => `${PATCHED}: CONFIGURED ${patches[role]} ${quirk.patches?.[`zimbra-${patches[role]}`] ?? "10.1.19"}`)],
      extensions: roles.includes("store") ? { nginx_lookup: { "nginx-lookup.jar": { size: 38211 } }, twofactorauth: { "zimbratwofactorauth.jar": { size: 61022 } }, backup: { "zimbrabackup.jar": { size: 422011 } } } : {}, zimlets: roles.includes("store") ? ["com_zimbra_date", "com_zimbra_email", "com_zimbra_phone", "com_zimbra_url", "com_zimbra_webex"] : [] },
    localconfig: { set: localconfigOf({ host: name, seed: SEED, ldap: LDAP, isMaster: String(roles.includes("ldap")), changes: { alias_login_enabled: "false", zimbra_same_site_cookie: "Strict", ssl_allow_untrusted_certs: "false", ssl_allow_mismatched_certs: "false", ssl_allow_accept_untrusted_certs: "false", ...quirk.localconfig } }) },
    postfix: { networks: NETWORKS[name] ?? "127.0.0.0/8", main: { smtpd_tls_mandatory_protocols: "!SSLv2, !SSLv3, !TLSv1, !TLSv1.1", smtpd_client_auth_rate_limit: "20", inet_protocols: "all",
      smtpd_recipient_restrictions: "reject_non_fqdn_recipient, permit_sasl_authenticated, permit_mynetworks, reject_unlisted_recipient, reject_invalid_helo_hostname, reject_non_fqdn_sender, reject_unknown_sender_domain, reject_rbl_client zen.spamhaus.org, permit",
      smtpd_sender_restrictions: "reject_authenticated_sender_login_mismatch, check_sender_access regexp:/opt/zimbra/common/conf/tag_as_originating.re, permit_mynetworks, permit_sasl_authenticated, permit_tls_clientcerts, check_sender_access regexp:/opt/zimbra/common/conf/tag_as_foreign.re", smtpd_sender_login_maps: "proxy:ldap:/opt/zimbra/conf/ldap-slm.cf" } },
    amavis: { cpio: ["pax"], banned: tree.global.zimbraMtaBlockedExtension }, jetty: name === "mbx2.example.com" ? { protocols: ["TLSv1", "TLSv1.2"] } : {},
    nginx: { protocols: ["TLSv1.2", "TLSv1.3"], ciphers: tree.schema.globalDefaults.zimbraReverseProxySSLCiphers[0], strict: quirk.strict ?? true, http: "redirect", ports: { imap: true, pop: false }, headers: tree.global.zimbraReverseProxyResponseHeaders,
      domains: [{ names: ["webmail.example.com"] }, { names: ["mail.example.net"], certificate: "/opt/zimbra/conf/domaincerts/mail.example.net" }] },
    tls: { chain: ["estate-server", "public-intermediate"], ca: "default-ca", commercial: true, issued: at("2026-06-10T08:00:00Z"), deployed: at("2026-06-10T08:10:00Z"), created: "Jun 10, 2026", dh: { bits: 2048 }, ...(roles.includes("proxy") ? { domains: { "mail.example.net": "estate-domain" } } : {}) },
  });
  const agent = "ZimbraWebClient - FF128 (Linux)/10.1.0_GA_4655";
  const store = roles.includes("store") ? { audit: { size: 9120331, mtime: NOW - 30, text: auditLog(Array.from({ length: 60 }, (_, index) => [NOW - 70000 + index * 1003, "Auth", `u${String(index * 17 + 1).padStart(4, "0")}@example.com`, index % 2 ? "10.30.0.41" : "10.30.0.42", name === "mbx2.example.com" && index % 2 === 0 ? undefined : `198.51.100.${10 + index}`, index % 11 === 3 ? "invalid password" : undefined]), agent) }, mailbox: { size: 220331002, mtime: NOW - 4, text: "" } } : {};
  const access = roles.includes("proxy") ? { access: { size: 91203301, mtime: NOW - 1, text: accessLog(Array.from({ length: 12 }, (_, index) => [NOW - 900000 + index * 80000, `198.51.100.${10 + index}`, index === 5 ? "GET /service/preauth?account=u0001@council.example.com" : "GET /modern/"])) } } : {};
  const remote = "*.* action(type=\"omfwd\" target=\"10.30.0.50\" port=\"514\" protocol=\"tcp\")\n";
  installLogs(root, { files: { "/var/log/syslog": [812311, NOW - 4], "/var/log/auth.log": [90412, NOW - 31], "/var/log/zimbra.log": [220331002, NOW - 4], "/var/log/mail.log": [40118, NOW - 60] }, ...store, ...access, config: { "/etc/rsyslog.conf": RSYSLOG, "/etc/rsyslog.d/10-loghost.conf": remote, "/etc/rsyslog.d/50-default.conf": RSYSLOG_DEFAULT, "/etc/rsyslog.d/60-zimbra.conf": ZIMBRA_SYSLOG, "/etc/systemd/journald.conf": "[Journal]\n#Storage=auto\n" } });
  root.close();
};

const tree = directory();
export default { name: SEED, hosts: SERVERS.filter(({ collected }) => collected !== false).map((host) => ({ name: host.name, fill: fillHost(host, tree) })) };
