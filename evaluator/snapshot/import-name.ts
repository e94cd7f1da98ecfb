import { inputError } from "../errors.js";
import { defaultPart, isExtraSource, isFixedPart, nearestSource, sourceById, sourceTable } from "../sources/table.js";
import { didYouMean } from "../text/nearest.js";
import { quote } from "./quote.js";

export interface ImportName {
  readonly id: string;
  readonly part: string;
}

/** The longest id wins: `zm.server.own.txt` is `zm.server.own` and not `zm.server` with an ending of two words. */
const ids = sourceTable.map(({ id }) => id).sort((a, b) => b.length - a.length || (a < b ? -1 : 1));

const withoutEnding = (name: string): string => {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(0, dot) : name;
};

const knownId = (name: string): string | undefined => {
  const known = ids.find((id) => name === id || name.startsWith(`${id}.`) || name.startsWith(`${id}@`));
  if (known !== undefined || !name.startsWith("extra.")) return known;
  const at = name.indexOf("@");
  return [at === -1 ? withoutEnding(name) : name.slice(0, at), name].find(isExtraSource);
};

const todo = "Name it ID.txt for the default part or ID@PART.txt for another, with / as %2F";

const decode = (text: string, where: string): string => {
  try {
    const part = decodeURIComponent(text);
    if (!part.includes("\0")) return part;
  } catch {
    // Said below: a broken escape and a NUL are the same to the user.
  }
  throw inputError({ what: `The part's name has a broken percent-escape (${quote(text)})`, where, todo: "Write / as %2F and % as %25" });
};

/** A part that the source can have; fixed names also where they were given without an ending. */
const checkPart = (id: string, candidates: readonly string[], where: string): ImportName => {
  const fixed = candidates.find((part) => isFixedPart(id, part));
  const part = fixed ?? candidates[candidates.length - 1] ?? "";
  const row = sourceById(id);
  if (part !== "" && (fixed !== undefined || row === undefined || row.open)) return { id, part };
  const names = row?.parts.map(({ name }) => name) ?? [];
  throw inputError({
    what: part === "" ? "The file name names no part" : `The source ${id} has no part ${quote(part)}${didYouMean(part, names)}`, where,
    todo: names.length > 0 ? `Its parts are ${names.join(", ")}` : todo,
  });
};

/** What a loose file holds, by its name: `tls.nginx@%2Fopt%2Fzimbra%2Fconf%2Fnginx.conf.txt`, `fw.iptables.txt`. */
export const readImportName = (name: string, where: string): ImportName => {
  const id = knownId(name);
  if (id === undefined) {
    const word = withoutEnding(name.split("@")[0] ?? name);
    throw inputError({ what: `The file name begins with no known source${didYouMean(word, nearestSource(word))}`, where, todo });
  }
  if (!name.startsWith(`${id}@`)) {
    const part = defaultPart(id);
    if (part !== undefined) return { id, part };
    const row = sourceById(id);
    throw inputError({
      what: `The source ${id} has no default part, but one a ${row?.open?.oneA ?? "file"}`, where,
      todo: `Name it ${id}@PART.txt, with / as %2F`,
    });
  }
  const rest = name.slice(id.length + 1);
  return checkPart(id, [decode(rest, where), decode(withoutEnding(rest), where)], where);
};

/** A folder named after a source holds one file a part, `tls.nginx/%2Fopt%2Fzimbra%2Fconf%2Fnginx.conf`. */
export const isSourceFolder = (name: string): boolean => sourceById(name) !== undefined || isExtraSource(name);

/** Here the whole name is the part's, an ending is only cut off where a fixed name comes out. */
export const readPartName = (id: string, name: string, where: string): ImportName =>
  checkPart(id, [decode(withoutEnding(name), where), decode(name, where)], where);
