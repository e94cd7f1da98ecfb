// Zimbra 10.1, open source, on Ubuntu 22.04, the day after install.sh: nothing was changed, in Zimbra or in the system.
import { account, classOfService, domain, globalConfig, server, serviceAccount, systemAccounts } from "../directory/entries.mjs";
import { schemaOf } from "../directory/schema.mjs";
import { at, gentime, idOf } from "../seed.mjs";
import { openRoot } from "../root/open-root.mjs";
import { accessLog, auditLog, installLogs, RSYSLOG, RSYSLOG_DEFAULT, ZIMBRA_SYSLOG } from "../tools/logs.mjs";
import { installUbuntu } from "../tools/ubuntu-host.mjs";
import { CRONTAB } from "../zimbra/crontab.mjs";
import { installZimbra } from "../zimbra/host.mjs";
import { localconfigOf } from "../zimbra/localconfig.mjs";
import { packagesOf } from "../zimbra/packages.mjs";
import { listenersOf, processesOf } from "./roles.mjs";

const SEED = "default-install";
const HOST = "mail.example.com";
const NOW = at("2026-09-01T06:00:00Z");
const BOOT = at("2026-08-30T13:40:11Z");
const INSTALLED = at("2026-08-30T14:20:00Z");
const NETWORKS = "127.0.0.0/8 [::1]/128 203.0.113.0/24";
const VERSION = { text: "10.1.0_GA_4655", major: 10, minor: 1, micro: 0, type: "GA", build: "20240716" };
const SERVICES = [
  "amavis",
  "antispam",
  "antivirus",
  "dnscache",
  "ldap",
  "logger",
  "mailbox",
  "memcached",
  "mta",
  "opendkim",
  "proxy",
  "service",
  "snmp",
  "spell",
  "stats",
  "zimbra",
  "zimbraAdmin",
  "zimlet",
];

const directory = () => {
  const schema = schemaOf("10.1.0");
  const global = globalConfig(schema, { seed: SEED, domain: "example.com" });
  const common = { created: INSTALLED + 900, mailHost: HOST };
  const accounts = [
    account(SEED, {
      ...common,
      name: "admin@example.com",
      changes: {
        zimbraIsAdminAccount: "TRUE",
        zimbraAdminConsoleUIComponents: "cartBlancheUI",
        description: "Administrative Account",
        zimbraLastLogonTimestamp: gentime(INSTALLED + 3600, ".214"),
        zimbraPasswordModifiedTime: gentime(INSTALLED + 901, ".120"),
        zimbraMailAlias: ["root@example.com", "postmaster@example.com"],
      },
    }),
    account(SEED, {
      ...common,
      name: `galsync.${idOf(SEED, "gal").slice(0, 10)}@example.com`,
      changes: { zimbraIsSystemResource: "TRUE", zimbraIsSystemAccount: "TRUE", zimbraHideInGal: "TRUE", zimbraContactMaxNumEntries: 0 },
    }),
    ...systemAccounts(SEED, global, common),
  ];
  return {
    schema,
    global,
    accounts,
    services: [serviceAccount(SEED, "zimbra"), serviceAccount(SEED, "zmnginx")],
    servers: [
      server(SEED, {
        name: HOST,
        version: VERSION,
        services: SERVICES,
        roles: { created: INSTALLED + 600 },
        changes: { zimbraMtaMyNetworks: NETWORKS },
      }),
    ],
    domains: [
      domain(SEED, { name: "example.com", created: INSTALLED + 700, changes: { zimbraGalAccountId: idOf(SEED, accounts[1].name) } }),
    ],
    cos: [classOfService(schema, SEED, { name: "default" }), classOfService(schema, SEED, { name: "defaultExternal", external: true })],
  };
};

const PACKAGES = packagesOf("10.1", { patch: "10.1.19", base: "10.1.0.GA.4655.UBUNTU22.64" });
const AGENT = "zclient/10.1.0_GA_4655";

const HISTORY = [
  `${INSTALLED}: INSTALL SESSION START`,
  ...PACKAGES.map(([name, version], index) => `${INSTALLED + 20 + index}: INSTALLED ${name}-${version}_amd64`),
  `${INSTALLED + 380}: INSTALL SESSION COMPLETE`,
  `${INSTALLED + 400}: CONFIG SESSION START`,
  `${INSTALLED + 920}: CONFIGURED BEGIN`,
  ...["patch", "mta-patch", "proxy-patch", "ldap-patch"].map((name) => `${INSTALLED + 930}: CONFIGURED ${name} 10.1.19`),
  `${INSTALLED + 940}: CONFIGURED END`,
  `${INSTALLED + 941}: CONFIG SESSION COMPLETE`,
];

const RELEASE = {
  release: "Release 10.1.19.GA.4655.UBUNTU22_64 FOSS edition.",
  platform: "UBUNTU22_64",
  time: INSTALLED + 400,
  crontab: CRONTAB,
  history: HISTORY,
  extensions: {
    nginx_lookup: { "nginx-lookup.jar": { size: 38211 } },
    com_zimbra_ssdb_ephemeral_store: { "zm-ssdb-ephemeral-store.jar": { size: 41877 } },
    clamscanner: { "clamscanner.jar": { size: 9122 } },
    openidconsumer: { "guice-2.0.jar": { size: 682000 } },
  },
  zimlets: [
    "com_zimbra_attachcontacts",
    "com_zimbra_attachmail",
    "com_zimbra_bulkprovision",
    "com_zimbra_date",
    "com_zimbra_email",
    "com_zimbra_phone",
    "com_zimbra_srchhighlighter",
    "com_zimbra_url",
    "com_zimbra_webex",
  ],
};

const fill = (place) => {
  const root = openRoot(place, { boot: BOOT, now: NOW });
  const tree = directory();
  installUbuntu(root, {
    seed: SEED,
    host: HOST,
    address: "203.0.113.10",
    packages: {
      zimbra: PACKAGES,
      kernels: [
        ["linux-image-5.15.0-157-generic", "5.15.0-157.167"],
        ["linux-image-5.15.0-153-generic", "5.15.0-153.163"],
      ],
      listed: at("2026-08-31T22:47:40Z"),
      versions: { "libsqlite3-0": "3.37.2-2ubuntu0.4" },
      pending: [
        {
          name: "libsqlite3-0",
          from: "3.37.2-2ubuntu0.4",
          to: "3.37.2-2ubuntu0.5",
          origin: "Ubuntu:22.04/jammy-updates, Ubuntu:22.04/jammy-security",
        },
      ],
    },
    ssh: { passwords: ["ubuntu"], set: {}, files: { "/etc/ssh/sshd_config.d/50-cloud-init.conf": "PasswordAuthentication yes\n" } },
    links: [
      {
        name: "ens3",
        v4: ["203.0.113.10/24"],
        v6: ["2001:db8:51::10/64", "fe80::5054:ff:fe1a:2b01/64"],
        gateway: "203.0.113.1",
        gateway6: "2001:db8:51::1",
      },
    ],
    processes: processesOf({ zimbra: INSTALLED + 1000, boot: BOOT, uids: {} }),
    listeners: listenersOf({ own: "203.0.113.10" }),
  });
  installZimbra(root, {
    host: HOST,
    roles: ["store", "mta", "proxy", "ldap"],
    directory: tree,
    written: INSTALLED + 950,
    release: RELEASE,
    localconfig: { set: localconfigOf({ host: HOST, seed: SEED, ldap: `ldap://${HOST}:389` }) },
    postfix: { networks: NETWORKS },
    amavis: { cpio: ["pax"], banned: [] },
    nginx: { protocols: ["TLSv1.2", "TLSv1.3"], ciphers: tree.schema.globalDefaults.zimbraReverseProxySSLCiphers[0], strict: false },
    tls: {
      chain: ["default-server"],
      ca: "default-ca",
      issued: INSTALLED + 640,
      deployed: INSTALLED + 640,
      created: "Aug 30, 2026",
      dh: { bits: 2048 },
    },
  });
  installLogs(root, {
    files: {
      "/var/log/syslog": [812311, NOW - 4],
      "/var/log/auth.log": [90412, NOW - 31],
      "/var/log/mail.log": [40118, NOW - 60],
      "/var/log/zimbra.log": [2210411, NOW - 4],
      "/var/log/zimbra-stats.log": [812003, NOW - 30],
      "/var/log/kern.log": [70112, BOOT + 40],
    },
    audit: {
      size: 48211,
      mtime: NOW - 600,
      text: auditLog(
        [
          [INSTALLED + 1200, "AdminAuth", "zimbra", "203.0.113.10"],
          [INSTALLED + 3600, "AdminAuth", "admin@example.com", "198.51.100.23"],
          [INSTALLED + 90000, "Auth", "admin@example.com", "203.0.113.10", undefined, "invalid password"],
        ],
        AGENT,
      ),
    },
    mailbox: { size: 911824, mtime: NOW - 20, text: "" },
    access: {
      size: 30122,
      mtime: NOW - 200,
      text: accessLog([
        [INSTALLED + 3600, "198.51.100.23", "GET /"],
        [NOW - 40000, "198.51.100.77", "GET /"],
      ]),
    },
    config: {
      "/etc/rsyslog.conf": RSYSLOG,
      "/etc/rsyslog.d/50-default.conf": RSYSLOG_DEFAULT,
      "/etc/rsyslog.d/60-zimbra.conf": ZIMBRA_SYSLOG,
      "/etc/systemd/journald.conf": "[Journal]\n#Storage=auto\n#Compress=yes\n",
    },
  });
  root.close();
};

export default { name: SEED, hosts: [{ name: HOST, fill }] };
