// Zimbra's packages: those of the release keep its number for ever, the patch packages carry the patch.
const PATCHES = {
  store: [
    "zimbra-patch",
    "zimbra-common-core-jar",
    "zimbra-common-core-libs",
    "zimbra-mbox-admin-console-war",
    "zimbra-mbox-conf",
    "zimbra-mbox-service",
    "zimbra-mbox-war",
    "zimbra-mbox-webclient-war",
    "zimbra-mbox-store-libs",
  ],
  mta: ["zimbra-mta-patch"],
  proxy: ["zimbra-proxy-patch"],
  ldap: ["zimbra-ldap-patch"],
};
const ROLES = {
  store: ["zimbra-store", "zimbra-apache", "zimbra-spell"],
  mta: ["zimbra-mta", "zimbra-dnscache"],
  proxy: ["zimbra-proxy", "zimbra-memcached"],
  ldap: ["zimbra-ldap"],
  logger: ["zimbra-logger"],
};
const COMPONENTS = {
  core: [
    ["zimbra-base", "1.0.1-1zimbra8.8b1"],
    ["zimbra-openssl", "3.0.9-1zimbra8.8b1"],
    ["zimbra-openssl-libs", "3.0.9-1zimbra8.8b1"],
    ["zimbra-openjdk", "17.0.12-1zimbra8.8b1"],
    ["zimbra-perl", "1.0.9-1zimbra8.8b1"],
    ["zimbra-os-requirements", "1.0.3-1zimbra8.7b1"],
    ["zimbra-curl", "7.49.1-1zimbra8.7b4"],
    ["zimbra-rsync", "3.2.7-1zimbra8.8b1"],
  ],
  store: [
    ["zimbra-jetty-distribution", "9.4.57.v20241219-2"],
    ["zimbra-mariadb", "10.1.25-1zimbra8.7b4"],
  ],
  mta: [
    ["zimbra-postfix", "3.6.14-1zimbra8.7b5"],
    ["zimbra-amavisd", "2.13.0-1zimbra8.7b4"],
    ["zimbra-clamav", "1.0.6-1zimbra8.8b4"],
    ["zimbra-spamassassin", "3.4.6-1zimbra8.8b4"],
    ["zimbra-opendkim", "2.10.3-1zimbra8.7b6"],
    ["zimbra-unbound", "1.11.0-1zimbra8.7b5"],
  ],
  proxy: [["zimbra-nginx", "1.24.0-1zimbra8.8b4"]],
  ldap: [
    ["zimbra-openldap-server", "2.5.17-1zimbra10.0b1"],
    ["zimbra-openldap-client", "2.5.17-1zimbra10.0b1"],
  ],
};

/** Versions of the components that release 8.8.15 had. */
const OLDER = {
  "zimbra-openssl": "1.1.1h-1zimbra8.7b3",
  "zimbra-openssl-libs": "1.1.1h-1zimbra8.7b3",
  "zimbra-openjdk": "13.0.1-1zimbra8.8b1",
  "zimbra-postfix": "3.4.5-1zimbra8.7b3",
  "zimbra-nginx": "1.19.0-1zimbra8.8b1",
  "zimbra-clamav": "0.102.2-1zimbra8.8b3",
  "zimbra-amavisd": "2.11.1-1zimbra8.7b2",
  "zimbra-openldap-server": "2.4.49-1zimbra8.8b5",
  "zimbra-openldap-client": "2.4.49-1zimbra8.8b5",
  "zimbra-jetty-distribution": "9.4.18.v20190429-1",
};

/** Rows of [package, version] for the roles of a host; `patches` overrides single patch levels. */
export const packagesOf = (
  line,
  { base, patch, roles = ["store", "mta", "proxy", "ldap", "logger"], tag = "u22", patches = {}, build = "1785500000" },
) => {
  const patched = (name) => `${patches[name] ?? patch}.${build}-1.${tag}`;
  return [
    ...["zimbra-core", "zimbra-snmp", ...roles.flatMap((role) => ROLES[role] ?? [])].map((name) => [name, base]),
    ...["core", ...roles]
      .flatMap((role) => COMPONENTS[role] ?? [])
      .map(([name, version]) => [name, `${line === "8.8" ? (OLDER[name] ?? version) : version}.${tag}`]),
    ...(patch === undefined
      ? []
      : roles
          .flatMap((role) => PATCHES[role] ?? [])
          .filter((name) => patches[name] !== null && (line !== "8.8" || name !== "zimbra-ldap-patch"))
          .map((name) => [name, patched(name)])),
  ].sort(([one], [other]) => (one < other ? -1 : 1));
};
