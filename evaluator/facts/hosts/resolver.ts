import { parseResolvConf } from "../../sources/resolv-conf.js";
import type { Leaf } from "../leaf.js";
import { type HostSource, isDoubtful, knownOf, leafFrom, linesOf, readPart, unknownOf } from "./host-source.js";

export interface ResolverFacts {
  readonly nameservers: Leaf<readonly string[]>;
}

/** The C library asks the first three (resolv.conf(5), MAXNS). */
const ASKED = 3;

export const resolverFacts = (source: HostSource): ResolverFacts => {
  const conf = readPart(source, "net.resolv", "resolv.conf", parseResolvConf);
  return {
    nameservers: leafFrom(source, conf, ({ nameservers }) => {
      if (conf.kind === "value" && conf.partial && isDoubtful(conf, "nameserver")) return unknownOf(source, conf, conf.partial.reason);
      const asked = nameservers.slice(0, ASKED);
      // resolv.conf(5): without a line the server on the host itself is asked.
      return asked.length > 0
        ? knownOf(source, conf, "file", asked.map(({ address }) => address), linesOf(asked))
        : knownOf(source, conf, "default", ["127.0.0.1"], [], "no nameserver line: the host itself is asked");
    }),
  };
};
