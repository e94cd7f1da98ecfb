import { type Located } from "../../sources/lines.js";
import { parsePathValues } from "../../sources/path-values.js";
import type { Leaf } from "../leaf.js";
import { type HostSource, isDoubtful, knownOf, leafFrom, readPart, sayPartial, unknownOf } from "./host-source.js";

export interface RandomFacts {
  readonly available: Leaf<number>;
  readonly cpu: Leaf<readonly string[]>;
  readonly hardware: Leaf<string>;
  readonly poolsize: Leaf<number>;
}

const findFile = (values: ReadonlyMap<string, readonly Located[]>, name: string): Located | undefined =>
  [...values].find(([path]) => path.endsWith(`/${name}`))?.[1][0];

export const randomFacts = (source: HostSource): RandomFacts => {
  const reading = readPart(source, "rng", "entropy", parsePathValues);
  const bits = (name: string): Leaf<number> =>
    leafFrom(source, reading, (values) => {
      const found = findFile(values, name);
      if (!found) return unknownOf(source, reading, sayPartial(reading, name));
      if (!/^\d{1,9}$/.test(found.value)) return unknownOf(source, reading, `${name} is no number`, [found.lines]);
      return knownOf(source, reading, "kernel", Number(found.value), [found.lines]);
    });
  return {
    available: bits("entropy_avail"),
    cpu: leafFrom(source, reading, (values) => {
      const found = findFile(values, "cpuinfo");
      if (!found) return unknownOf(source, reading, sayPartial(reading, "cpuinfo"));
      const words = found.value.split(" ").filter((word) => word === "rdrand" || word === "rdseed");
      return knownOf(source, reading, "kernel", words, [found.lines]);
    }),
    hardware: leafFrom(source, reading, (values) => {
      const found = findFile(values, "rng_current");
      if (isDoubtful(reading, "rng_current")) return unknownOf(source, reading, sayPartial(reading, "rng_current"));
      // Without the device class in the kernel there is no such file, and a missing thing is a missing line.
      if (!found) return knownOf(source, reading, "kernel", "none", [], "no rng_current");
      return knownOf(source, reading, "kernel", found.value.trim() === "" ? "none" : found.value.trim(), [found.lines]);
    }),
    poolsize: bits("poolsize"),
  };
};
