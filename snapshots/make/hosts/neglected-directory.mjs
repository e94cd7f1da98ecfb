// The directory of a server that has been upgraded since 2011: classes of service from every age, old values kept by each upgrade.
import { account, classOfService, domain, globalConfig, server, serviceAccount, systemAccounts } from "../directory/entries.mjs";
import { schemaOf } from "../directory/schema.mjs";
import { at, gentime, idOf, randomOf } from "../seed.mjs";

export const SEED = "neglected";
export const HOST = "mx.example.com";
export const NETWORKS = "127.0.0.0/8 10.0.0.0/8 192.168.0.0/16 198.51.100.0/24";
const FIRST = at("2011-03-07T10:00:00Z");
const VERSION = { text: "8.8.15_GA_3869", major: 8, minor: 8, micro: 15, type: "GA", build: "20190918004220" };
const SERVICES = ["amavis", "antispam", "antivirus", "ldap", "logger", "mailbox", "memcached", "mta", "proxy", "service", "snmp", "spell", "stats", "zimbra", "zimbraAdmin", "zimlet"];

/** What the upgrades left as it was. */
const OLD_GLOBAL = {
  zimbraReverseProxySSLProtocols: ["TLSv1", "TLSv1.1", "TLSv1.2"], zimbraMailboxdSSLProtocols: ["SSLv2Hello", "TLSv1", "TLSv1.1", "TLSv1.2"], zimbraLowestSupportedAuthVersion: 1, zimbraMtaCommonBlockedExtension: null,
  zimbraMtaBlockedExtension: [".exe", ".scr"], zimbraMtaBlockedExtensionWarnRecipient: "TRUE", zimbraLdapGentimeFractionalSecondsEnabled: "FALSE", zimbraReverseProxySSLToUpstreamEnabled: "FALSE", zimbraLogHostname: HOST,
  zimbraMtaRestriction: ["reject_invalid_helo_hostname", "reject_non_fqdn_sender", "reject_rbl_client dnsbl.njabl.org", "reject_rbl_client cbl.abuseat.org"], zimbraMtaPostscreenDnsblSites: ["bl.spamcop.net*2", "dnsbl.sorbs.net"],
  zimbraSpamKillPercent: 95, zimbraHttpThrottleSafeIPs: ["10.0.0.0/8", "0.0.0.0/0"], zimbraReverseProxyAdminEnabled: "FALSE", zimbraCsrfRefererCheckEnabled: "FALSE", zimbraMailTrustedIP: ["127.0.0.1", "10.0.0.0/8"],
};

const classes = (schema) => {
  const year2010 = schemaOf("6.0.10");
  return [
    classOfService(schema, SEED, { name: "default", changes: { zimbraProxyAllowedDomains: ["*.webex.com", "*.salesforce.com"], zimbraPrefShortEmailAddress: null, zimbraPasswordMinLength: 6, zimbraPublicSharingEnabled: null, zimbraFeatureTrustedDevicesEnabled: null } }),
    classOfService(schema, SEED, { name: "defaultExternal", external: true }),
    classOfService(year2010, SEED, { name: "legacy", changes: { description: "migrated 2011, do not delete", zimbraPrefShortEmailAddress: null, zimbraMailIdleSessionTimeout: null } }),
    classOfService(schema, SEED, { name: "Sales Team", changes: { zimbraProxyAllowedDomains: "*", zimbraAllowAnyFromAddress: "TRUE", zimbraAuthTokenLifetime: "30d", zimbraAdminAuthTokenLifetime: "7d", zimbraExternalShareLifetime: 0, zimbraFeatureMailForwardingEnabled: "TRUE" } }),
    classOfService(schemaOf("7.1.0"), SEED, { name: "unused 2014", changes: { zimbraPasswordMinLength: 4 } }),
  ];
};

const people = (cos) => {
  const random = randomOf(SEED, "people");
  const [, , legacy, sales] = cos.map(({ attributes }) => attributes.zimbraId[0]);
  return Array.from({ length: 72 }, (_, index) => {
    const number = String(index + 1).padStart(3, "0");
    const host = index % 9 === 4 ? "corp.example.com" : index % 23 === 11 ? "shop.example.com" : "example.com";
    const created = FIRST + random.between(0, 12 * 31536000);
    const last = random.next() < 0.3 ? created + random.between(86400, 3 * 31536000) : at("2026-08-31T18:00:00Z") - random.between(0, 20 * 86400);
    return account(SEED, { name: `user${number}@${host}`, created, mailHost: HOST, changes: {
      zimbraCOSId: index % 5 === 1 ? legacy : index % 5 === 3 ? sales : undefined, zimbraLastLogonTimestamp: random.next() < 0.12 ? null : gentime(Math.min(last, at("2026-08-31T18:00:00Z")), ""), zimbraCreateTimestamp: gentime(created, ""),
      zimbraAccountStatus: random.next() < 0.1 ? "locked" : random.next() < 0.05 ? "closed" : "active", zimbraPasswordModifiedTime: gentime(created + 86400, ""),
      ...(random.next() < 0.15 ? { zimbraImapEnabled: "TRUE", zimbraPop3Enabled: "TRUE" } : {}), ...(index % 17 === 6 ? { zimbraPrefMailForwardingAddress: `box${number}@freemail.example.net` } : {}),
      ...(index === 20 ? { zimbraAllowFromAddress: ["user001@example.com", "ceo@partner.example.net"] } : {}), ...(index % 31 === 9 ? { zimbraMailForwardingAddress: "archive@backup.example.org", zimbraPrefMailLocalDeliveryDisabled: "TRUE" } : {}),
    } });
  });
};

const administrators = () => [
  ["admin@example.com", { zimbraIsAdminAccount: "TRUE", zimbraMailAlias: ["postmaster@example.com", "root@example.com"], zimbraLastLogonTimestamp: "20260831070211Z", zimbraPrefMailForwardingAddress: "it-team@freemail.example.net" }, "2011-03-07"],
  ["oldadmin@example.com", { zimbraIsAdminAccount: "TRUE", zimbraLastLogonTimestamp: "20230105110203Z" }, "2012-06-01"],
  ["migration@example.com", { zimbraIsAdminAccount: "TRUE", zimbraPasswordMinLength: 4 }, "2011-03-08"],
  ["vendor-support@example.com", { zimbraIsAdminAccount: "TRUE", zimbraLastLogonTimestamp: "20210910081200Z", zimbraFeatureTwoFactorAuthRequired: "FALSE" }, "2017-02-14"],
  ["backup@example.com", { zimbraIsAdminAccount: "TRUE", zimbraAccountStatus: "locked", zimbraLastLogonTimestamp: "20190301000000Z" }, "2013-01-01"],
  ["monitoring@example.com", { zimbraIsAdminAccount: "TRUE", zimbraLastLogonTimestamp: "20260901020001Z", zimbraImapEnabled: "TRUE" }, "2016-05-05"],
  ["helpdesk@example.com", { zimbraIsDelegatedAdminAccount: "TRUE", zimbraLastLogonTimestamp: "20260828134455Z" }, "2015-09-09"],
].map(([name, changes, created]) => account(SEED, { name, created: at(`${created}T08:00:00Z`), mailHost: HOST, changes: { zimbraCreateTimestamp: gentime(at(`${created}T08:00:00Z`), ""), ...changes } }));

const guests = () => ["partner.one@mail.example.org", "partner.two@mail.example.org"].map((address, index) => account(SEED, { name: `${address.replace("@", ".")}@example.com`, created: at("2019-04-01T00:00:00Z") + index * 864000, mailHost: HOST,
  changes: { zimbraIsExternalVirtualAccount: "TRUE", zimbraHideInGal: "TRUE", zimbraCreateTimestamp: gentime(at("2019-04-01T00:00:00Z") + index * 864000, "") } }));

const dataSources = (owners) => [["imap", "imap.freemail.example.net", 143, "cleartext"], ["pop3", "pop.partner.example.net", 110, "cleartext"], ["imap", "imap.freemail.example.net", 993, "ssl"]].map(([type, host, port, connection], index) => ({
  dn: `zimbraDataSourceName=${type}${index + 1},${owners[index * 7 + 3].dn}`,
  attributes: { objectClass: ["zimbraDataSource", type === "imap" ? "zimbraImapDataSource" : "zimbraPop3DataSource"], zimbraDataSourceType: [type], zimbraDataSourceEnabled: ["TRUE"], zimbraDataSourceHost: [host], zimbraDataSourcePort: [String(port)],
    zimbraDataSourceConnectionType: [connection], zimbraDataSourceUsername: [`user${index}`], zimbraDataSourcePassword: ["bm90LWEtcGFzc3dvcmQ="] },
}));

const domains = () => [
  domain(SEED, { name: "example.com", created: FIRST, changes: { zimbraPublicServiceHostname: "mail.example.com", zimbraPublicServiceProtocol: "http", zimbraVirtualHostname: ["mail.example.com"], zimbraCreateTimestamp: gentime(FIRST, "") } }),
  domain(SEED, { name: "corp.example.com", created: at("2014-01-10T00:00:00Z"), changes: { zimbraAuthMech: "ad", zimbraAuthFallbackToLocal: "TRUE", zimbraAuthLdapURL: ["ldap://dc1.corp.example.com:3268", "ldap://dc2.corp.example.com:3268"], zimbraAuthLdapExternalDn: null,
    zimbraAuthLdapSearchBindDn: "cn=zimbra,cn=Users,dc=corp,dc=example,dc=com", zimbraAuthLdapSearchBindPassword: "not-a-password-of-anything", zimbraPreAuthKey: "8d04c2f1a95b", zimbraGalLdapURL: "ldap://dc1.corp.example.com:389" } }),
  domain(SEED, { name: "shop.example.com", created: at("2016-08-20T00:00:00Z"), changes: { zimbraAuthMech: "AD", zimbraAuthLdapURL: "ldap://dc1.corp.example.com:3268", zimbraResponseHeader: "Strict-Transport-Security: max-age=86400" } }),
  domain(SEED, { name: "old.example.com", created: FIRST, changes: { zimbraDomainType: "alias", zimbraDomainAliasTargetId: idOf(SEED, "example.com"), zimbraMailCatchAllAddress: "@old.example.com", zimbraMailCatchAllForwardingAddress: "@example.com" } }),
];

export const directory = () => {
  const schema = schemaOf("8.8.15");
  const global = globalConfig(schema, { seed: SEED, domain: "example.com", changes: OLD_GLOBAL });
  const cos = classes(schema);
  const common = { created: FIRST + 900, mailHost: HOST };
  const users = people(cos);
  const server1 = server(SEED, { name: HOST, version: VERSION, services: SERVICES, roles: { created: FIRST }, changes: { zimbraMtaMyNetworks: NETWORKS, zimbraReverseProxyMailMode: "both", zimbraMailMode: "both", zimbraReverseProxyAdminEnabled: "TRUE",
    zimbraReverseProxyImapStartTlsMode: "on", zimbraReverseProxyPop3StartTlsMode: "on", zimbraCreateTimestamp: gentime(FIRST, ""), zimbraMtaTlsAuthOnly: "FALSE", zimbraImapExposeVersionOnBanner: "TRUE" } });
  const helpdesk = idOf(SEED, "helpdesk@example.com");
  return {
    schema, global, cos, domains: domains(), servers: [server1], services: [serviceAccount(SEED, "zimbra"), serviceAccount(SEED, "zmnginx")], dataSources: dataSources(users),
    accounts: [...administrators(), ...users, ...guests(), ...systemAccounts(SEED, global, common).map((one) => ({ ...one, attributes: { ...one.attributes, zimbraHideInGal: ["FALSE"], zimbraImapEnabled: ["TRUE"] } }))],
    grants: { "example.com": ["+adminConsoleAccountRights", "adminLoginAs", "setAccountPassword"].map((right) => ({ cells: ["domain", idOf(SEED, "example.com"), "example.com", "usr", helpdesk, "helpdesk@example.com"], right })) },
  };
};
