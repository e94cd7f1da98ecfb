import type { OpenedPart } from "../snapshot/opened.js";
import { type LdifEntry, type LdifProblem, readLdif } from "../sources/ldif.js";

const CHUNK = 64 * 1024;

/** An LDIF of a gibibyte is longer than a string can be: it is decoded in pieces. */
function* readChunks(part: OpenedPart): Generator<string, void, undefined> {
  const bytes = part.bytes();
  if (!bytes) return;
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  for (let start = 0; start < bytes.length; start += CHUNK) yield decoder.decode(bytes.subarray(start, start + CHUNK), { stream: true });
  yield decoder.decode();
}

export type AccountEntries = Generator<LdifEntry, void, undefined>;

export const readAccountEntries = (part: OpenedPart, spellings: Iterable<string>, report: (problem: LdifProblem) => void): AccountEntries =>
  readLdif(readChunks(part), { spellings, report });

/**
 * The attributes that ldapsearch was asked for, from the comment it begins with unless it ran with -LL: `# requesting: mail
 * zimbraId` or `# requesting: ALL`. Values cannot forge it: LDIF prints no newline in a value.
 */
export const requestedAttributes = (part: OpenedPart): "all" | readonly string[] | undefined => {
  const head = new TextDecoder().decode(part.bytes()?.subarray(0, 64 * 1024));
  for (const line of head.split(/\r?\n/)) {
    if (/^dn:/i.test(line)) return undefined;
    if (!line.startsWith("# requesting: ")) continue;
    const names = line.slice("# requesting: ".length).trim().split(/\s+/);
    return names.includes("ALL") || names.includes("*") ? "all" : names;
  }
  return undefined;
};

/** Whether the absence of an attribute says something: it was asked for, or some account has it. */
export interface AskedColumns {
  readonly has: (name: string) => boolean;
  readonly add: (name: string) => void;
}

export const askedColumns = (part: OpenedPart): AskedColumns => {
  const listed = [part.covers, requestedAttributes(part)];
  const all = listed.includes("all");
  const names = new Set(listed.flatMap((list) => (Array.isArray(list) ? list.map((name: string) => name.toLowerCase()) : [])));
  // Entries share one string a name, so that a name is put into lower case once and not a million times.
  const seen = new Set<string>();
  return {
    has: (name) => all || names.has(name.toLowerCase()),
    add(name) {
      if (seen.has(name)) return;
      seen.add(name);
      names.add(name.toLowerCase());
    },
  };
};
