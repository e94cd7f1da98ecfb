import { plain } from "../../snapshot/quote.js";
import { type ZmcontrolVersion, parseZmcontrol } from "../../sources/zmcontrol.js";
import type { Leaf } from "../leaf.js";
import { type HostSource, type Reading, joinReasons, knownOf, leafFrom, readPart, unknownOf } from "./host-source.js";
import type { Installed } from "./packages.js";

export interface ZimbraFacts {
  readonly edition: Leaf<string>;
  readonly installed: Leaf<boolean>;
  readonly release: Leaf<string>;
  readonly version: Leaf<readonly number[]>;
}

type Version = Reading<ZmcontrolVersion>;

const installedFact = (source: HostSource, version: Version, installed: Installed): Leaf<boolean> => {
  if (version.kind === "value") return knownOf(source, version, "command", true, [[version.value.line, version.value.line]]);
  if (installed.kind === "unknown") return unknownOf(source, installed.reading, joinReasons(installed.reason, version.reason));
  const core = installed.packages.get("zimbra-core");
  if (core) return knownOf(source, installed.reading, "command", true, [[core.line, core.line]]);
  return knownOf(source, installed.reading, "command", false, [], "no package zimbra-core in the whole list");
};

/** 8.8.15 and 9.0.0 count patches by a number of their own; since 10 the third number counts them, and the fourth is 0. */
const versionFact = (source: HostSource, version: Version): Leaf<readonly number[]> =>
  leafFrom(source, version, ({ major, minor, micro, patch, line, edition, raw }) => {
    const doubt = version.kind === "value" ? version.partial : undefined;
    // Without an edition's name the numbers are still those that zmcontrol prints.
    if (doubt && !(edition === null && doubt.reason.includes(": no edition is named:")))
      return unknownOf(source, version, doubt.reason, [[line, line]]);
    const number = patch === null || major >= 10 ? 0 : Number(patch);
    if (Number.isNaN(number)) return unknownOf(source, version, `the patch level of ${plain(raw)} is not comparable`, [[line, line]]);
    return knownOf(source, version, "command", [major, minor, micro, number], [[line, line]]);
  });

export const zimbraFacts = (source: HostSource, installed: Installed): ZimbraFacts => {
  const version = readPart(source, "zm.version", "zmcontrol", parseZmcontrol);
  return {
    edition: leafFrom(source, version, ({ edition, line }) =>
      edition === null
        ? unknownOf(source, version, "zmcontrol -v names no edition", [[line, line]])
        : knownOf(source, version, "command", edition, [[line, line]]),
    ),
    installed: installedFact(source, version, installed),
    release: leafFrom(source, version, ({ raw, line }) => knownOf(source, version, "command", raw, [[line, line]])),
    version: versionFact(source, version),
  };
};
