import { once } from "node:events";
import { createGunzip } from "node:zlib";
import { inputError } from "../errors.js";
import type { Chunks } from "./chunks.js";

const headerFlagsReserved = 0xe0;
const deflate = 8;
/** Bytes at a time: each piece goes through every stage of the opener. */
const chunkSize = 256 * 1024;

const codeOf = (cause: unknown): string => (cause instanceof Error && "code" in cause ? String(cause.code) : "");

const explain = (cause: unknown, where: string): unknown => {
  const message = cause instanceof Error ? cause.message : "";
  if (codeOf(cause) === "Z_BUF_ERROR") {
    return inputError({
      what: "The gzip data is cut short", where,
      todo: "Copy the file again; if it is the original, collect again", cause,
    });
  }
  // The header of the first member was checked before: a bad one after it is no gzip member but other bytes.
  if (["incorrect header check", "unknown compression method", "unknown header flags set"].includes(message)) return trailing(where, cause);
  if (codeOf(cause).startsWith("Z_")) {
    return inputError({
      what: `The gzip data is damaged (${message})`, where,
      todo: "Copy the file again; if it is the original, collect again", cause,
    });
  }
  return cause;
};

const trailing = (where: string, cause?: unknown): Error => inputError({
  what: "There are other bytes behind the end of the gzip data", where,
  todo: "Copy the file again; if it is the original, do not trust it", cause,
});

/** Decompresses; several gzip members one after another are one stream, as RFC 1952 (2.2) says. */
export const gunzip = async function* (chunks: Chunks, head: Buffer, where: string): AsyncGenerator<Buffer> {
  if (head.length >= 4 && (head[2] !== deflate || ((head[3] ?? 0) & headerFlagsReserved) !== 0)) {
    throw inputError({ what: "This begins like gzip but has no gzip header", where, todo: "Give the file that the collector wrote" });
  }
  const stream = createGunzip({ chunkSize });
  let fed = 0;
  let sourceEnded = false;
  let over = false;
  // Node ends the stream at trailing zeros without taking the rest, so a write may wait for ever: `over` ends the wait.
  // Nobody waits for `feed`: where the input is a pipe that stays open, it may be waiting for a chunk that never comes.
  const feed = async (): Promise<void> => {
    try {
      for await (const chunk of chunks) {
        if (over) return;
        fed += chunk.length;
        if (!stream.write(chunk) && !stream.destroyed && !stream.readableEnded) await once(stream, "drain");
      }
      sourceEnded = true;
      stream.end();
    } catch (cause) {
      stream.destroy(cause instanceof Error ? cause : new Error(String(cause)));
    }
  };
  void feed();
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (cause) {
    throw explain(cause, where);
  } finally {
    over = true;
    stream.destroy();
    stream.emit("drain");
  }
  if (!sourceEnded || stream.bytesWritten !== fed) throw trailing(where);
};
