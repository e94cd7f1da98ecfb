// Network Edition 10.1 on seven servers, of which six were collected.
import { openRoot } from "../root/open-root.mjs";
import { recipientRestrictions, senderRestrictions } from "../zimbra/main-cf.mjs";
import { at } from "../seed.mjs";
import { accessLog, auditLog, installLogs, RSYSLOG, RSYSLOG_DEFAULT, ZIMBRA_SYSLOG } from "../tools/logs.mjs";
import { CRONTAB, crontabWith } from "../zimbra/crontab.mjs";
import { sessionName } from "../zimbra/backup.mjs";
import { installZimbra } from "../zimbra/host.mjs";
import { localconfigOf } from "../zimbra/localconfig.mjs";
import { packagesOf } from "../zimbra/packages.mjs";
import { directory } from "./estate-directory.mjs";
import { NETWORKS, NOW, SEED, SERVERS } from "./estate-servers.mjs";
import { QUIRKS } from "./estate-quirks.mjs";
import { INSTALLED, PATCHED } from "./estate-times.mjs";
import { installSystem } from "./estate-system.mjs";

const LDAP = "ldap://ldap1.example.com:389";

const installSessions = (root, mark) => {
  root.dir("/opt/zimbra/backup", { owner: "zimbra", device: 64771 });
  root.dir("/opt/zimbra/backup/sessions", { owner: "zimbra", device: 64771, mtime: NOW - 13000 });
  for (let day = mark === "#" ? 120 : 0; day < (mark === "#" ? 124 : 9); day++) {
    const start = at("2026-09-01T01:00:11Z") - day * 86400;
    root.dir(`/opt/zimbra/backup/sessions/${sessionName(start, 207 + (day % 700))}`, {
      owner: "zimbra",
      mtime: start + 2400,
      device: 64771,
      mode: "750",
    });
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
  const backup = [
    "0 1 * * 6 /opt/zimbra/bin/zmbackup -f -a all --mail-report",
    "0 1 * * 0-5 /opt/zimbra/bin/zmbackup -i --mail-report",
    "0 0 * * * /opt/zimbra/bin/zmbackup -del 1m --mail-report",
  ]
    .map((line) => `${quirk.backup ?? ""}${line}\n`)
    .join("");
  installZimbra(root, {
    host: name,
    roles: roles.filter((role) => role !== "logger"),
    directory: tree,
    written: PATCHED + 800,
    pax: roles.includes("mta"),
    release: {
      release: "Release 10.1.19.GA.4655.UBUNTU22_64 NETWORK edition.",
      platform: "UBUNTU22_64",
      time: PATCHED,
      crontab: roles.includes("store") ? crontabWith(backup) : CRONTAB,
      history: [
        `${INSTALLED}: INSTALL SESSION START`,
        `${INSTALLED + 380}: INSTALL SESSION COMPLETE`,
        ...roles
          .filter((role) => patches[role])
          .map((role) => `${PATCHED}: CONFIGURED ${patches[role]} ${quirk.patches?.[`zimbra-${patches[role]}`] ?? "10.1.19"}`),
      ],
      extensions: roles.includes("store")
        ? {
            nginx_lookup: { "nginx-lookup.jar": { size: 38211 } },
            twofactorauth: { "zimbratwofactorauth.jar": { size: 61022 } },
            backup: { "zimbrabackup.jar": { size: 422011 } },
          }
        : {},
      zimlets: roles.includes("store")
        ? ["com_zimbra_date", "com_zimbra_email", "com_zimbra_phone", "com_zimbra_url", "com_zimbra_webex"]
        : [],
    },
    localconfig: {
      set: localconfigOf({
        host: name,
        seed: SEED,
        ldap: LDAP,
        isMaster: String(roles.includes("ldap")),
        changes: {
          alias_login_enabled: "false",
          zimbra_same_site_cookie: "Strict",
          ssl_allow_untrusted_certs: "false",
          ssl_allow_mismatched_certs: "false",
          ssl_allow_accept_untrusted_certs: "false",
          ...quirk.localconfig,
        },
      }),
    },
    postfix: {
      networks: NETWORKS[name] ?? "127.0.0.0/8",
      main: {
        smtpd_tls_mandatory_protocols: "!SSLv2, !SSLv3, !TLSv1, !TLSv1.1",
        smtpd_client_auth_rate_limit: "20",
        inet_protocols: "all",
        smtpd_recipient_restrictions: recipientRestrictions(
          "reject_invalid_helo_hostname",
          "reject_non_fqdn_sender",
          "reject_unknown_sender_domain",
          "reject_rbl_client zen.spamhaus.org",
        ),
        smtpd_sender_restrictions: senderRestrictions("reject_authenticated_sender_login_mismatch"),
        smtpd_sender_login_maps: "proxy:ldap:/opt/zimbra/conf/ldap-slm.cf",
      },
    },
    amavis: { cpio: ["pax"], banned: tree.global.zimbraMtaBlockedExtension },
    jetty: name === "mbx2.example.com" ? { protocols: ["TLSv1", "TLSv1.2"] } : {},
    nginx: {
      protocols: ["TLSv1.2", "TLSv1.3"],
      ciphers: tree.schema.globalDefaults.zimbraReverseProxySSLCiphers[0],
      strict: quirk.strict ?? true,
      http: "redirect",
      ports: { imap: true, pop: false },
      headers: tree.global.zimbraReverseProxyResponseHeaders,
      domains: [
        { names: ["webmail.example.com"] },
        { names: ["mail.example.net"], certificate: "/opt/zimbra/conf/domaincerts/mail.example.net" },
      ],
    },
    tls: {
      chain: ["estate-server", "public-intermediate"],
      ca: "default-ca",
      commercial: true,
      issued: at("2026-06-10T08:00:00Z"),
      deployed: at("2026-06-10T08:10:00Z"),
      created: "Jun 10, 2026",
      dh: { bits: 2048 },
      ...(roles.includes("proxy") ? { domains: { "mail.example.net": "estate-domain" } } : {}),
    },
  });
  const agent = "ZimbraWebClient - FF128 (Linux)/10.1.0_GA_4655";
  const store = roles.includes("store")
    ? {
        audit: {
          size: 9120331,
          mtime: NOW - 30,
          text: auditLog(
            Array.from({ length: 60 }, (_, index) => [
              NOW - 70000 + index * 1003,
              "Auth",
              `u${String(index * 17 + 1).padStart(4, "0")}@example.com`,
              index % 2 ? "10.30.0.41" : "10.30.0.42",
              name === "mbx2.example.com" && index % 2 === 0 ? undefined : `198.51.100.${10 + index}`,
              index % 11 === 3 ? "invalid password" : undefined,
            ]),
            agent,
          ),
        },
        mailbox: { size: 220331002, mtime: NOW - 4, text: "" },
      }
    : {};
  const access = roles.includes("proxy")
    ? {
        access: {
          size: 91203301,
          mtime: NOW - 1,
          text: accessLog(
            Array.from({ length: 12 }, (_, index) => [
              NOW - 900000 + index * 80000,
              `198.51.100.${10 + index}`,
              index === 5 ? "GET /service/preauth?account=u0001@council.example.com" : "GET /modern/",
            ]),
          ),
        },
      }
    : {};
  const remote = '*.* action(type="omfwd" target="10.30.0.50" port="514" protocol="tcp")\n';
  installLogs(root, {
    files: {
      "/var/log/syslog": [812311, NOW - 4],
      "/var/log/auth.log": [90412, NOW - 31],
      "/var/log/zimbra.log": [220331002, NOW - 4],
      "/var/log/mail.log": [40118, NOW - 60],
    },
    ...store,
    ...access,
    config: {
      "/etc/rsyslog.conf": RSYSLOG,
      "/etc/rsyslog.d/10-loghost.conf": remote,
      "/etc/rsyslog.d/50-default.conf": RSYSLOG_DEFAULT,
      "/etc/rsyslog.d/60-zimbra.conf": ZIMBRA_SYSLOG,
      "/etc/systemd/journald.conf": "[Journal]\n#Storage=auto\n",
    },
  });
  root.close();
};

const tree = directory();

export default {
  name: SEED,
  hosts: SERVERS.filter(({ collected }) => collected !== false).map((host) => ({ name: host.name, fill: fillHost(host, tree) })),
};
