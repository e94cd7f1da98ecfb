import type { Output, Record as SnapshotRecord, Snapshot } from "../types/snapshot.js";

type Keys<T> = { readonly [K in keyof Required<T>]: true };
type EveryKey<T> = T extends unknown ? keyof T : never;

/** The keys of the schema, in its order: the compiler names one that is missing here or no longer there. */
const top: Keys<Snapshot> = {
  format: true, version: true, origin: true, collector: true, host: true, started_at: true, ended_at: true, complete: true, stopped: true,
  meant: true, parts: true,
};
const collector: Keys<NonNullable<Snapshot["collector"]>> = { version: true, sha256: true, shell: true, options: true, nonce: true };
const host: Keys<Snapshot["host"]> = { name: true, id: true, boot_id: true, euid: true, capabilities: true, net_namespace: true };
const record: Keys<SnapshotRecord> = {
  id: true, part: true, state: true, reason: true, command: true, user: true, started: true, ms: true, exit: true, signal: true,
  stdout: true, stderr: true, out_bytes: true, err_bytes: true, sha256: true, redactions: true, covers: true, file: true,
};
const file: Keys<NonNullable<SnapshotRecord["file"]>> = { path: true, mode: true, owner: true, group: true, size: true, mtime: true };
const output: { readonly [K in EveryKey<Output>]: true } = { text: true, base64: true, member: true };

export const keys = {
  top: Object.keys(top), collector: Object.keys(collector), host: Object.keys(host), record: Object.keys(record), file: Object.keys(file),
  output: Object.keys(output),
};

/** The keys a document may have at a place that a validator names, as `/parts/3/file`. */
export const keysAt = (instancePath: string): readonly string[] => {
  if (instancePath === "") return keys.top;
  if (instancePath === "/host") return keys.host;
  if (instancePath === "/collector") return keys.collector;
  const inPart = /^\/parts\/\d+(\/\w+)?$/.exec(instancePath);
  if (!inPart) return [];
  return inPart[1] === "/file" ? keys.file : inPart[1] ? keys.output : keys.record;
};
