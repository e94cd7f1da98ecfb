import { nearest } from "../text/nearest.js";
import { rows } from "./rows.js";
import type { SourceRow } from "./rows.js";

export type { OpenParts, SourcePart, SourceRow } from "./rows.js";

export const sourceTable: readonly SourceRow[] = rows;

const byId = new Map(rows.map((row) => [row.id, row]));

export const sourceById = (id: string): SourceRow | undefined => byId.get(id);

/** A source that a site's own collector table added. */
export const isExtraSource = (id: string): boolean => /^extra\.[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(id) && id.length <= 64;

export const isKnownSource = (id: string): boolean => byId.has(id) || isExtraSource(id);

/** The part an answer without a part's name belongs to; none where all parts are counted on the host. */
export const defaultPart = (id: string): string | undefined => (isExtraSource(id) ? "default" : byId.get(id)?.parts[0]?.name);

export const isFixedPart = (id: string, part: string): boolean => byId.get(id)?.parts.some(({ name }) => name === part) ?? false;

/** A word of a command line; a part's name comes from the host, and users copy the commands we print. */
export const shellWord = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/**
 * The command that would settle an unknown, without `part` for the default one: `zmprov -l gd -e example.com` for
 * `zm.domain.own` and `example.com`. Undefined for a source or part that nothing is known of.
 */
export const commandOf = (id: string, part: string | undefined = defaultPart(id)): string | undefined => {
  const row = byId.get(id);
  if (!row) return undefined;
  const fixed = row.parts.find(({ name }) => name === part);
  if (fixed) return fixed.command;
  if (!row.open) return undefined;
  if (part === undefined) return row.open.command;
  const [jail, ...question] = part.split("/");
  if (id === "f2b.status" && question.length > 0) {
    return `fail2ban-client get ${shellWord(jail ?? "")} ${shellWord(question.join("/"))}`;
  }
  return row.open.command.replaceAll(row.open.placeholder, () => shellWord(part));
};

/** The fixed text of a part's command, without the part's own name. */
export const commandText = (id: string, part: string): string | undefined => {
  const row = byId.get(id);
  return row?.parts.find(({ name }) => name === part)?.command ?? row?.open?.command;
};

export const nearestSource = (id: string): string[] => nearest(id, byId.keys());
