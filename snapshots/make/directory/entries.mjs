// Entries of a directory as the installer and the provisioning commands write them.
import { base64Of, gentime, idOf } from "../seed.mjs";

const one = (attributes) =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, Array.isArray(value) ? value : [String(value)]]),
  );

/** Changes on top of defaults: null takes an attribute away. */
export const change = (attributes, changes = {}) => {
  const result = { ...attributes };
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) delete result[name];
    else Object.assign(result, one({ [name]: value }));
  }
  return result;
};

export const globalConfig = (schema, { seed, domain, changes }) =>
  change(
    {
      ...schema.globalDefaults,
      ...one({
        objectClass: ["organizationalRole", "zimbraGlobalConfig"],
        cn: "config",
        zimbraDefaultDomainName: domain,
        zimbraAuthTokenKey: `0:1784000000000:${base64Of(32, seed, "token").replace(/[^A-Za-z0-9]/g, "")}`,
        zimbraCsrfTokenKey: `0:1784000000000:${base64Of(32, seed, "csrf").replace(/[^A-Za-z0-9]/g, "")}`,
        zimbraExternalAccountProvisioningKey: `0:1784000000000:${base64Of(32, seed, "external").replace(/[^A-Za-z0-9]/g, "")}`,
        zimbraTwoFactorAuthTrustedDeviceTokenKey: `0:1784000000000:${base64Of(32, seed, "device").replace(/[^A-Za-z0-9]/g, "")}`,
        zimbraCertAuthorityCertSelfSigned: pem("CERTIFICATE", 900, seed, "ca"),
        zimbraCertAuthorityKeySelfSigned: pem("PRIVATE KEY", 1200, seed, "ca key"),
        zimbraSpamIsSpamAccount: `spam.${idOf(seed, "spam").slice(0, 10)}@${domain}`,
        zimbraSpamIsNotSpamAccount: `ham.${idOf(seed, "ham").slice(0, 10)}@${domain}`,
        zimbraAmavisQuarantineAccount: `virus-quarantine.${idOf(seed, "virus").slice(0, 10)}@${domain}`,
      }),
    },
    changes,
  );

/** A block of the form of PEM with no key in it: the collector must not let it through, and it opens nothing. */
function pem(what, bytes, ...words) {
  return `-----BEGIN ${what}-----\n${base64Of(bytes, ...words)
    .replace(/.{64}/g, "$&\n")
    .trimEnd()}\n-----END ${what}-----`;
}

export const server = (seed, { name, version, services, installed = services, roles = {}, changes }) => {
  const has = (service) => services.includes(service);
  const store = has("mailbox");
  const proxied = roles.proxied ?? true;
  return {
    name,
    attributes: change(
      one({
        objectClass: "zimbraServer",
        cn: name,
        zimbraId: idOf(seed, name),
        zimbraServiceHostname: name,
        zimbraServiceInstalled: installed,
        zimbraServiceEnabled: services,
        zimbraCreateTimestamp: gentime(roles.created ?? 1788000000, ".117"),
        zimbraServerVersion: version.text,
        zimbraServerVersionMajor: version.major,
        zimbraServerVersionMinor: version.minor,
        zimbraServerVersionMicro: version.micro,
        zimbraServerVersionType: version.type,
        zimbraServerVersionBuild: version.build,
        zimbraSSLCertificate: pem("CERTIFICATE", 900, seed, name),
        zimbraSSLPrivateKey: pem("PRIVATE KEY", 1200, seed, name, "key"),
        zimbraSshPublicKey: `ssh-rsa ${base64Of(279, seed, name, "ssh")} ${name}`,
        zimbraIPMode: roles.ipMode ?? "ipv4",
        ...(store
          ? {
              zimbraMailPort: proxied ? 8080 : 80,
              zimbraMailSSLPort: proxied ? 8443 : 443,
              zimbraMailProxyPort: proxied ? 80 : 0,
              zimbraMailSSLProxyPort: proxied ? 443 : 0,
              zimbraMailMode: "https",
              zimbraImapBindPort: 7143,
              zimbraImapProxyBindPort: 143,
              zimbraImapSSLBindPort: 7993,
              zimbraImapSSLProxyBindPort: 993,
              zimbraPop3BindPort: 7110,
              zimbraPop3ProxyBindPort: 110,
              zimbraPop3SSLBindPort: 7995,
              zimbraPop3SSLProxyBindPort: 995,
              zimbraImapCleartextLoginEnabled: "TRUE",
              zimbraPop3CleartextLoginEnabled: "TRUE",
              zimbraReverseProxyLookupTarget: "TRUE",
              zimbraMtaAuthTarget: "TRUE",
              zimbraSpellCheckURL: `http://${name}:7780/aspell.php`,
              zimbraSmtpHostname: name,
            }
          : {}),
        ...(has("proxy")
          ? {
              zimbraReverseProxyHttpEnabled: "TRUE",
              zimbraReverseProxyMailEnabled: "TRUE",
              zimbraReverseProxyMailMode: "https",
              zimbraReverseProxyStrictServerNameEnabled: "FALSE",
              zimbraMailProxyPort: 80,
              zimbraMailSSLProxyPort: 443,
              zimbraImapProxyBindPort: 143,
              zimbraImapSSLProxyBindPort: 993,
              zimbraPop3ProxyBindPort: 110,
              zimbraPop3SSLProxyBindPort: 995,
            }
          : {}),
      }),
      changes,
    ),
  };
};

export const domain = (seed, { name, created = 1788000000, changes }) => ({
  name,
  attributes: change(
    one({
      objectClass: ["dcObject", "organization", "zimbraDomain"],
      dc: name.split(".")[0],
      o: `${name} domain`,
      zimbraId: idOf(seed, name),
      zimbraDomainName: name,
      zimbraDomainType: "local",
      zimbraDomainStatus: "active",
      zimbraMailStatus: "enabled",
      zimbraCreateTimestamp: gentime(created, ".582"),
      zimbraAggregateQuotaLastUsage: 0,
      zimbraDomainAggregateQuota: 0,
    }),
    changes,
  ),
});

const DEFAULT_COS = "e00428a1-0c00-11d9-836a-000d93afea2a";
// With a letter that is no hexadecimal digit: so it stands in Zimbra's own LDIF.
const EXTERNAL_COS = "f27456a8-0c00-11d9-280a-286d93afea2g";

export const classOfService = (schema, seed, { name, changes, external = false }) => ({
  name,
  attributes: change(
    {
      ...(external ? schema.externalDefaults : schema.cosDefaults),
      ...one({
        objectClass: "zimbraCOS",
        cn: name,
        zimbraId: name === "default" ? DEFAULT_COS : name === "defaultExternal" ? EXTERNAL_COS : idOf(seed, "cos", name),
        description: name === "default" ? "The default COS" : name === "defaultExternal" ? "The default external users COS" : undefined,
        zimbraCreateTimestamp: name.startsWith("default") ? undefined : gentime(1700000000, ".204"),
      }),
    },
    changes,
  ),
});

export const account = (seed, { name, created = 1788000000, mailHost, changes }) => {
  const [user, host] = name.split("@");
  return {
    name,
    dn: `uid=${user},ou=people,${host
      .split(".")
      .map((part) => `dc=${part}`)
      .join(",")}`,
    attributes: change(
      one({
        objectClass: ["inetOrgPerson", "zimbraAccount", "amavisAccount"],
        uid: user,
        cn: user,
        sn: user,
        mail: name,
        zimbraMailDeliveryAddress: name,
        zimbraId: idOf(seed, name),
        zimbraAccountStatus: "active",
        zimbraMailStatus: "enabled",
        zimbraMailTransport: `lmtp:${mailHost}:7025`,
        zimbraMailHost: mailHost,
        zimbraCreateTimestamp: gentime(created, ".731"),
        userPassword: `{SSHA512}${base64Of(72, seed, name)}`,
      }),
      changes,
    ),
  };
};

/** Under cn=admins,cn=zimbra: the programs' own log-ins, which a search for accounts finds too. */
export const serviceAccount = (seed, name) => ({
  name,
  dn: `uid=${name},cn=${name === "zimbra" ? "admins" : "appaccts"},cn=zimbra`,
  attributes: one({
    objectClass: ["zimbraAccount", "organizationalPerson"],
    uid: name,
    cn: name,
    sn: name,
    zimbraId: idOf(seed, "service", name),
    zimbraAccountStatus: "active",
    zimbraIsAdminAccount: "TRUE",
    zimbraIsSystemResource: "TRUE",
    userPassword: `{SSHA}${base64Of(24, seed, name)}`,
  }),
});

export const systemAccounts = (seed, global, common) => {
  const system = {
    zimbraIsSystemResource: "TRUE",
    zimbraIsSystemAccount: "TRUE",
    zimbraHideInGal: "TRUE",
    amavisBypassSpamChecks: "TRUE",
    zimbraMailQuota: 0,
    zimbraAttachmentsIndexingEnabled: "FALSE",
  };
  return [
    account(seed, { ...common, name: global.zimbraSpamIsSpamAccount[0], changes: { ...system, zimbraMailMessageLifetime: "30d" } }),
    account(seed, { ...common, name: global.zimbraSpamIsNotSpamAccount[0], changes: { ...system, zimbraMailMessageLifetime: "30d" } }),
    account(seed, {
      ...common,
      name: global.zimbraAmavisQuarantineAccount[0],
      changes: { ...system, zimbraMailMessageLifetime: "30d", zimbraFeatureMailForwardingEnabled: "FALSE" },
    }),
  ];
};
