// The directory of the estate: servers by role, classes of service with overrides, twenty domains, two thousand accounts.
import { classOfService, domain, globalConfig, server, serviceAccount, systemAccounts } from "../directory/entries.mjs";
import { schemaOf } from "../directory/schema.mjs";
import { idOf } from "../seed.mjs";
import { SEED, CREATED, VERSION, SERVERS, MAILBOXES, SERVICES, OWN } from "./estate-servers.mjs";
import { STRONG, CLASSES, NAMES, DOMAIN_CHANGES } from "./estate-domains.mjs";
import { people, administrators, guests, delegated } from "./estate-accounts.mjs";

const GLOBAL = {
  zimbraMailKeepOutWebCrawlers: "TRUE",
  zimbraResponseHeader: "X-Robots-Tag: noindex",
  zimbraReverseProxyResponseHeaders: [
    "Strict-Transport-Security: max-age=31536000",
    "X-Content-Type-Options: nosniff",
    "X-Frame-Options: SAMEORIGIN",
  ],
  zimbraMtaBlockedExtension: [
    "asd",
    "bat",
    "com",
    "exe",
    "hta",
    "js",
    "jse",
    "lnk",
    "pif",
    "scr",
    "shm",
    "shs",
    "vbe",
    "vbs",
    "vbx",
    "wsf",
    "wsh",
  ],
  zimbraMtaRestriction: [
    "reject_invalid_helo_hostname",
    "reject_non_fqdn_sender",
    "reject_unknown_sender_domain",
    "reject_rbl_client zen.spamhaus.org",
  ],
  zimbraLastLogonTimestampFrequency: "1s",
  zimbraSmtpSendAddMailer: "FALSE",
  zimbraMailTrustedIP: ["10.30.0.41", "10.30.0.42"],
  zimbraMtaSmtpdSenderLoginMaps: "proxy:ldap:/opt/zimbra/conf/ldap-slm.cf",
  zimbraMtaSmtpdSenderRestrictions: "reject_authenticated_sender_login_mismatch",
  zimbraMtaSmtpdTlsMandatoryProtocols: "!SSLv2, !SSLv3, !TLSv1, !TLSv1.1",
  zimbraMtaSmtpdClientAuthRateLimit: 20,
  zimbraPublicServiceProtocol: "https",
  zimbraReverseProxyImapStartTlsMode: "only",
  zimbraLogHostname: "ldap1.example.com",
  zimbraBackupReportEmailRecipients: "backup-report@ops.example.net",
  zimbraBackupReportEmailSender: "backup@example.com",
};

export const directory = () => {
  const schema = schemaOf("10.1.0");
  const global = globalConfig(schema, { seed: SEED, domain: "example.com", changes: GLOBAL });
  const common = { created: CREATED, mailHost: MAILBOXES[0] };
  return {
    schema,
    global,
    services: [serviceAccount(SEED, "zimbra"), serviceAccount(SEED, "zmnginx")],
    servers: SERVERS.map(({ name, roles }) =>
      server(SEED, {
        name,
        version: VERSION,
        services: roles
          .flatMap((role) => SERVICES[role])
          .filter((one, index, all) => all.indexOf(one) === index)
          .sort(),
        roles: { created: CREATED },
        changes: OWN[name],
      }),
    ),
    cos: [
      classOfService(schema, SEED, { name: "default", changes: STRONG }),
      classOfService(schema, SEED, { name: "defaultExternal", external: true }),
      ...CLASSES.map(([name, changes]) => classOfService(schema, SEED, { name, changes: { ...STRONG, ...changes } })),
    ],
    domains: NAMES.map((name, index) => domain(SEED, { name, created: CREATED + index * 864000, changes: DOMAIN_CHANGES[name] })),
    accounts: [...administrators(), ...people(), ...guests(), ...systemAccounts(SEED, global, common)],
    grants: {
      ...delegated(),
      global: [
        {
          cells: ["global", idOf(SEED, "global"), "globalacltarget", "grp", idOf(SEED, "helpdesk"), "helpdesk@example.com"],
          right: "setAccountPassword",
        },
      ],
    },
  };
};
