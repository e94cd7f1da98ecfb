// The servers of the estate, and what the parts of its directory share.
import { at } from "../seed.mjs";

export const SEED = "estate";

export const NOW = at("2026-09-01T05:00:00Z");

export const CREATED = at("2022-05-04T09:00:00Z");

export const VERSION = { text: "10.1.0_GA_4655", major: 10, minor: 1, micro: 0, type: "NETWORK", build: "20240716" };

/** Name, roles, inside address, outside address; `collected` is false for the one that nobody collected. */
export const SERVERS = [
  { name: "ldap1.example.com", roles: ["ldap", "logger"], inside: "10.30.0.11" },
  { name: "mbx1.example.com", roles: ["store"], inside: "10.30.0.21" },
  { name: "mbx2.example.com", roles: ["store"], inside: "10.30.0.22" },
  { name: "mta1.example.com", roles: ["mta"], inside: "10.30.0.31", outside: "203.0.113.41", outside6: "2001:db8:70::41" },
  {
    name: "mta2.example.com",
    roles: ["mta"],
    inside: "10.30.0.32",
    outside: "203.0.113.42",
    outside6: "2001:db8:70::42",
    collected: false,
  },
  { name: "proxy1.example.com", roles: ["proxy"], inside: "10.30.0.41", outside: "203.0.113.31", outside6: "2001:db8:70::31" },
  { name: "proxy2.example.com", roles: ["proxy"], inside: "10.30.0.42", outside: "203.0.113.32", outside6: "2001:db8:70::32" },
];

export const MAILBOXES = ["mbx1.example.com", "mbx2.example.com"];

const INSIDE = SERVERS.map(({ inside }) => `${inside}/32`).join(" ");

export const SERVICES = {
  ldap: ["ldap", "stats"],
  logger: ["logger"],
  store: ["mailbox", "service", "spell", "stats", "zimbra", "zimbraAdmin", "zimlet"],
  mta: ["amavis", "antispam", "antivirus", "dnscache", "mta", "opendkim", "stats"],
  proxy: ["memcached", "proxy", "stats"],
};

/** Each MTA trusts this host and the mailbox servers; the second one was set up by somebody else. */
export const NETWORKS = { "mta1.example.com": `127.0.0.0/8 [::1]/128 ${INSIDE}`, "mta2.example.com": "127.0.0.0/8 [::1]/128 10.30.0.0/24" };

export const OWN = {
  "mbx2.example.com": {
    zimbraMailKeepOutWebCrawlers: "FALSE",
    zimbraMailTrustedIP: "10.30.0.41",
    zimbraMailboxdSSLProtocols: ["TLSv1", "TLSv1.2"],
  },
  "mta1.example.com": { zimbraMtaMyNetworks: NETWORKS["mta1.example.com"] },
  "mta2.example.com": {
    zimbraMtaMyNetworks: NETWORKS["mta2.example.com"],
    zimbraMtaRestriction: ["reject_invalid_helo_hostname", "reject_non_fqdn_sender"],
  },
  "proxy1.example.com": {
    zimbraReverseProxyStrictServerNameEnabled: "TRUE",
    zimbraReverseProxyMailMode: "redirect",
    zimbraMemcachedBindAddress: "10.30.0.41",
  },
  "proxy2.example.com": {
    zimbraReverseProxyStrictServerNameEnabled: "FALSE",
    zimbraReverseProxyMailMode: "redirect",
    zimbraMemcachedBindAddress: "10.30.0.42",
  },
};
