import { createHash } from "node:crypto";

export type Chunks = AsyncIterable<Buffer>;

/** The first bytes of a stream, and the stream with them still in it. */
export const peek = async (chunks: Chunks, length: number): Promise<{ readonly head: Buffer; readonly chunks: Chunks }> => {
  const iterator = chunks[Symbol.asyncIterator]();
  const taken: Buffer[] = [];
  let size = 0;
  let done = false;
  while (size < length && !done) {
    const next = await iterator.next();
    if (next.done) done = true;
    else {
      taken.push(next.value);
      size += next.value.length;
    }
  }
  const again = async function* (): AsyncGenerator<Buffer> {
    try {
      yield* taken;
      for (let next = done ? undefined : await iterator.next(); next && !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  };
  return { head: Buffer.concat(taken).subarray(0, length), chunks: again() };
};

/** All bytes of a stream, or undefined as soon as there are more than `limit`. */
export const collect = async (chunks: Chunks, limit: number): Promise<Buffer | undefined> => {
  const taken: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > limit) return undefined;
    taken.push(chunk);
  }
  return Buffer.concat(taken, size);
};

export interface Hashed {
  readonly chunks: Chunks;
  /** The digest of all bytes; only right once the stream has been read to its end. */
  readonly digest: () => string;
}

export const hashed = (chunks: Chunks): Hashed => {
  const hash = createHash("sha256");
  const pass = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  };
  let hex: string | undefined;
  return { chunks: pass(), digest: () => (hex ??= hash.digest("hex")) };
};

/** Counts a stream's bytes as they pass. */
export const counted = async function* (chunks: Chunks, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    count(chunk.length);
    yield chunk;
  }
};

/** Any byte array as a buffer over the same memory. */
export const asBuffer = (chunk: unknown): Buffer => {
  if (Buffer.isBuffer(chunk)) return chunk;
  if (chunk instanceof Uint8Array) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  throw new TypeError("a stream of bytes gave something else");
};

export const asBuffers = async function* (source: AsyncIterable<unknown> | Iterable<unknown>): AsyncGenerator<Buffer> {
  for await (const chunk of source) yield asBuffer(chunk);
};
