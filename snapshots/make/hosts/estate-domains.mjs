// The classes of service and the domains of the estate.
import { idOf } from "../seed.mjs";
import { SEED } from "./estate-servers.mjs";

export const STRONG = {
  zimbraPasswordMinLength: 12,
  zimbraPasswordLockoutEnabled: "TRUE",
  zimbraPasswordEnforceHistory: 5,
  zimbraPublicSharingEnabled: "FALSE",
  zimbraExternalShareDomainWhitelistEnabled: "TRUE",
  zimbraExternalShareWhitelistDomain: "partner.example.net",
  zimbraExternalShareLifetime: "60d",
  zimbraFeatureTwoFactorAuthAvailable: "TRUE",
  zimbraMailIdleSessionTimeout: "1h",
  zimbraAuthTokenLifetime: "12h",
  zimbraAdminAuthTokenLifetime: "4h",
  zimbraPop3Enabled: "FALSE",
};

/** Name, what differs from the strong one, share of the accounts. */
export const CLASSES = [
  ["staff", {}, 46],
  [
    "executives",
    { zimbraAuthTokenLifetime: "7d", zimbraFeatureTwoFactorAuthRequired: "TRUE", zimbraFeatureTrustedDevicesEnabled: "FALSE" },
    2,
  ],
  [
    "students",
    { zimbraImapEnabled: "FALSE", zimbraFeatureImapDataSourceEnabled: "FALSE", zimbraFeaturePop3DataSourceEnabled: "FALSE" },
    38,
  ],
  [
    "administrators",
    {
      zimbraFeatureTwoFactorAuthRequired: "TRUE",
      zimbraFeatureTrustedDevicesEnabled: "FALSE",
      zimbraImapEnabled: "FALSE",
      zimbraPasswordMinLength: 16,
    },
    0,
  ],
  ["shared mailboxes", { zimbraFeatureTwoFactorAuthAvailable: "FALSE", zimbraAllowAnyFromAddress: "TRUE" }, 5],
  [
    "devices",
    {
      zimbraFeatureTwoFactorAuthAvailable: "FALSE",
      zimbraPasswordMinLength: 8,
      zimbraPasswordLockoutEnabled: "FALSE",
      zimbraPop3Enabled: "TRUE",
    },
    3,
  ],
  ["kiosk 2019", { zimbraProxyAllowedDomains: "*", zimbraPasswordMinLength: 6, zimbraPublicSharingEnabled: "TRUE" }, 0],
];

export const NAMES = [
  "example.com",
  "north.example.com",
  "south.example.com",
  "east.example.com",
  "west.example.com",
  "school-a.example.com",
  "school-b.example.com",
  "school-c.example.com",
  "library.example.com",
  "museum.example.com",
  "works.example.com",
  "transport.example.com",
  "council.example.com",
  "archive.example.com",
  "lab.example.com",
  "clinic.example.com",
  "events.example.com",
  "old-council.example.com",
  "mail.example.net",
  "guests.example.com",
];

export const DOMAIN_CHANGES = {
  "example.com": { zimbraPublicServiceHostname: "webmail.example.com", zimbraVirtualHostname: ["webmail.example.com"] },
  "school-a.example.com": {
    zimbraAuthMech: "ldap",
    zimbraAuthLdapURL: "ldaps://idp.school-a.example.com:636",
    zimbraAuthFallbackToLocal: "FALSE",
  },
  "school-b.example.com": {
    zimbraAuthMech: "ldap",
    zimbraAuthLdapURL: "ldaps://idp.school-b.example.com:636",
    zimbraAuthFallbackToLocal: "TRUE",
  },
  "school-c.example.com": {
    zimbraAuthMech: "ad",
    zimbraAuthLdapURL: "ldap://dc.school-c.example.com:389",
    zimbraAuthLdapStartTlsEnabled: "TRUE",
  },
  "clinic.example.com": {
    zimbraPublicSharingEnabled: "FALSE",
    zimbraExternalSharingEnabled: "FALSE",
    zimbraResponseHeader: ["Content-Security-Policy: frame-ancestors 'self'"],
  },
  "council.example.com": { zimbraPreAuthKey: "4f".repeat(32), zimbraDomainDefaultCOSId: idOf(SEED, "cos", "staff") },
  "old-council.example.com": { zimbraDomainType: "alias", zimbraDomainAliasTargetId: idOf(SEED, "council.example.com") },
  "archive.example.com": { zimbraDomainStatus: "closed" },
  "events.example.com": { zimbraDomainStatus: "suspended" },
  "mail.example.net": { zimbraVirtualHostname: ["mail.example.net"], zimbraPublicServiceHostname: "mail.example.net" },
};
