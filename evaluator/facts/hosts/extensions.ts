import { parseLs } from "../../sources/ls.js";
import type { Leaf } from "../leaf.js";
import { type HostSource, knownOf, linesOf, readPart, unknownOf, wholeOnly } from "./host-source.js";
import { meantParts } from "./parts-meant.js";

const ID = "zm.ext";
const ROOT = "/opt/zimbra/lib/ext";

/** Paths of all that stands in mailboxd's extension folder and in the folders there. The source lists zimlets as well. */
export const extensionsFact = (source: HostSource): Leaf<readonly string[]> => {
  const { names, gap } = meantParts(source, ID);
  const folders = [ROOT, ...names.filter((name) => name.startsWith(`${ROOT}/`)).sort()];
  const paths: string[] = [];
  for (const folder of folders) {
    const reading = wholeOnly(readPart(source, ID, folder, parseLs));
    if (reading.kind === "gap") return unknownOf(source, reading, reading.reason);
    paths.push(...reading.value.map(({ name }) => `${folder}/${name}`));
  }
  const top = readPart(source, ID, ROOT, parseLs);
  if (gap !== undefined) return unknownOf(source, top, gap);
  return knownOf(source, top, "file", paths.sort(), top.kind === "value" ? linesOf(top.value) : []);
};
