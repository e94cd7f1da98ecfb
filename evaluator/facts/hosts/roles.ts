import { type Leaf, isUnknown } from "../leaf.js";
import { type HostSource, joinReasons, knownOf, unknownOf } from "./host-source.js";
import type { Installed } from "./packages.js";

/**
 * Services that a package brings. An MTA's filters are not packages of their own, so whether they are switched on is not known:
 * they count, since what counts is examined.
 */
const SERVICES: Readonly<Record<string, readonly string[]>> = {
  "zimbra-dnscache": ["dnscache"],
  "zimbra-imapd": ["imapd"],
  "zimbra-ldap": ["ldap"],
  "zimbra-logger": ["logger"],
  "zimbra-memcached": ["memcached"],
  "zimbra-mta": ["amavis", "antispam", "antivirus", "mta", "opendkim"],
  "zimbra-proxy": ["proxy"],
  "zimbra-snmp": ["snmp"],
  "zimbra-spell": ["spell"],
  "zimbra-store": ["mailbox", "service", "zimbra", "zimbraAdmin", "zimlet"],
};

/** What the directory says of this host, else what its packages are for. */
export const rolesFact = (source: HostSource, directory: Leaf<readonly string[]>, installed: Installed): Leaf<readonly string[]> => {
  if (!isUnknown(directory)) return directory;
  if (installed.kind === "unknown") return unknownOf(source, installed.reading, joinReasons(directory.unknown, installed.reason));
  const packages = Object.keys(SERVICES).flatMap((name) => {
    const one = installed.packages.get(name);
    return one ? [{ name, line: one.line }] : [];
  });
  const services = [...new Set(packages.flatMap(({ name }) => SERVICES[name] ?? []))].sort();
  const lines = packages.map(({ line }) => [line, line] as const);
  return knownOf(
    source,
    installed.reading,
    "command",
    services,
    lines,
    packages.length === 0 ? "no zimbra package in the whole list" : undefined,
  );
};
