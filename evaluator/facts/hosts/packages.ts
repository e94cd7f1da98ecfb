import { type DpkgPackage, parseDpkg } from "../../sources/dpkg.js";
import { type RpmPackage, parseRpm } from "../../sources/rpm.js";
import type { Leaf } from "../leaf.js";
import { sortedObject } from "../sorted-object.js";
import { type HostSource, type Reading, joinReasons, knownOf, readPart, unknownOf, wholeOnly } from "./host-source.js";

export interface InstalledPackage {
  readonly version: string;
  readonly line: number;
}

/** The packages that are installed, or why that is not known. Absence counts: the list is whole. */
export type Installed =
  | { readonly kind: "list"; readonly packages: ReadonlyMap<string, InstalledPackage>; readonly reading: Reading<unknown> }
  | { readonly kind: "unknown"; readonly reason: string; readonly reading: Reading<unknown> };

const fromDpkg = (rows: readonly DpkgPackage[]): ReadonlyMap<string, InstalledPackage> =>
  new Map(rows.filter(({ installed }) => installed).map(({ name, version, line }) => [name, { version, line }] as const));

/** Of a package that is installed several times, as kernels are, the one that was installed last. */
const fromRpm = (rows: readonly RpmPackage[]): ReadonlyMap<string, InstalledPackage> => {
  const byTime = [...rows].sort((one, other) => one.installed - other.installed || one.line - other.line);
  return new Map(
    byTime.map(
      ({ name, epoch, version, release, line }) =>
        [name, { version: `${epoch > 0 ? `${epoch}:` : ""}${version}-${release}`, line }] as const,
    ),
  );
};

export const readInstalled = (source: HostSource): Installed => {
  const dpkg = wholeOnly(readPart(source, "pkg.dpkg", "list", parseDpkg));
  const rpm = wholeOnly(readPart(source, "pkg.rpm", "list", parseRpm));
  // A host of the one kind may have the other tool, with an empty database.
  if (dpkg.kind === "value" && dpkg.value.length > 0) return { kind: "list", packages: fromDpkg(dpkg.value), reading: dpkg };
  if (rpm.kind === "value" && rpm.value.length > 0) return { kind: "list", packages: fromRpm(rpm.value), reading: rpm };
  const gaps = [dpkg, rpm].flatMap((reading) => (reading.kind === "gap" ? [reading] : []));
  const telling = gaps.filter(({ absent }) => !absent);
  const reasons = (telling.length > 0 ? telling : gaps).map(({ reason }) => reason);
  return {
    kind: "unknown",
    reason: joinReasons(...(reasons.length > 0 ? reasons : ["no package is listed, and no host has none"])),
    reading: telling[0] ?? dpkg,
  };
};

export const installedFact = (source: HostSource, installed: Installed): Leaf<Readonly<Record<string, string>>> => {
  if (installed.kind === "unknown") return unknownOf(source, installed.reading, installed.reason);
  const lines = [...installed.packages.values()].map(({ line }) => line);
  const versions = sortedObject([...installed.packages].map(([name, { version }]) => [name, version] as const));
  return knownOf(source, installed.reading, "command", versions, [[Math.min(...lines), Math.max(...lines)]]);
};
