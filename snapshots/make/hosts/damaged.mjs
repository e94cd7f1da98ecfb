// A run on a half-broken host that somebody ended.
import { account, classOfService, domain, globalConfig, server, serviceAccount, systemAccounts } from "../directory/entries.mjs";
import { printDirectory } from "../directory/print.mjs";
import { schemaOf } from "../directory/schema.mjs";
import { openRoot } from "../root/open-root.mjs";
import { at, gentime } from "../seed.mjs";
import { installUbuntu } from "../tools/ubuntu-host.mjs";
import { CRONTAB } from "../zimbra/crontab.mjs";
import { installZimbra } from "../zimbra/host.mjs";
import { localconfigOf } from "../zimbra/localconfig.mjs";
import { packagesOf } from "../zimbra/packages.mjs";
import { listenersOf, processesOf } from "./roles.mjs";

const SEED = "damaged";
const HOST = "store.example.com";
const NOW = at("2026-09-01T04:00:00Z");
const BOOT = at("2026-08-30T13:40:11Z");
const INSTALLED = at("2026-06-02T08:00:00Z");
const NETWORKS = "127.0.0.0/8 [::1]/128 10.40.0.0/24";
const VERSION = { text: "10.1.0_GA_4655", major: 10, minor: 1, micro: 0, type: "GA", build: "20240716" };
const SERVICES = [
  "amavis",
  "antispam",
  "antivirus",
  "ldap",
  "mailbox",
  "memcached",
  "mta",
  "proxy",
  "service",
  "stats",
  "zimbra",
  "zimbraAdmin",
  "zimlet",
];
const PACKAGES = packagesOf("10.1", { patch: "10.1.19", base: "10.1.0.GA.4655.UBUNTU22.64" });

/** What a value may hold: zmprov prints it raw. */
const FORGED = [
  "moved to the new rack",
  "zimbraMailKeepOutWebCrawlers: TRUE",
  "zimbraReverseProxyStrictServerNameEnabled: TRUE",
  "",
  "# name decoy.example.com",
  "objectClass: zimbraServer",
  "zimbraMailKeepOutWebCrawlers: TRUE",
].join("\n");

const directory = () => {
  const schema = schemaOf("10.1.0");
  const global = globalConfig(schema, { seed: SEED, domain: "example.com" });
  const common = { created: INSTALLED, mailHost: HOST };
  return {
    schema,
    global,
    services: [serviceAccount(SEED, "zimbra")],
    domains: [domain(SEED, { name: "example.com", created: INSTALLED })],
    servers: [
      server(SEED, {
        name: HOST,
        version: VERSION,
        services: SERVICES,
        roles: { created: INSTALLED },
        changes: { description: FORGED, zimbraMtaMyNetworks: NETWORKS },
      }),
    ],
    cos: [classOfService(schema, SEED, { name: "default" }), classOfService(schema, SEED, { name: "defaultExternal", external: true })],
    accounts: [
      account(SEED, {
        ...common,
        name: "admin@example.com",
        changes: { zimbraIsAdminAccount: "TRUE", zimbraLastLogonTimestamp: gentime(INSTALLED + 3600, ".214") },
      }),
      ...systemAccounts(SEED, global, common),
    ],
  };
};

const CAUSE = "com.unboundid.ldap.sdk.LDAPException Unable to establish a connection to server store.example.com:389";
const CONNECT = `ERROR: service.FAILURE (system failure: ZimbraLdapContext) (cause: ${CAUSE})\n`;

/** Prints, then stays until it is ended; its own clock runs on for as long as it is given. */
const hang = (ms) => `spend ${ms}\nexec sleep 600`;

const breakZimbra = (root, tree) => {
  const printed = printDirectory(tree);
  root.tool("/opt/zimbra/bin/zmprov", [
    { when: "-l gacf", out: printed.gacf, ms: 41200 },
    { when: "-l gas -v", out: printed.gas, ms: 38800 },
    { when: "-l gas -v -e", out: printed.gasOwn, ms: 40100 },
    { when: "-l gac -v", out: printed.gac.slice(0, 9000), exit: 137, ms: 52000 },
    { when: "-l gad -v", err: CONNECT, exit: 2, ms: 31000 },
    { when: "-l gaaa -v", err: CONNECT, exit: 2, ms: 31000 },
    { when: "-l", out: "prov> ", err: CONNECT, exit: 2, ms: 31000 },
  ]);
  root.tool("/opt/zimbra/common/bin/ldapsearch", [
    { run: 'cat >/dev/null\nspend 30000\nprintf "ldap_sasl_bind(SIMPLE): Can\'t contact LDAP server (-1)\\n" >&2\nexit 255' },
  ]);
  root.tool("/opt/zimbra/bin/zmcontrol", [
    { out: "Can't locate Zimbra/Util/Common.pm in @INC at /opt/zimbra/bin/zmcontrol line 23.\n".repeat(900), ms: 900 },
  ]);
  root.tool("/opt/zimbra/libexec/get_plat_tag.sh", [{ run: hang(10040) }]);
};

const breakSystem = (root) => {
  root.tool("/usr/bin/systemd-detect-virt", [{ run: hang(5020) }]);
  for (const name of ["iptables-save", "ip6tables-save"])
    root.tool(`/usr/sbin/${name}`, [
      { err: `${name} v1.8.7 (nf_tables): Could not fetch rule set generation id: Permission denied (you must be root)\n`, exit: 4 },
    ]);
  // Somebody ends the run here.
  root.tool("/usr/sbin/nft", [{ run: `kill -TERM "$(cat "$root/.fake/collector.pid")"\n${hang(20)}` }]);
  root.put(
    "/etc/crontab",
    Buffer.from("SHELL=/bin/sh\n# Datensicherung l\xe4uft um drei Uhr\n17 * * * * root run-parts /etc/cron.hourly\n", "latin1"),
  );
};

const fill = (place) => {
  const root = openRoot(place, { boot: BOOT, now: NOW });
  const tree = directory();
  installUbuntu(root, {
    seed: SEED,
    host: HOST,
    address: "10.40.0.5",
    virt: "lxc",
    capabilities: "00000000a80425fb",
    packages: { zimbra: PACKAGES, kernels: [], listed: at("2026-06-02T07:00:00Z") },
    ssh: { set: {}, files: {} },
    links: [{ name: "eth0", v4: ["10.40.0.5/24"], gateway: "10.40.0.1" }],
    processes: processesOf({ zimbra: BOOT + 60, boot: BOOT }),
    listeners: listenersOf({ own: "10.40.0.5" }),
  });
  installZimbra(root, {
    host: HOST,
    roles: ["store", "mta", "proxy", "ldap"],
    directory: tree,
    written: INSTALLED + 900,
    localconfig: { set: localconfigOf({ host: HOST, seed: SEED, ldap: `ldap://${HOST}:389` }) },
    postfix: { networks: NETWORKS },
    amavis: { cpio: ["pax"], banned: [] },
    release: {
      release: "",
      platform: "",
      time: INSTALLED + 400,
      crontab: CRONTAB,
      history: [`${INSTALLED}: INSTALL SESSION START`, `${INSTALLED + 380}: INSTALL SESSION COMPLETE`],
    },
    nginx: { protocols: ["TLSv1.2", "TLSv1.3"], ciphers: tree.schema.globalDefaults.zimbraReverseProxySSLCiphers[0], strict: false },
    tls: {
      chain: ["default-server"],
      ca: "default-ca",
      issued: INSTALLED + 640,
      deployed: INSTALLED + 640,
      created: "Jun 2, 2026",
      dh: { bits: 2048 },
    },
  });
  breakZimbra(root, tree);
  breakSystem(root);
  root.close();
};

/** Afterwards, on the way to the auditor: one character of one part changes, its digest does not. */
const spoil = (document) => {
  const text = document.toString();
  const from = "smtpd_tls_auth_only = yes";
  if (!text.includes(from)) throw new Error("nothing to spoil: postconf is not in the document");
  return Buffer.from(text.replace(from, "smtpd_tls_auth_only = yep"));
};

export default { name: SEED, hosts: [{ name: HOST, fill, spoil }] };
