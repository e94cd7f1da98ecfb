// Network Edition 10.1 on Ubuntu 22.04, hardened as the article asks.
import { openRoot } from "../root/open-root.mjs";
import { recipientRestrictions, senderRestrictions } from "../zimbra/main-cf.mjs";
import { at } from "../seed.mjs";
import { accessLog, auditLog, installLogs, RSYSLOG, RSYSLOG_DEFAULT, ZIMBRA_SYSLOG } from "../tools/logs.mjs";
import { crontabWith } from "../zimbra/crontab.mjs";
import { sessionName } from "../zimbra/backup.mjs";
import { installZimbra } from "../zimbra/host.mjs";
import { localconfigOf } from "../zimbra/localconfig.mjs";
import { directory, HOST, NETWORKS, SEED } from "./hardened-directory.mjs";
import { BLOCKED, CIPHERS, HEADERS } from "./hardened-settings.mjs";
import { NOW, BOOT, INSTALLED, PATCHED, WRITTEN, PACKAGES } from "./hardened-times.mjs";
import { installSystem } from "./hardened-system.mjs";

const FORWARD = `global(DefaultNetstreamDriver="ossl" DefaultNetstreamDriverCAFile="/etc/ssl/certs/loghost-ca.pem")
module(load="imfile")
input(type="imfile" File="/opt/zimbra/log/mailbox.log" Tag="zimbra-mailbox" Severity="info" Facility="local6")
input(type="imfile" File="/opt/zimbra/log/audit.log" Tag="zimbra-audit" Severity="info" Facility="local6")
input(type="imfile" File="/opt/zimbra/log/nginx.access.log" Tag="nginx-access" Severity="info" Facility="local6")
input(type="imfile" File="/opt/zimbra/log/nginx.log" Tag="nginx-error" Severity="info" Facility="local6")
*.* action(type="omfwd"
    Target="loghost.example.net" Port="6514" Protocol="tcp" StreamDriver="ossl"
    StreamDriverMode="1" StreamDriverAuthMode="x509/name" StreamDriverPermittedPeers="loghost.example.net" queue.type="LinkedList"
    queue.filename="to_loghost" queue.maxdiskspace="2g" queue.saveonshutdown="on" action.resumeRetryCount="-1")
`;

const BACKUP = `0 1 * * 6 /opt/zimbra/bin/zmbackup -f -a all --mail-report
0 1 * * 0-5 /opt/zimbra/bin/zmbackup -i --mail-report
0 0 * * * /opt/zimbra/bin/zmbackup -del 1m --mail-report
`;

const sessions = (root) => {
  root.dir("/opt/zimbra/backup/sessions", { owner: "zimbra", mtime: NOW - 17000, device: 57 });
  for (let day = 0; day < 14; day++) {
    const start = at("2026-09-01T01:00:08Z") - day * 86400;
    const name = sessionName(start, 112 + day * 37);
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
    host: HOST,
    roles: ["store", "mta", "proxy", "ldap"],
    directory: tree,
    written: WRITTEN,
    release: {
      release: "Release 10.1.19.GA.4655.UBUNTU22_64 NETWORK edition.",
      platform: "UBUNTU22_64",
      time: PATCHED - 300,
      crontab: `MAILTO=alerts@ops.example.net\n${crontabWith(BACKUP)}`,
      history: [
        `${INSTALLED}: INSTALL SESSION START`,
        ...PACKAGES.map(([name, version], index) => `${INSTALLED + 20 + index}: INSTALLED ${name}-${version}_amd64`),
        `${INSTALLED + 380}: INSTALL SESSION COMPLETE`,
        ...["patch", "mta-patch", "proxy-patch", "ldap-patch"].map((name) => `${PATCHED}: CONFIGURED ${name} 10.1.19`),
      ],
      extensions: {
        nginx_lookup: { "nginx-lookup.jar": { size: 38211 } },
        twofactorauth: { "zimbratwofactorauth.jar": { size: 61022 } },
        backup: { "zimbrabackup.jar": { size: 422011 } },
        clamscanner: { "clamscanner.jar": { size: 9122 } },
      },
      zimlets: ["com_zimbra_date", "com_zimbra_email", "com_zimbra_phone", "com_zimbra_url"],
    },
    localconfig: {
      set: localconfigOf({
        host: HOST,
        seed: SEED,
        ldap: `ldap://${HOST}:389`,
        changes: {
          alias_login_enabled: "false",
          zimbra_same_site_cookie: "Strict",
          ssl_allow_untrusted_certs: "false",
          ssl_allow_mismatched_certs: "false",
          ssl_allow_accept_untrusted_certs: "false",
          antispam_enable_rule_updates: "true",
          antispam_enable_restarts: "true",
          ldap_common_tlsprotocolmin: "3.3",
          ldap_common_require_tls: "128",
          ldap_common_tlsciphersuite: "HIGH",
          postjournal_enabled: "false",
        },
      }),
    },
    postfix: {
      networks: NETWORKS,
      master: { submission: { sasl: "no" }, smtps: { sasl: "no" }, without: ["465/inet", "submission/inet"] },
      main: {
        smtpd_sasl_auth_enable: "no",
        smtpd_tls_protocols: "!SSLv2, !SSLv3, !TLSv1, !TLSv1.1",
        smtpd_tls_mandatory_protocols: "!SSLv2, !SSLv3, !TLSv1, !TLSv1.1",
        smtpd_tls_ciphers: "medium",
        smtpd_tls_mandatory_ciphers: "high",
        mynetworks_style: "host",
        header_checks: "pcre:/opt/zimbra/conf/postfix_header_checks",
        smtpd_recipient_restrictions: recipientRestrictions(
          "reject_invalid_helo_hostname",
          "reject_non_fqdn_helo_hostname",
          "reject_non_fqdn_sender",
          "reject_unknown_sender_domain",
          "reject_rbl_client zen.spamhaus.org",
        ),
        smtpd_sender_restrictions: senderRestrictions("reject_authenticated_sender_login_mismatch"),
        smtpd_sender_login_maps: "proxy:ldap:/opt/zimbra/conf/ldap-slm.cf",
        smtpd_reject_unlisted_recipient: "yes",
        smtpd_reject_unlisted_sender: "yes",
        smtpd_client_auth_rate_limit: "10",
        postscreen_dnsbl_sites: "zen.spamhaus.org=127.0.0.[2..11]*3 b.barracudacentral.org=127.0.0.2*2",
        postscreen_dnsbl_action: "enforce",
        postscreen_dnsbl_threshold: "3",
        postscreen_greet_action: "enforce",
        inet_protocols: "all",
      },
    },
    amavis: { cpio: ["pax"], banned: BLOCKED, destiny: "D_DISCARD" },
    jetty: {
      protocols: ["TLSv1.2", "TLSv1.3"],
      exclude: [".*_RC4_.*", "^.*_(MD5|SHA|SHA1)$", "^TLS_RSA_.*", ".*_CBC_.*"],
      renegotiation: "FALSE",
    },
    nginx: {
      protocols: ["TLSv1.2", "TLSv1.3"],
      ciphers: CIPHERS,
      curve: "X25519:prime256v1",
      strict: true,
      ports: { imap: false, pop: false },
      headers: HEADERS,
      domains: [{ names: ["webmail.example.com", "mail.example.com"] }],
    },
    tls: {
      chain: ["hardened-server", "public-intermediate"],
      ca: "default-ca",
      commercial: true,
      issued: at("2026-07-20T01:00:00Z"),
      deployed: at("2026-07-20T01:05:00Z"),
      created: "Jul 20, 2026",
      minimum: "TLSv1.2",
      dh: { bits: 2048, mtime: INSTALLED + 90000 },
    },
  });
  const agent = "ZimbraWebClient - FF128 (Linux)/10.1.0_GA_4655";
  installLogs(root, {
    files: {
      "/var/log/syslog": [4120331, NOW - 4],
      "/var/log/auth.log": [90412, NOW - 31],
      "/var/log/mail.log": [812311, NOW - 60],
      "/var/log/zimbra.log": [22104110, NOW - 4],
      "/var/log/zimbra-stats.log": [812003, NOW - 30],
      "/var/log/kern.log": [70112, BOOT + 40],
      "/opt/zimbra/log/nginx.log": [120331, NOW - 700, "zimbra", "zimbra"],
    },
    audit: {
      size: 812311,
      mtime: NOW - 60,
      text: auditLog(
        Array.from({ length: 24 }, (_, index) => [
          NOW - 80000 + index * 3001,
          index === 7 ? "AdminAuth" : "Auth",
          index === 7 ? "admin-one@example.com" : `user${String(index + 1).padStart(2, "0")}@example.com`,
          "203.0.113.20",
          `198.51.100.${40 + index}`,
          index % 9 === 5 ? "invalid password" : undefined,
        ]),
        agent,
      ),
    },
    mailbox: { size: 22103311, mtime: NOW - 20, text: "" },
    access: {
      size: 9120311,
      mtime: NOW - 2,
      text: accessLog(Array.from({ length: 10 }, (_, index) => [NOW - 800000 + index * 80000, `198.51.100.${40 + index}`, "GET /modern/"])),
    },
    config: {
      "/etc/rsyslog.conf": RSYSLOG,
      "/etc/rsyslog.d/10-loghost.conf": FORWARD,
      "/etc/rsyslog.d/50-default.conf": RSYSLOG_DEFAULT,
      "/etc/rsyslog.d/60-zimbra.conf": ZIMBRA_SYSLOG,
      "/etc/systemd/journald.conf": "[Journal]\nStorage=persistent\n",
    },
  });
  root.close();
};

export default { name: SEED, hosts: [{ name: HOST, fill }] };
