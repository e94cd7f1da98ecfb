import { parseRobots } from "../../sources/robots.js";
import type { Leaf } from "../leaf.js";
import { type HostSource, knownOf, leafFrom, linesOf, readPart, wholeOnly } from "./host-source.js";

/** Paths that the file behind mailboxd's own robots.txt lets crawlers into (RobotsServlet.java appends it); an empty one means none. */
export const robotsAllowedFact = (source: HostSource): Leaf<readonly string[]> => {
  const extra = wholeOnly(readPart(source, "zm.robots", "extra", parseRobots));
  return leafFrom(source, extra, (lines) => {
    const allowed = lines.filter(({ field, value }) => field === "allow" && value !== "");
    return knownOf(source, extra, "file", allowed.map(({ value }) => value), linesOf(allowed), "no Allow line");
  });
};
