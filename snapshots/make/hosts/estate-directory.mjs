// The directory of the estate: servers by role, classes of service with overrides, twenty domains, two thousand accounts.
import { account, classOfService, domain, globalConfig, server, serviceAccount, systemAccounts } from "../directory/entries.mjs";
import { schemaOf } from "../directory/schema.mjs";
import { at, gentime, idOf, randomOf } from "../seed.mjs";

export const SEED = "estate";
export const NOW = at("2026-09-01T05:00:00Z");
const CREATED = at("2022-05-04T09:00:00Z");
const VERSION = { text: "10.1.0_GA_4655", major: 10, minor: 1, micro: 0, type: "NETWORK", build: "20240716" };

/** Name, roles, inside address, outside address; `collected` is false for the one that nobody collected. */
export const SERVERS = [
  { name: "ldap1.example.com", roles: ["ldap", "logger"], inside: "10.30.0.11" },
  { name: "mbx1.example.com", roles: ["store"], inside: "10.30.0.21" },
  { name: "mbx2.example.com", roles: ["store"], inside: "10.30.0.22" },
  { name: "mta1.example.com", roles: ["mta"], inside: "10.30.0.31", outside: "203.0.113.41", outside6: "2001:db8:70::41" },
  { name: "mta2.example.com", roles: ["mta"], inside: "10.30.0.32", outside: "203.0.113.42", outside6: "2001:db8:70::42", collected: false },
  { name: "proxy1.example.com", roles: ["proxy"], inside: "10.30.0.41", outside: "203.0.113.31", outside6: "2001:db8:70::31" },
  { name: "proxy2.example.com", roles: ["proxy"], inside: "10.30.0.42", outside: "203.0.113.32", outside6: "2001:db8:70::32" },
];
const MAILBOXES = ["mbx1.example.com", "mbx2.example.com"];
const INSIDE = SERVERS.map(({ inside }) => `${inside}/32`).join(" ");
const SERVICES = { ldap: ["ldap", "stats"], logger: ["logger"], store: ["mailbox", "service", "spell", "stats", "zimbra", "zimbraAdmin", "zimlet"], mta: ["amavis", "antispam", "antivirus", "dnscache", "mta", "opendkim", "stats"], proxy: ["memcached", "proxy", "stats"] };

/** Each MTA trusts this host and the mailbox servers; the second one was set up by somebody else. */
export const NETWORKS = { "mta1.example.com": `127.0.0.0/8 [::1]/128 ${INSIDE}`, "mta2.example.com": "127.0.0.0/8 [::1]/128 10.30.0.0/24" };

const GLOBAL = {
  zimbraMailKeepOutWebCrawlers: "TRUE", zimbraResponseHeader: "X-Robots-Tag: noindex", zimbraReverseProxyResponseHeaders: ["Strict-Transport-Security: max-age=31536000", "X-Content-Type-Options: nosniff", "X-Frame-Options: SAMEORIGIN"],
  zimbraMtaBlockedExtension: ["asd", "bat", "com", "exe", "hta", "js", "jse", "lnk", "pif", "scr", "shm", "shs", "vbe", "vbs", "vbx", "wsf", "wsh"], zimbraMtaRestriction: ["reject_invalid_helo_hostname", "reject_non_fqdn_sender", "reject_unknown_sender_domain", "reject_rbl_client zen.spamhaus.org"],
  zimbraLastLogonTimestampFrequency: "1s", zimbraSmtpSendAddMailer: "FALSE", zimbraMailTrustedIP: ["10.30.0.41", "10.30.0.42"], zimbraMtaSmtpdSenderLoginMaps: "proxy:ldap:/opt/zimbra/conf/ldap-slm.cf", zimbraMtaSmtpdSenderRestrictions: "reject_authenticated_sender_login_mismatch",
  zimbraMtaSmtpdTlsMandatoryProtocols: "!SSLv2, !SSLv3, !TLSv1, !TLSv1.1", zimbraMtaSmtpdClientAuthRateLimit: 20, zimbraPublicServiceProtocol: "https", zimbraReverseProxyImapStartTlsMode: "only", zimbraLogHostname: "ldap1.example.com",
  zimbraBackupReportEmailRecipients: "backup-report@ops.example.net", zimbraBackupReportEmailSender: "backup@example.com",
};

const OWN = {
  "mbx2.example.com": { zimbraMailKeepOutWebCrawlers: "FALSE", zimbraMailTrustedIP: "10.30.0.41", zimbraMailboxdSSLProtocols: ["TLSv1", "TLSv1.2"] },
  "mta1.example.com": { zimbraMtaMyNetworks: NETWORKS["mta1.example.com"] }, "mta2.example.com": { zimbraMtaMyNetworks: NETWORKS["mta2.example.com"], zimbraMtaRestriction: ["reject_invalid_helo_hostname", "reject_non_fqdn_sender"] },
  "proxy1.example.com": { zimbraReverseProxyStrictServerNameEnabled: "TRUE", zimbraReverseProxyMailMode: "redirect", zimbraMemcachedBindAddress: "10.30.0.41" }, "proxy2.example.com": { zimbraReverseProxyStrictServerNameEnabled: "FALSE", zimbraReverseProxyMailMode: "redirect", zimbraMemcachedBindAddress: "10.30.0.42" },
};

const STRONG = { zimbraPasswordMinLength: 12, zimbraPasswordLockoutEnabled: "TRUE", zimbraPasswordEnforceHistory: 5, zimbraPublicSharingEnabled: "FALSE", zimbraExternalShareDomainWhitelistEnabled: "TRUE", zimbraExternalShareWhitelistDomain: "partner.example.net", zimbraExternalShareLifetime: "60d",
  zimbraFeatureTwoFactorAuthAvailable: "TRUE", zimbraMailIdleSessionTimeout: "1h", zimbraAuthTokenLifetime: "12h", zimbraAdminAuthTokenLifetime: "4h", zimbraPop3Enabled: "FALSE" };

/** Name, what differs from the strong one, share of the accounts. */
const CLASSES = [
  ["staff", {}, 46], ["executives", { zimbraAuthTokenLifetime: "7d", zimbraFeatureTwoFactorAuthRequired: "TRUE", zimbraFeatureTrustedDevicesEnabled: "FALSE" }, 2], ["students", { zimbraImapEnabled: "FALSE", zimbraFeatureImapDataSourceEnabled: "FALSE", zimbraFeaturePop3DataSourceEnabled: "FALSE" }, 38],
  ["administrators", { zimbraFeatureTwoFactorAuthRequired: "TRUE", zimbraFeatureTrustedDevicesEnabled: "FALSE", zimbraImapEnabled: "FALSE", zimbraPasswordMinLength: 16 }, 0], ["shared mailboxes", { zimbraFeatureTwoFactorAuthAvailable: "FALSE", zimbraAllowAnyFromAddress: "TRUE" }, 5],
  ["devices", { zimbraFeatureTwoFactorAuthAvailable: "FALSE", zimbraPasswordMinLength: 8, zimbraPasswordLockoutEnabled: "FALSE", zimbraPop3Enabled: "TRUE" }, 3], ["kiosk 2019", { zimbraProxyAllowedDomains: "*", zimbraPasswordMinLength: 6, zimbraPublicSharingEnabled: "TRUE" }, 0],
];

const NAMES = ["example.com", "north.example.com", "south.example.com", "east.example.com", "west.example.com", "school-a.example.com", "school-b.example.com", "school-c.example.com", "library.example.com", "museum.example.com", "works.example.com", "transport.example.com",
  "council.example.com", "archive.example.com", "lab.example.com", "clinic.example.com", "events.example.com", "old-council.example.com", "mail.example.net", "guests.example.com"];

const DOMAIN_CHANGES = {
  "example.com": { zimbraPublicServiceHostname: "webmail.example.com", zimbraVirtualHostname: ["webmail.example.com"] },
  "school-a.example.com": { zimbraAuthMech: "ldap", zimbraAuthLdapURL: "ldaps://idp.school-a.example.com:636", zimbraAuthFallbackToLocal: "FALSE" },
  "school-b.example.com": { zimbraAuthMech: "ldap", zimbraAuthLdapURL: "ldaps://idp.school-b.example.com:636", zimbraAuthFallbackToLocal: "TRUE" },
  "school-c.example.com": { zimbraAuthMech: "ad", zimbraAuthLdapURL: "ldap://dc.school-c.example.com:389", zimbraAuthLdapStartTlsEnabled: "TRUE" },
  "clinic.example.com": { zimbraPublicSharingEnabled: "FALSE", zimbraExternalSharingEnabled: "FALSE", zimbraResponseHeader: ["Content-Security-Policy: frame-ancestors 'self'"] },
  "council.example.com": { zimbraPreAuthKey: "4f".repeat(32), zimbraDomainDefaultCOSId: idOf(SEED, "cos", "staff") },
  "old-council.example.com": { zimbraDomainType: "alias", zimbraDomainAliasTargetId: idOf(SEED, "council.example.com") },
  "archive.example.com": { zimbraDomainStatus: "closed" }, "events.example.com": { zimbraDomainStatus: "suspended" }, "mail.example.net": { zimbraVirtualHostname: ["mail.example.net"], zimbraPublicServiceHostname: "mail.example.net" },
};

const chooseClass = (random) => {
  let ticket = random.next() * CLASSES.reduce((sum, [, , share]) => sum + share, 6);
  for (const [name, , share] of CLASSES) { ticket -= share; if (ticket < 0) return name; }
  return undefined;
};

const HOMES = NAMES.filter((name) => !["old-council.example.com", "guests.example.com"].includes(name));

const people = () => {
  const random = randomOf(SEED, "people");
  return Array.from({ length: 1965 }, (_, index) => {
    const created = CREATED + random.between(0, 1500) * 86400;
    const cos = chooseClass(random);
    const stale = random.next() < 0.04;
    const last = stale ? NOW - random.between(200, 900) * 86400 : NOW - random.between(600, 25 * 86400);
    return account(SEED, { name: `u${String(index + 1).padStart(4, "0")}@${random.next() < 0.35 ? HOMES[0] : random.pick(HOMES)}`, created, mailHost: random.pick(MAILBOXES), changes: {
      zimbraCOSId: cos === undefined ? undefined : idOf(SEED, "cos", cos), zimbraCreateTimestamp: gentime(created, `.${String(random.between(0, 999)).padStart(3, "0")}`), zimbraLastLogonTimestamp: random.next() < 0.02 ? undefined : gentime(Math.max(last, created + 60), `.${String(random.between(0, 999)).padStart(3, "0")}`),
      zimbraPasswordModifiedTime: gentime(created + random.between(0, 300) * 86400), zimbraAccountStatus: random.next() < 0.06 ? "locked" : random.next() < 0.03 ? "closed" : "active", zimbraTwoFactorAuthEnabled: random.next() < 0.4 ? "TRUE" : undefined,
      zimbraImapEnabled: random.next() < 0.02 ? "TRUE" : undefined, zimbraFeatureTwoFactorAuthRequired: cos === "executives" && random.next() < 0.1 ? "FALSE" : undefined, zimbraPrefMailForwardingAddress: random.next() < 0.012 ? `box${index}@freemail.example.org` : undefined,
      zimbraPrefShortEmailAddress: random.next() < 0.05 ? "TRUE" : undefined,
    } });
  });
};

const administrators = () => [
  ["root-admin@example.com", { zimbraIsAdminAccount: "TRUE" }, 2], ["mail-admin@example.com", { zimbraIsAdminAccount: "TRUE" }, 1], ["night-admin@example.com", { zimbraIsAdminAccount: "TRUE", zimbraFeatureTwoFactorAuthRequired: "FALSE" }, 9],
  ["former-admin@archive.example.com", { zimbraIsAdminAccount: "TRUE", zimbraCOSId: null }, 410], ["backup-service@example.com", { zimbraIsAdminAccount: "TRUE", zimbraCOSId: idOf(SEED, "cos", "devices") }, 1], ["closed-admin@example.com", { zimbraIsAdminAccount: "TRUE", zimbraAccountStatus: "closed" }, 700],
  ...["school-a", "school-b", "school-c", "clinic"].map((name, index) => [`admin@${name}.example.com`, { zimbraIsDelegatedAdminAccount: "TRUE" }, 3 + index * 40]),
].map(([name, changes, days]) => account(SEED, { name, created: CREATED + 86400, mailHost: MAILBOXES[0], changes: { zimbraCOSId: idOf(SEED, "cos", "administrators"), zimbraLastLogonTimestamp: gentime(NOW - days * 86400, ".402"), zimbraPasswordModifiedTime: gentime(NOW - 90 * 86400), zimbraTwoFactorAuthEnabled: days < 5 ? "TRUE" : undefined, ...changes } }));

const guests = () => Array.from({ length: 20 }, (_, index) => account(SEED, { name: `guest${index + 1}.partner.example.net@guests.example.com`, created: NOW - 86400 * (20 + index * 11), mailHost: MAILBOXES[index % 2], changes: { zimbraIsExternalVirtualAccount: "TRUE", zimbraHideInGal: "TRUE", ...(index % 4 === 0 ? { zimbraExternalAccountDisabledTime: gentime(NOW - 86400 * 3) } : {}) } }));

const delegated = () => Object.fromEntries(["school-a", "school-b", "school-c", "clinic"].map((name) => [`${name}.example.com`, ["+domainAdminConsoleRights", "setAccountPassword"].map((right) => ({ cells: ["domain", idOf(SEED, `${name}.example.com`), `${name}.example.com`, "usr", idOf(SEED, `admin@${name}.example.com`), `admin@${name}.example.com`], right }))]));

export const directory = () => {
  const schema = schemaOf("10.1.0");
  const global = globalConfig(schema, { seed: SEED, domain: "example.com", changes: GLOBAL });
  const common = { created: CREATED, mailHost: MAILBOXES[0] };
  return {
    schema, global, services: [serviceAccount(SEED, "zimbra"), serviceAccount(SEED, "zmnginx")],
    servers: SERVERS.map(({ name, roles }) => server(SEED, { name, version: VERSION, services: roles.flatMap((role) => SERVICES[role]).filter((one, index, all) => all.indexOf(one) === index).sort(), roles: { created: CREATED }, changes: OWN[name] })),
    cos: [classOfService(schema, SEED, { name: "default", changes: STRONG }), classOfService(schema, SEED, { name: "defaultExternal", external: true }), ...CLASSES.map(([name, changes]) => classOfService(schema, SEED, { name, changes: { ...STRONG, ...changes } }))],
    domains: NAMES.map((name, index) => domain(SEED, { name, created: CREATED + index * 864000, changes: DOMAIN_CHANGES[name] })),
    accounts: [...administrators(), ...people(), ...guests(), ...systemAccounts(SEED, global, common)],
    grants: { ...delegated(), global: [{ cells: ["global", idOf(SEED, "global"), "globalacltarget", "grp", idOf(SEED, "helpdesk"), "helpdesk@example.com"], right: "setAccountPassword" }] },
  };
};
