import { pipeline, Readable } from "node:stream";
import { createGzip } from "node:zlib";
import type { Record as SnapshotRecord, Snapshot } from "../types/snapshot.js";
import { asBuffer, asBuffers } from "./chunks.js";
import type { Chunks } from "./chunks.js";
import { keys } from "./keys.js";

/** A snapshot and the outputs that are files beside its document, by member name. */
export interface SnapshotFiles {
  readonly snapshot: Snapshot;
  readonly outputs: ReadonlyMap<string, Uint8Array>;
}

export interface WriteOptions {
  readonly gzip?: boolean;
}

const inOrder = <T extends object>(value: T, order: readonly string[]): object => {
  const known = new Map(Object.entries(value));
  return Object.fromEntries(order.filter((key) => known.get(key) !== undefined).map((key) => [key, known.get(key)]));
};

const orderRecord = (record: SnapshotRecord): object =>
  inOrder(record.file ? { ...record, file: inOrder(record.file, keys.file) } : record, keys.record);

/** The document with its keys in the schema's order, so that the same snapshot is the same bytes. */
export const writeDocument = (snapshot: Snapshot): Buffer => {
  const ordered = inOrder({
    ...snapshot,
    host: inOrder(snapshot.host, keys.host),
    ...(snapshot.collector ? { collector: inOrder(snapshot.collector, keys.collector) } : {}),
    ...(snapshot.meant ? { meant: inOrder(snapshot.meant, Object.keys(snapshot.meant).sort()) } : {}),
    parts: snapshot.parts.map(orderRecord),
  }, keys.top);
  return Buffer.from(`${JSON.stringify(ordered, null, 1)}\n`);
};

const folderOf = (name: string): string => {
  const folder = encodeURIComponent(name);
  return folder === "." || folder === ".." ? folder.replaceAll(".", "%2E") : folder;
};

const writeTar = async function* (hosts: readonly SnapshotFiles[]): AsyncGenerator<Buffer> {
  const { pack } = await import("tar-stream");
  const archive = pack();
  const put = (name: string, bytes: Uint8Array): void => {
    archive.entry({ name, size: bytes.length, mtime: new Date(0), mode: 0o644, uid: 0, gid: 0 }, asBuffer(bytes));
  };
  for (const { snapshot, outputs } of hosts) {
    const folder = hosts.length === 1 ? "" : `${folderOf(snapshot.host.name)}/`;
    put(`${folder}snapshot.json`, writeDocument(snapshot));
    for (const name of [...outputs.keys()].sort()) put(folder + name, outputs.get(name) ?? Buffer.alloc(0));
  }
  archive.finalize();
  yield* asBuffers(archive);
};

/**
 * The bytes of a snapshot: a JSON document, or a tar where there are several hosts or outputs beside the document. Same
 * input, same bytes: no time, no name of this machine goes in.
 */
export const writeSnapshot = (input: Snapshot | readonly SnapshotFiles[], { gzip = false }: WriteOptions = {}): Chunks => {
  const hosts: readonly SnapshotFiles[] = "format" in input ? [{ snapshot: input, outputs: new Map() }] : input;
  const [first] = hosts;
  const document = first && hosts.length === 1 && first.outputs.size === 0;
  const chunks: Chunks = document ? asBuffers([writeDocument(first.snapshot)]) : writeTar(hosts);
  // Node's gzip header has no time and no name in it. An error reaches the reader through the stream itself.
  return gzip ? asBuffers(pipeline(Readable.from(chunks), createGzip(), () => {})) : chunks;
};
