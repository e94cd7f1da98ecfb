import { parseUname, parseUptime } from "../../sources/uname.js";
import { plain } from "../../snapshot/quote.js";
import type { Leaf } from "../leaf.js";
import { type HostSource, knownOf, leafFrom, readPart, unknownOf } from "./host-source.js";

export interface KernelFacts {
  readonly release: Leaf<string>;
  readonly uptime: Leaf<number>;
  readonly version: Leaf<readonly number[]>;
}

/** 5.15.0-91-generic is [5, 15, 0]: what follows counts packages, not kernels. */
const leadingNumbers = (release: string): readonly number[] =>
  (/^\d{1,9}(?:\.\d{1,9}){0,5}/.exec(release)?.[0] ?? "")
    .split(".")
    .filter((word) => word !== "")
    .map(Number);

export const kernelFacts = (source: HostSource): KernelFacts => {
  const uname = readPart(source, "os.uname", "uname", parseUname);
  const uptime = readPart(source, "os.uname", "uptime", parseUptime);
  return {
    release: leafFrom(source, uname, ({ release, line }) => knownOf(source, uname, "kernel", release, [[line, line]])),
    uptime: leafFrom(source, uptime, (seconds) => knownOf(source, uptime, "kernel", Math.floor(seconds), [[1, 1]])),
    version: leafFrom(source, uname, ({ release, line }) => {
      const numbers = leadingNumbers(release);
      return numbers.length > 1
        ? knownOf(source, uname, "kernel", numbers, [[line, line]])
        : unknownOf(source, uname, `${plain(release)} is no kernel version`);
    }),
  };
};
