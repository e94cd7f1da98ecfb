import { parseLs } from "../../sources/ls.js";
import type { Leaf } from "../leaf.js";
import { type HostSource, knownOf, linesOf, readPart, unknownOf, wholeOnly } from "./host-source.js";

const ID = "zm.ext";
const ROOT = "/opt/zimbra/lib/ext";
const FOLDER = "twofactorauth";

/**
 * Files of the extension folder in which both implementations of two-factor authentication stand: Network Edition's
 * zimbratwofactorauth.jar and Maldua's zetatwofactorauth.jar. That folder, or a whole list without it, decides; what other
 * extensions there are may stay unknown, as in loose files of which nobody says that they are all.
 */
export const twoFactorFact = (source: HostSource): Leaf<readonly string[]> => {
  const folder = wholeOnly(readPart(source, ID, `${ROOT}/${FOLDER}`, parseLs));
  if (folder.kind === "value") {
    const files = folder.value.filter(({ kind, size }) => kind !== "folder" && (kind !== "file" || size > 0));
    return knownOf(source, folder, "file", files.map(({ name }) => name).sort(), linesOf(files), files.length === 0 ? "no file with content" : undefined);
  }
  const all = wholeOnly(readPart(source, ID, ROOT, parseLs));
  if (all.kind === "gap") return unknownOf(source, all, all.reason);
  const found = all.value.find(({ name }) => name === FOLDER);
  if (found) return unknownOf(source, folder, folder.reason, [[found.line, found.line]]);
  return knownOf(source, all, "file", [], linesOf(all.value), `no folder ${FOLDER}`);
};
