import { type RobotsLine, parseRobots } from "../../sources/robots.js";
import type { Leaf } from "../leaf.js";
import { type HostSource, knownOf, leafFrom, linesOf, readPart, wholeOnly } from "./host-source.js";

interface Opened { readonly text: string; readonly line: number }

const isClosing = ({ field, value }: RobotsLine): boolean => field === "disallow" && (value === "/" || value === "/*");

/** Groups for crawlers by name, which then read no group of `*` (RFC 9309, 2.2.1): those that don't close everything. */
const openGroups = (lines: readonly RobotsLine[]): Opened[] => {
  const starts = lines.flatMap(({ field }, at) => field === "user-agent" && lines[at - 1]?.field !== "user-agent" ? [at] : []);
  return starts.flatMap((start, at) => {
    const group = lines.slice(start, starts[at + 1]);
    if (group.some(isClosing)) return [];
    return group.filter(({ field, value }) => field === "user-agent" && value !== "*" && value !== "")
      .map(({ value, line }) => ({ text: `/ for ${value}`, line }));
  });
};

/** What the file behind mailboxd's own robots.txt opens again (RobotsServlet.java appends it); an empty one opens nothing. */
export const robotsAllowedFact = (source: HostSource): Leaf<readonly string[]> => {
  const extra = wholeOnly(readPart(source, "zm.robots", "extra", parseRobots));
  return leafFrom(source, extra, (lines) => {
    const paths = lines.filter(({ field, value }) => field === "allow" && value !== "");
    const opened = [...paths.map(({ value, line }) => ({ text: value, line })), ...openGroups(lines)];
    return knownOf(source, extra, "file", opened.map(({ text }) => text), linesOf(opened), "no Allow line");
  });
};
