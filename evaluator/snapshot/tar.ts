import type { Extract, Header } from "tar-stream";
import { inputError, isInputError } from "../errors.js";
import type { Budget } from "./budget.js";
import { asBuffer } from "./chunks.js";
import type { Chunks } from "./chunks.js";
import { normaliseMemberName } from "./member-name.js";
import { quote } from "./quote.js";
import { checkedTar } from "./tar-headers.js";

/** A plain file of an archive or folder; its bytes must be read before the next one is asked for. */
export interface Member {
  readonly name: string;
  readonly size: number;
  readonly chunks: Chunks;
}

const kinds: Readonly<Record<string, string>> = {
  link: "a hard link", symlink: "a symbolic link", "character-device": "a device", "block-device": "a device", fifo: "a named pipe",
};

const distrust = "A snapshot holds plain files only: do not trust it, collect again";

/** The name of a plain file, undefined for a folder; everything else is refused. */
const nameOf = (header: Header, where: string): string | undefined => {
  const refuse = (what: string): never => {
    throw inputError({ what, where, todo: distrust });
  };
  const pax = typeof header.pax === "object" && header.pax !== null ? Object.keys(header.pax) : [];
  // A size in a pax record hides the size of the header that was checked; writers need it from 8 GiB on only.
  if (pax.includes("size")) return refuse(`The archive holds a member with a second size (${quote(header.name)})`);
  if (pax.some((key) => key.startsWith("GNU.sparse"))) return refuse(`The archive holds a sparse file (${quote(header.name)})`);
  // The declared type leaves out null, which stands for every kind the reader does not know.
  const type: string | null = header.type;
  if (type !== "file" && type !== "contiguous-file" && type !== "directory") {
    return refuse(`The archive holds ${kinds[type ?? ""] ?? "a member of a special kind"} (${quote(header.name)})`);
  }
  const checked = normaliseMemberName(header.name);
  if (!checked.ok) return refuse(checked.what);
  if (type === "directory" || (header.name.endsWith("/") && header.size === 0)) return undefined;
  if (checked.name === "") return refuse("The archive holds a member without a name");
  return checked.name;
};

/** The magic is not asked for: version 7 archives have none, and every header's sum was checked. */
const readerOptions = { highWaterMark: 64 * 1024, allowUnknownFormat: true };

const drained = (reader: Extract): Promise<void> => new Promise((resolve) => {
  const go = (): void => {
    reader.off("drain", go);
    reader.off("close", go);
    resolve();
  };
  reader.on("drain", go);
  reader.on("close", go);
});

/** A member's bytes. Leaving them half read must not end the reader, so its iterator is never told to return. */
const bytesOf = async function* (iterator: AsyncIterator<unknown>): AsyncGenerator<Buffer> {
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield asBuffer(next.value);
};

/** The plain files of a tar, in its order. tar-stream is loaded here: most snapshots are one JSON document. */
export const tarMembers = async function* (chunks: Chunks, where: string, budget: Budget): AsyncGenerator<Member> {
  const { extract } = await import("tar-stream");
  const reader = extract(readerOptions);
  let over = false;
  let failure: unknown;
  const feed = async (): Promise<void> => {
    try {
      for await (const chunk of checkedTar(chunks, where, budget.limits)) {
        if (over) return;
        if (!reader.write(chunk)) await drained(reader);
      }
      reader.end(undefined);
    } catch (cause) {
      failure = cause;
      reader.destroy(cause instanceof Error ? cause : new Error(String(cause)));
    }
  };
  const seen = new Set<string>();
  void feed();
  try {
    for await (const entry of reader) {
      budget.countMember(where);
      const name = nameOf(entry.header, where);
      if (name !== undefined) {
        if (seen.has(name)) throw inputError({
          what: `The archive holds a member twice (${quote(name)})`, where,
          todo: "Do not trust it, collect again",
        });
        seen.add(name);
        const iterator = entry[Symbol.asyncIterator]();
        yield { name, size: entry.header.size, chunks: bytesOf(iterator) };
        for (let rest = await iterator.next(); !rest.done;) rest = await iterator.next();
      } else entry.resume();
    }
  } catch (cause) {
    // What the reader itself complains of, as a broken pax record, and not what came through it.
    if (failure !== undefined || isInputError(cause)) throw failure ?? cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw inputError({
      what: `The archive is damaged (${message})`, where,
      todo: "Copy the file again; if it is the original, collect again", cause,
    });
  } finally {
    over = true;
    reader.destroy();
  }
};
