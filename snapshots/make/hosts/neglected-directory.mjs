// The directory of a server that has been upgraded since 2011: classes of service from every age, old values kept by each upgrade.
import { classOfService, domain, globalConfig, server, serviceAccount, systemAccounts } from "../directory/entries.mjs";
import { schemaOf } from "../directory/schema.mjs";
import { at, gentime, idOf } from "../seed.mjs";
import { SEED, HOST, NETWORKS, FIRST } from "./neglected-names.mjs";
import { people, administrators, guests, dataSources } from "./neglected-accounts.mjs";

const VERSION = { text: "8.8.15_GA_3869", major: 8, minor: 8, micro: 15, type: "GA", build: "20190918004220" };

const SERVICES = [
  "amavis",
  "antispam",
  "antivirus",
  "ldap",
  "logger",
  "mailbox",
  "memcached",
  "mta",
  "proxy",
  "service",
  "snmp",
  "spell",
  "stats",
  "zimbra",
  "zimbraAdmin",
  "zimlet",
];

/** What the upgrades left as it was. */
const OLD_GLOBAL = {
  zimbraReverseProxySSLProtocols: ["TLSv1", "TLSv1.1", "TLSv1.2"],
  zimbraMailboxdSSLProtocols: ["SSLv2Hello", "TLSv1", "TLSv1.1", "TLSv1.2"],
  zimbraLowestSupportedAuthVersion: 1,
  zimbraMtaCommonBlockedExtension: null,
  zimbraMtaBlockedExtension: [".exe", ".scr"],
  zimbraMtaBlockedExtensionWarnRecipient: "TRUE",
  zimbraLdapGentimeFractionalSecondsEnabled: "FALSE",
  zimbraReverseProxySSLToUpstreamEnabled: "FALSE",
  zimbraLogHostname: HOST,
  zimbraMtaRestriction: [
    "reject_invalid_helo_hostname",
    "reject_non_fqdn_sender",
    "reject_rbl_client dnsbl.njabl.org",
    "reject_rbl_client cbl.abuseat.org",
  ],
  zimbraMtaPostscreenDnsblSites: ["bl.spamcop.net*2", "dnsbl.sorbs.net"],
  zimbraSpamKillPercent: 95,
  zimbraHttpThrottleSafeIPs: ["10.0.0.0/8", "0.0.0.0/0"],
  zimbraReverseProxyAdminEnabled: "FALSE",
  zimbraCsrfRefererCheckEnabled: "FALSE",
  zimbraMailTrustedIP: ["127.0.0.1", "10.0.0.0/8"],
};

const classes = (schema) => {
  const year2010 = schemaOf("6.0.10");
  return [
    classOfService(schema, SEED, {
      name: "default",
      changes: {
        zimbraProxyAllowedDomains: ["*.webex.com", "*.salesforce.com"],
        zimbraPrefShortEmailAddress: null,
        zimbraPasswordMinLength: 6,
        zimbraPublicSharingEnabled: null,
        zimbraFeatureTrustedDevicesEnabled: null,
      },
    }),
    classOfService(schema, SEED, { name: "defaultExternal", external: true }),
    classOfService(year2010, SEED, {
      name: "legacy",
      changes: { description: "migrated 2011, do not delete", zimbraPrefShortEmailAddress: null, zimbraMailIdleSessionTimeout: null },
    }),
    classOfService(schema, SEED, {
      name: "Sales Team",
      changes: {
        zimbraProxyAllowedDomains: "*",
        zimbraAllowAnyFromAddress: "TRUE",
        zimbraAuthTokenLifetime: "30d",
        zimbraAdminAuthTokenLifetime: "7d",
        zimbraExternalShareLifetime: 0,
        zimbraFeatureMailForwardingEnabled: "TRUE",
      },
    }),
    classOfService(schemaOf("7.1.0"), SEED, { name: "unused 2014", changes: { zimbraPasswordMinLength: 4 } }),
  ];
};

const domains = () => [
  domain(SEED, {
    name: "example.com",
    created: FIRST,
    changes: {
      zimbraPublicServiceHostname: "mail.example.com",
      zimbraPublicServiceProtocol: "http",
      zimbraVirtualHostname: ["mail.example.com"],
      zimbraCreateTimestamp: gentime(FIRST, ""),
    },
  }),
  domain(SEED, {
    name: "corp.example.com",
    created: at("2014-01-10T00:00:00Z"),
    changes: {
      zimbraAuthMech: "ad",
      zimbraAuthFallbackToLocal: "TRUE",
      zimbraAuthLdapURL: ["ldap://dc1.corp.example.com:3268", "ldap://dc2.corp.example.com:3268"],
      zimbraAuthLdapExternalDn: null,
      zimbraAuthLdapSearchBindDn: "cn=zimbra,cn=Users,dc=corp,dc=example,dc=com",
      zimbraAuthLdapSearchBindPassword: "not-a-password-of-anything",
      zimbraPreAuthKey: "8d04c2f1a95b",
      zimbraGalLdapURL: "ldap://dc1.corp.example.com:389",
    },
  }),
  domain(SEED, {
    name: "shop.example.com",
    created: at("2016-08-20T00:00:00Z"),
    changes: {
      zimbraAuthMech: "AD",
      zimbraAuthLdapURL: "ldap://dc1.corp.example.com:3268",
      zimbraResponseHeader: "Strict-Transport-Security: max-age=86400",
    },
  }),
  domain(SEED, {
    name: "old.example.com",
    created: FIRST,
    changes: {
      zimbraDomainType: "alias",
      zimbraDomainAliasTargetId: idOf(SEED, "example.com"),
      zimbraMailCatchAllAddress: "@old.example.com",
      zimbraMailCatchAllForwardingAddress: "@example.com",
    },
  }),
];

export const directory = () => {
  const schema = schemaOf("8.8.15");
  const global = globalConfig(schema, { seed: SEED, domain: "example.com", changes: OLD_GLOBAL });
  const cos = classes(schema);
  const common = { created: FIRST + 900, mailHost: HOST };
  const users = people(cos);
  const server1 = server(SEED, {
    name: HOST,
    version: VERSION,
    services: SERVICES,
    roles: { created: FIRST },
    changes: {
      zimbraMtaMyNetworks: NETWORKS,
      zimbraReverseProxyMailMode: "both",
      zimbraMailMode: "both",
      zimbraReverseProxyAdminEnabled: "TRUE",
      zimbraReverseProxyImapStartTlsMode: "on",
      zimbraReverseProxyPop3StartTlsMode: "on",
      zimbraCreateTimestamp: gentime(FIRST, ""),
      zimbraMtaTlsAuthOnly: "FALSE",
      zimbraImapExposeVersionOnBanner: "TRUE",
    },
  });
  const helpdesk = idOf(SEED, "helpdesk@example.com");
  return {
    schema,
    global,
    cos,
    domains: domains(),
    servers: [server1],
    services: [serviceAccount(SEED, "zimbra"), serviceAccount(SEED, "zmnginx")],
    dataSources: dataSources(users),
    accounts: [
      ...administrators(),
      ...users,
      ...guests(),
      ...systemAccounts(SEED, global, common).map((one) => ({
        ...one,
        attributes: { ...one.attributes, zimbraHideInGal: ["FALSE"], zimbraImapEnabled: ["TRUE"] },
      })),
    ],
    grants: {
      "example.com": ["+adminConsoleAccountRights", "adminLoginAs", "setAccountPassword"].map((right) => ({
        cells: ["domain", idOf(SEED, "example.com"), "example.com", "usr", helpdesk, "helpdesk@example.com"],
        right,
      })),
    },
  };
};
