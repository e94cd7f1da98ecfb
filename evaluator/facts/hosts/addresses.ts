import { type InterfaceAddress, parseIpAddr } from "../../sources/ip-addr.js";
import type { OpenedSnapshot } from "../../snapshot/opened.js";
import { evidenceTable } from "../evidence.js";
import { type Leaf, isKnown } from "../leaf.js";
import { type HostSource, knownOf, leafFrom, linesOf, readPart, wholeOnly } from "./host-source.js";

export type HostAddress = Pick<InterfaceAddress, "address" | "family" | "interface" | "prefix" | "scope">;

export const addressesFact = (source: HostSource): Leaf<readonly HostAddress[]> => {
  const reading = wholeOnly(readPart(source, "net.ip", "addr", parseIpAddr));
  return leafFrom(source, reading, (rows) => {
    const addresses = rows.map(({ address, family, interface: name, prefix, scope }) => ({
      address,
      family,
      interface: name,
      prefix,
      scope,
    }));
    return knownOf(source, reading, "command", addresses, linesOf(rows));
  });
};

/** Addresses of a host, for what other hosts' settings say of them; undefined where they are not known. */
export const knownAddresses = (opened: OpenedSnapshot): readonly string[] | undefined => {
  const demand = {
    attributes: new Set<string>(),
    localconfig: new Set<string>(),
    postconf: new Set<string>(),
    sshd: new Set<string>(),
    units: new Set<string>(),
  };
  const addresses = addressesFact({ name: "", opened, evidence: evidenceTable(), demand, reports: [] });
  return isKnown(addresses) ? addresses.value.map(({ address }) => address) : undefined;
};
