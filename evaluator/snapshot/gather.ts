import { createHash } from "node:crypto";
import { inputError, isInputError } from "../errors.js";
import type { InputError } from "../errors.js";
import type { Budget } from "./budget.js";
import { collect, hashed, peek } from "./chunks.js";
import type { Chunks } from "./chunks.js";
import { sayBytes } from "./limits.js";
import type { OpenedSnapshot } from "./opened.js";
import type { OutputFile } from "./parts.js";
import { quote } from "./quote.js";
import { headLength, recognise } from "./recognise.js";
import type { Member } from "./tar.js";

/** The files of one snapshot: a folder with its document (or working manifest) and its outputs. */
export interface Gathered {
  /** Folder inside the archive, "" for its root. */
  readonly folder: string;
  document?: Buffer;
  manifest?: Buffer;
  readonly outputs: Map<string, OutputFile>;
  /** Name and digest of each file, as `sha256sum` lists them. */
  readonly digests: string[];
}

export interface Stranger {
  readonly member: string;
  readonly error: InputError;
}

export interface Gathering {
  readonly folders: ReadonlyMap<string, Gathered>;
  /** Snapshots that are members by themselves. */
  readonly nested: readonly OpenedSnapshot[];
  /** Members that are no snapshot and belong to none, or that could not be opened. */
  readonly strangers: readonly Stranger[];
}

export type OpenNested = (name: string, chunks: Chunks) => Promise<readonly OpenedSnapshot[]>;

export interface GatherOptions {
  readonly name: string;
  /** What a member is called in messages. */
  readonly sayMember: (member: string) => string;
  readonly budget: Budget;
  readonly openNested: OpenNested;
}

/** All bytes of a member whose size is known before: one buffer of that size, so that a gibibyte is held once. */
const readOutput = async (member: Member, limit: number): Promise<OutputFile> => {
  const hash = createHash("sha256");
  const bytes = member.size <= limit ? Buffer.allocUnsafeSlow(member.size) : undefined;
  let size = 0;
  for await (const chunk of member.chunks) {
    hash.update(chunk);
    if (bytes && size + chunk.length <= bytes.length) chunk.copy(bytes, size);
    size += chunk.length;
  }
  const sha256 = hash.digest("hex");
  if (!bytes) return { sha256, problem: `its output is larger than ${sayBytes(limit)}` };
  return size === bytes.length ? { sha256, bytes } : { sha256, problem: "its output changed while it was read" };
};

const readDocument = async (member: Member, where: string, limit: number): Promise<{ readonly bytes: Buffer; readonly sha256: string }> => {
  const { chunks, digest } = hashed(member.chunks);
  const bytes = await collect(chunks, limit);
  if (!bytes) throw documentTooLarge(where, limit);
  return { bytes, sha256: digest() };
};

export const documentTooLarge = (where: string, limit: number): InputError => inputError({
  what: `The JSON document is larger than ${sayBytes(limit)}`, where,
  todo: "Give the archive that the collector wrote: it keeps large outputs as members",
});

/** Sorts the members of an archive or folder into snapshots. */
export const gather = async (members: AsyncIterable<Member>, options: GatherOptions): Promise<Gathering> => {
  const { name, sayMember, budget, openNested } = options;
  const folders = new Map<string, Gathered>();
  const nested: OpenedSnapshot[] = [];
  const strangers: Stranger[] = [];
  const folderOf = (folder: string): Gathered => {
    const found = folders.get(folder) ?? { folder, outputs: new Map(), digests: [] };
    folders.set(folder, found);
    return found;
  };
  for await (const member of members) {
    const steps = member.name.split("/");
    const base = steps[steps.length - 1] ?? "";
    const where = sayMember(member.name);
    if (base === "snapshot.json" || base === "manifest.ndjson") {
      const gathered = folderOf(steps.slice(0, -1).join("/"));
      const { bytes, sha256 } = await readDocument(member, where, budget.limits.documentBytes);
      gathered[base === "snapshot.json" ? "document" : "manifest"] = bytes;
      gathered.digests.push(`${base}\n${sha256}`);
    } else if (steps[steps.length - 2] === "outputs") {
      const gathered = folderOf(steps.slice(0, -2).join("/"));
      const output = await readOutput(member, budget.limits.accountsBytes);
      gathered.outputs.set(`outputs/${base}`, output);
      gathered.digests.push(`outputs/${base}\n${output.sha256}`);
    } else if (!base.endsWith(".sig")) {
      const { head, chunks } = await peek(member.chunks, headLength);
      try {
        if (!["json", "gzip", "tar"].includes(recognise(head))) {
          throw inputError({
            what: `The archive holds a member that belongs to no snapshot (${quote(member.name)})`, where: name,
            todo: "Give the file that the collector wrote",
          });
        }
        nested.push(...(await openNested(where, chunks)));
      } catch (error) {
        if (!isInputError(error)) throw error;
        strangers.push({ member: member.name, error });
      }
    }
  }
  return { folders, nested, strangers };
};

/** The digest of a folder: of the lines `sha256sum` prints of its files, sorted by name. */
export const digestOfFiles = (digests: readonly string[]): string => {
  const lines = [...digests].sort().map((entry) => {
    const [file, sha256] = entry.split("\n");
    return `${sha256}  ${file}\n`;
  });
  return createHash("sha256").update(lines.join("")).digest("hex");
};
