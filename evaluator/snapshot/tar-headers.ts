import { inputError } from "../errors.js";
import type { Chunks } from "./chunks.js";
import { sayBytes } from "./limits.js";
import type { Limits } from "./limits.js";
import { isTarHeader, isZeros, tarNumber } from "./recognise.js";

const blockSize = 512;
const extended = new Set(["x", "g", "L", "K"]);

/**
 * Walks the header blocks of a tar before the reader sees them, and passes everything on. The reader trusts the sizes it
 * finds, ends silently without an end mark, and goes on behind one: a hostile or cut archive must not get that far.
 */
export const checkedTar = async function* (chunks: Chunks, where: string, limits: Limits): AsyncGenerator<Buffer> {
  const block = Buffer.alloc(blockSize);
  let filled = 0;
  let skip = 0;
  let position = 0;
  let ended = false;

  const damaged = (what: string): Error =>
    inputError({
      what: `The archive is damaged (${what} at byte ${position})`, where,
      todo: "Copy the file again; if it is the original, collect again",
    });

  const look = (): void => {
    if (isZeros(block)) {
      ended = true;
      return;
    }
    if (!isTarHeader(block)) throw damaged("no tar header");
    const size = tarNumber(block, 124, 12);
    const type = String.fromCharCode(block[156] ?? 0);
    if (!Number.isSafeInteger(size)) throw damaged("a header without a size");
    if (type === "5" && size !== 0) throw damaged("a folder with content");
    if (extended.has(type) && size > limits.headerBytes) {
      throw inputError({
        what: `The archive holds an extended header of more than ${sayBytes(limits.headerBytes)}`, where,
        todo: "No collector writes such a file: do not trust it, collect again",
      });
    }
    if (size > limits.expandedBytes) {
      throw inputError({
        what: `The archive holds a member of more than ${sayBytes(limits.expandedBytes)}`, where,
        todo: "No collector writes such a file: do not trust it, collect again",
      });
    }
    skip = Math.ceil(size / blockSize) * blockSize;
  };

  for await (const chunk of chunks) {
    let offset = 0;
    const before = ended;
    while (offset < chunk.length && !ended) {
      const step = Math.min(skip > 0 ? skip : blockSize - filled, chunk.length - offset);
      if (skip > 0) skip -= step;
      else {
        chunk.copy(block, filled, offset, offset + step);
        filled += step;
      }
      offset += step;
      if (filled === blockSize) {
        filled = 0;
        look();
      }
      position += step;
    }
    if (!isZeros(chunk.subarray(offset))) {
      throw inputError({
        what: "There are other bytes behind the end of the archive", where,
        todo: "Give each archive by itself; if this is one, do not trust it",
      });
    }
    // The padding behind the end mark stays here: it need not be whole blocks, which the reader would complain of.
    if (!before) yield chunk.subarray(0, offset);
  }
  if (!ended) throw inputError({
    what: "The archive is cut short", where,
    todo: "Copy the file again; if it is the original, collect again",
  });
};
