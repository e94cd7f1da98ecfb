// The directory of a server that was hardened as the article asks.
import { account, classOfService, domain, globalConfig, server, serviceAccount, systemAccounts } from "../directory/entries.mjs";
import { schemaOf } from "../directory/schema.mjs";
import { at, gentime, idOf, randomOf } from "../seed.mjs";
import { GLOBAL, COS } from "./hardened-settings.mjs";

export const SEED = "hardened";

export const HOST = "mail.example.com";

export const NETWORKS = "127.0.0.0/8 [::1]/128 203.0.113.20/32 [2001:db8:60::20]/128";

const NOW = at("2026-09-01T06:00:00Z");

const CREATED = at("2025-02-10T09:00:00Z");

const VERSION = { text: "10.1.0_GA_4655", major: 10, minor: 1, micro: 0, type: "NETWORK", build: "20240716" };

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
  "stats",
  "zimbra",
  "zimbraAdmin",
  "zimlet",
];

const people = () => {
  const random = randomOf(SEED, "people");
  return Array.from({ length: 40 }, (_, index) =>
    account(SEED, {
      name: `user${String(index + 1).padStart(2, "0")}@example.com`,
      created: CREATED + index * 86400 * 9,
      mailHost: HOST,
      changes: {
        zimbraLastLogonTimestamp: gentime(NOW - random.between(3600, 20 * 86400), `.${String(random.between(100, 999))}`),
        zimbraPasswordModifiedTime: gentime(NOW - random.between(10, 200) * 86400, ".000"),
        zimbraTwoFactorAuthEnabled: "TRUE",
      },
    }),
  );
};

const administrators = () =>
  ["admin-one@example.com", "admin-two@example.com"].map((name, index) =>
    account(SEED, {
      name,
      created: CREATED,
      mailHost: HOST,
      changes: {
        zimbraIsAdminAccount: "TRUE",
        zimbraLastLogonTimestamp: gentime(NOW - 86400 * (index + 2), ".511"),
        zimbraPasswordModifiedTime: gentime(NOW - 86400 * 61, ".000"),
        zimbraTwoFactorAuthEnabled: "TRUE",
        zimbraAdminConsoleUIComponents: "cartBlancheUI",
        zimbraHideInGal: "TRUE",
      },
    }),
  );

export const directory = () => {
  const schema = schemaOf("10.1.0");
  const known = Object.fromEntries(Object.entries(GLOBAL).filter(([name, value]) => value !== undefined && schema.knows(name)));
  const global = globalConfig(schema, { seed: SEED, domain: "example.com", changes: known });
  const common = { created: CREATED, mailHost: HOST };
  const server1 = server(SEED, {
    name: HOST,
    version: VERSION,
    services: SERVICES,
    roles: { created: CREATED },
    changes: {
      zimbraMtaMyNetworks: NETWORKS,
      zimbraReverseProxyStrictServerNameEnabled: "TRUE",
      zimbraAdminBindAddress: "127.0.0.1",
      zimbraAdminLocalBind: "TRUE",
      zimbraMemcachedBindAddress: "127.0.0.1",
      zimbraReverseProxyMailEnabled: "FALSE",
      zimbraImapCleartextLoginEnabled: "FALSE",
      zimbraPop3CleartextLoginEnabled: "FALSE",
      zimbraExtensionBindAddress: undefined,
    },
  });
  const hidden = (one) => ({
    ...one,
    attributes: { ...one.attributes, zimbraImapEnabled: ["FALSE"], zimbraPop3Enabled: ["FALSE"], zimbraDataSourceMaxNumEntries: ["20"] },
  });
  const galsync = account(SEED, {
    ...common,
    name: `galsync.${idOf(SEED, "gal").slice(0, 10)}@example.com`,
    changes: { zimbraIsSystemResource: "TRUE", zimbraIsSystemAccount: "TRUE", zimbraHideInGal: "TRUE" },
  });
  return {
    schema,
    global,
    servers: [server1],
    services: [serviceAccount(SEED, "zimbra"), serviceAccount(SEED, "zmnginx")],
    cos: [
      classOfService(schema, SEED, { name: "default", changes: COS }),
      classOfService(schema, SEED, {
        name: "defaultExternal",
        external: true,
        changes: { ...COS, zimbraFeatureTwoFactorAuthRequired: "TRUE" },
      }),
    ],
    domains: [
      domain(SEED, {
        name: "example.com",
        created: CREATED,
        changes: {
          zimbraPublicServiceHostname: "webmail.example.com",
          zimbraPublicServiceProtocol: "https",
          zimbraPublicServicePort: 443,
          zimbraVirtualHostname: ["webmail.example.com", "mail.example.com"],
          zimbraGalAccountId: idOf(SEED, galsync.name),
        },
      }),
    ],
    accounts: [...administrators(), ...people(), ...[galsync, ...systemAccounts(SEED, global, common)].map(hidden)],
  };
};
