// The directory of a server that was hardened as the article asks.
import { account, classOfService, domain, globalConfig, server, serviceAccount, systemAccounts } from "../directory/entries.mjs";
import { schemaOf } from "../directory/schema.mjs";
import { at, gentime, idOf, randomOf } from "../seed.mjs";

export const SEED = "hardened";
export const HOST = "mail.example.com";
export const NETWORKS = "127.0.0.0/8 [::1]/128 203.0.113.20/32 [2001:db8:60::20]/128";
export const CIPHERS = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
export const BLOCKED = ["asd", "bat", "chm", "cmd", "com", "cpl", "dll", "exe", "hlp", "hta", "img", "iqy", "iso", "jar", "js", "jse", "lnk", "msi", "msp", "one", "pif", "ps1", "reg", "scr", "sct", "shm", "shs", "sys", "vb", "vbe", "vbs", "vbx", "vhd", "vxd", "wsc", "wsf", "wsh", "xll"];
export const HEADERS = ["Strict-Transport-Security: max-age=31536000; includeSubDomains", "X-Content-Type-Options: nosniff", "X-Frame-Options: SAMEORIGIN", "X-Robots-Tag: noindex", "Referrer-Policy: no-referrer"];
const NOW = at("2026-09-01T06:00:00Z");
const CREATED = at("2025-02-10T09:00:00Z");
const VERSION = { text: "10.1.0_GA_4655", major: 10, minor: 1, micro: 0, type: "NETWORK", build: "20240716" };
const SERVICES = ["amavis", "antispam", "antivirus", "dnscache", "ldap", "logger", "mailbox", "memcached", "mta", "opendkim", "proxy", "service", "stats", "zimbra", "zimbraAdmin", "zimlet"];

const GLOBAL = {
  zimbraMailKeepOutWebCrawlers: "TRUE", zimbraResponseHeader: "X-Robots-Tag: noindex", zimbraReverseProxyResponseHeaders: HEADERS, zimbraMtaSaslAuthEnable: "no", zimbraMtaBlockedExtension: BLOCKED, zimbraMtaBlockedExtensionWarnRecipient: "FALSE",
  zimbraMtaRestriction: ["reject_invalid_helo_hostname", "reject_non_fqdn_helo_hostname", "reject_non_fqdn_sender", "reject_unknown_sender_domain", "reject_rbl_client zen.spamhaus.org"], zimbraMtaPostscreenDnsblSites: ["zen.spamhaus.org=127.0.0.[2..11]*3", "b.barracudacentral.org=127.0.0.2*2"],
  zimbraMtaPostscreenDnsblAction: "enforce", zimbraMtaPostscreenDnsblThreshold: 3, zimbraMtaPostscreenGreetAction: "enforce", zimbraMtaSmtpdSenderLoginMaps: "proxy:ldap:/opt/zimbra/conf/ldap-slm.cf", zimbraMtaSmtpdSenderRestrictions: "reject_authenticated_sender_login_mismatch",
  zimbraMtaSmtpdRejectUnlistedRecipient: "yes", zimbraMtaSmtpdRejectUnlistedSender: "yes", zimbraMtaSmtpdTlsProtocols: "!SSLv2, !SSLv3, !TLSv1, !TLSv1.1", zimbraMtaSmtpdTlsMandatoryProtocols: "!SSLv2, !SSLv3, !TLSv1, !TLSv1.1", zimbraMtaSmtpdTlsCiphers: "medium",
  zimbraMtaSmtpdTlsMandatoryCiphers: "high", zimbraMtaSmtpdClientAuthRateLimit: 10, zimbraReverseProxySSLCiphers: CIPHERS, zimbraLastLogonTimestampFrequency: "1d", zimbraSmtpSendAddMailer: "FALSE", zimbraMailboxdSSLRenegotiationAllowed: "FALSE",
  zimbraMailTrustedIP: ["127.0.0.1", "203.0.113.20"], zimbraMailClearTextPasswordEnabled: "FALSE", zimbraCalendarCalDavClearTextPasswordEnabled: "FALSE", zimbraImapCleartextLoginEnabled: "FALSE", zimbraPop3CleartextLoginEnabled: "FALSE", zimbraDataSourceConnectionType: "ssl",
  zimbraReverseProxyIPLoginLimit: 60, zimbraReverseProxyUserLoginLimit: 20, zimbraReverseProxyMailEnabled: "FALSE", zimbraReverseProxyMailImapEnabled: "FALSE", zimbraReverseProxyMailImapsEnabled: "FALSE", zimbraReverseProxyMailPop3Enabled: "FALSE",
  zimbraReverseProxyMailPop3sEnabled: "FALSE", zimbraImapServerEnabled: "FALSE", zimbraImapSSLServerEnabled: "FALSE", zimbraPop3ServerEnabled: "FALSE", zimbraPop3SSLServerEnabled: "FALSE", zimbraReverseProxySSLToUpstreamEnabled: "TRUE", zimbraPublicServiceProtocol: "https",
  zimbraBackupReportEmailRecipients: "backup-report@ops.example.net", zimbraBackupReportEmailSender: "backup@example.com", zimbraLogHostname: "loghost.example.net", zimbraLogToSysLog: "TRUE", zimbraAmavisFinalSpamDestiny: "D_DISCARD", zimbraSSLExcludeCipherSuites: [".*_RC4_.*", "^.*_(MD5|SHA|SHA1)$", "^TLS_RSA_.*", ".*_CBC_.*"],
  zimbraMailboxdSSLProtocols: ["TLSv1.2", "TLSv1.3"], zimbraPasswordRecoveryEnabled: undefined,
};

const COS = {
  zimbraImapEnabled: "FALSE", zimbraPop3Enabled: "FALSE", zimbraFeatureTwoFactorAuthAvailable: "TRUE", zimbraFeatureTwoFactorAuthRequired: "TRUE", zimbraFeatureTrustedDevicesEnabled: "FALSE", zimbraFeatureAppSpecificPasswordsEnabled: "FALSE", zimbraAppSpecificPasswordDuration: "90d",
  zimbraTwoFactorAuthMethodAllowed: "app", zimbraAuthTokenLifetime: "12h", zimbraAdminAuthTokenLifetime: "4h", zimbraMailIdleSessionTimeout: "30m", zimbraPublicSharingEnabled: "FALSE", zimbraExternalSharingEnabled: "FALSE", zimbraFeatureImapDataSourceEnabled: "FALSE",
  zimbraFeaturePop3DataSourceEnabled: "FALSE", zimbraDataSourceMaxNumEntries: 0, zimbraPrefShortEmailAddress: "FALSE", zimbraFeatureFileTypeUploadRestrictionsEnabled: "TRUE", zimbraPasswordMinLength: 14, zimbraPasswordMinUpperCaseChars: 1, zimbraPasswordMinLowerCaseChars: 1,
  zimbraPasswordMinNumericChars: 1, zimbraPasswordMinPunctuationChars: 1, zimbraPasswordEnforceHistory: 10, zimbraPasswordBlockCommonEnabled: "TRUE", zimbraFeatureAllowUsernameInPassword: "FALSE", zimbraPasswordLockoutEnabled: "TRUE", zimbraPasswordLockoutMaxFailures: 5,
  zimbraPasswordLockoutDuration: "1h", zimbraFeatureMailForwardingEnabled: "FALSE", zimbraFeatureMailForwardingInFiltersEnabled: "FALSE", zimbraFeatureResetPasswordStatus: "disabled", zimbraFeatureMobileSyncEnabled: "FALSE",
};

const people = () => {
  const random = randomOf(SEED, "people");
  return Array.from({ length: 40 }, (_, index) => account(SEED, { name: `user${String(index + 1).padStart(2, "0")}@example.com`, created: CREATED + index * 86400 * 9, mailHost: HOST, changes: {
    zimbraLastLogonTimestamp: gentime(NOW - random.between(3600, 20 * 86400), `.${String(random.between(100, 999))}`), zimbraPasswordModifiedTime: gentime(NOW - random.between(10, 200) * 86400, ".000"), zimbraTwoFactorAuthEnabled: "TRUE",
  } }));
};

const administrators = () => ["admin-one@example.com", "admin-two@example.com"].map((name, index) => account(SEED, { name, created: CREATED, mailHost: HOST, changes: { zimbraIsAdminAccount: "TRUE", zimbraLastLogonTimestamp: gentime(NOW - 86400 * (index + 2), ".511"),
  zimbraPasswordModifiedTime: gentime(NOW - 86400 * 61, ".000"), zimbraTwoFactorAuthEnabled: "TRUE", zimbraAdminConsoleUIComponents: "cartBlancheUI", zimbraHideInGal: "TRUE" } }));

export const directory = () => {
  const schema = schemaOf("10.1.0");
  const known = Object.fromEntries(Object.entries(GLOBAL).filter(([name, value]) => value !== undefined && schema.knows(name)));
  const global = globalConfig(schema, { seed: SEED, domain: "example.com", changes: known });
  const common = { created: CREATED, mailHost: HOST };
  const server1 = server(SEED, { name: HOST, version: VERSION, services: SERVICES, roles: { created: CREATED }, changes: { zimbraMtaMyNetworks: NETWORKS, zimbraReverseProxyStrictServerNameEnabled: "TRUE", zimbraAdminBindAddress: "127.0.0.1", zimbraAdminLocalBind: "TRUE",
    zimbraMemcachedBindAddress: "127.0.0.1", zimbraReverseProxyMailEnabled: "FALSE", zimbraImapCleartextLoginEnabled: "FALSE", zimbraPop3CleartextLoginEnabled: "FALSE", zimbraExtensionBindAddress: undefined } });
  const hidden = (one) => ({ ...one, attributes: { ...one.attributes, zimbraImapEnabled: ["FALSE"], zimbraPop3Enabled: ["FALSE"], zimbraDataSourceMaxNumEntries: ["20"] } });
  const galsync = account(SEED, { ...common, name: `galsync.${idOf(SEED, "gal").slice(0, 10)}@example.com`, changes: { zimbraIsSystemResource: "TRUE", zimbraIsSystemAccount: "TRUE", zimbraHideInGal: "TRUE" } });
  return {
    schema, global, servers: [server1], services: [serviceAccount(SEED, "zimbra"), serviceAccount(SEED, "zmnginx")],
    cos: [classOfService(schema, SEED, { name: "default", changes: COS }), classOfService(schema, SEED, { name: "defaultExternal", external: true, changes: { ...COS, zimbraFeatureTwoFactorAuthRequired: "TRUE" } })],
    domains: [domain(SEED, { name: "example.com", created: CREATED, changes: { zimbraPublicServiceHostname: "webmail.example.com", zimbraPublicServiceProtocol: "https", zimbraPublicServicePort: 443, zimbraVirtualHostname: ["webmail.example.com", "mail.example.com"], zimbraGalAccountId: idOf(SEED, galsync.name) } })],
    accounts: [...administrators(), ...people(), ...[galsync, ...systemAccounts(SEED, global, common)].map(hidden)],
  };
};
