import { constants } from "node:fs";
import { lstat, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { inputError } from "../errors.js";
import type { Budget } from "./budget.js";
import { asBuffers, counted, peek } from "./chunks.js";
import type { Chunks } from "./chunks.js";
import { headLength, recognise } from "./recognise.js";
import { quote } from "./quote.js";
import type { Member } from "./tar.js";

export interface FolderMembers {
  readonly members: AsyncIterable<Member>;
  /** Files that are neither snapshots nor part of one; filled while `members` is read. */
  readonly ignored: readonly string[];
}

/** The bytes of a plain file. Never a link: whoever sent the folder may have aimed it at this machine's own files. */
const readPlain = async function* (path: string): AsyncGenerator<Buffer> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    yield* asBuffers(handle.createReadStream({ autoClose: false }));
  } finally {
    await handle.close();
  }
};

interface Found { readonly name: string; readonly path: string; readonly kind: "file" | "folder"; readonly size: number }

const listFolder = async (root: string, inside: string, budget: Budget): Promise<Found[]> => {
  const found: Found[] = [];
  for (const base of (await readdir(join(root, inside))).sort()) {
    if (base.startsWith(".")) continue;
    const name = inside === "" ? base : `${inside}/${base}`;
    const path = join(root, name);
    budget.countMember(root);
    const status = await lstat(path);
    if (!status.isFile() && !status.isDirectory()) {
      const kind = status.isSymbolicLink() ? "a symbolic link" : "a device, pipe or socket";
      throw inputError({ what: `The folder holds ${kind} (${quote(name)})`, where: root, todo: "Give a folder of plain files" });
    }
    found.push({ name, path, kind: status.isFile() ? "file" : "folder", size: status.size });
  }
  return found;
};

const baseOf = (name: string): string => name.slice(name.lastIndexOf("/") + 1);

const isDocument = ({ name, kind }: Found): boolean => kind === "file" && ["snapshot.json", "manifest.ndjson"].includes(baseOf(name));

/**
 * The files of a folder that holds a snapshot, or snapshots as files or in folders of their own. Unlike an archive, a
 * folder may hold other files too; they are named in a warning.
 */
export const folderMembers = (root: string, budget: Budget): FolderMembers => {
  const ignored: string[] = [];
  const member = ({ name, path, size }: Found, chunks: Chunks = readPlain(path)): Member => ({
    name, size, chunks: counted(chunks, (bytes) => {
      budget.countRead(bytes, path);
      budget.countExpanded(bytes, path);
    }),
  });

  const ofSnapshot = async function* (found: readonly Found[]): AsyncGenerator<Member> {
    for (const one of found) {
      if (isDocument(one)) yield member(one);
      else if (one.kind === "folder" && baseOf(one.name) === "outputs") {
        for (const output of await listFolder(root, one.name, budget)) {
          if (output.kind === "file") yield member(output);
          else ignored.push(output.name);
        }
      } else if (!one.name.endsWith(".sig")) ignored.push(one.name);
    }
  };

  const walk = async function* (): AsyncGenerator<Member> {
    const found = await listFolder(root, "", budget);
    if (found.some(isDocument)) return yield* ofSnapshot(found);
    for (const one of found) {
      if (one.kind === "folder") {
        const inner = await listFolder(root, one.name, budget);
        if (inner.some(isDocument)) yield* ofSnapshot(inner);
        else ignored.push(one.name);
      } else if (!one.name.endsWith(".sig")) {
        const { head, chunks } = await peek(readPlain(one.path), headLength);
        if (["json", "gzip", "tar"].includes(recognise(head))) yield member(one, chunks);
        else {
          ignored.push(one.name);
          await chunks[Symbol.asyncIterator]().return?.();
        }
      }
    }
  };
  return { members: walk(), ignored };
};
