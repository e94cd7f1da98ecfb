import { type OsReleaseValue, parseOsRelease } from "../../sources/os-release.js";
import type { Leaf } from "../leaf.js";
import { type HostSource, type Reading, isDoubtful, knownOf, leafFrom, readPart, sayPartial, unknownOf, unsetOf } from "./host-source.js";

export interface OsFacts {
  readonly id: Leaf<string>;
  readonly name: Leaf<string>;
  readonly version: Leaf<string>;
}

type Release = Reading<ReadonlyMap<string, OsReleaseValue>>;

/** Of a file that is read in part, what is read counts where no unread line assigns the same name. */
const readKey = (source: HostSource, release: Release, key: string): Leaf<string> =>
  leafFrom(source, release, (values) => {
    const found = values.get(key);
    const partial = release.kind === "value" && release.partial !== undefined;
    if (isDoubtful(release, `${key}=`) || (!found && partial)) return unknownOf(source, release, sayPartial(release, key));
    if (!found) return unsetOf(source, release, `no line sets ${key}`);
    return knownOf(source, release, "file", found.value, [[found.line, found.line]]);
  });

export const osFacts = (source: HostSource): OsFacts => {
  const release = readPart(source, "os.release", "os-release", parseOsRelease);
  return { id: readKey(source, release, "ID"), name: readKey(source, release, "NAME"), version: readKey(source, release, "VERSION_ID") };
};
