import { join } from "node:path";
import { projectFolder } from "../../evaluator/paths.js";
import { openDocument, openSnapshot, type OpenedPart, type OpenedSnapshot } from "../../evaluator/snapshot/index.js";
import type { Record as SnapshotRecord, Snapshot } from "../../evaluator/types/snapshot.js";

const documented = ({ text, bytes, stderr, lossy, damage: _, ...record }: OpenedPart): SnapshotRecord => {
  const [out, errors] = [text(), stderr()];
  return {
    ...record,
    ...(out === undefined ? {} : { stdout: lossy ? { base64: Buffer.from(bytes() ?? []).toString("base64") } : { text: out } }),
    ...(errors === undefined ? {} : { stderr: { text: errors } }),
  };
};

/** The documents of a snapshot that ships, one a host. */
export const readExample = async (file: string): Promise<readonly Snapshot[]> =>
  (await openSnapshot(join(projectFolder, "snapshots", file))).map(({ snapshot, parts }) => ({ ...snapshot, parts: parts.map(documented) }));

const opened = new WeakMap<Snapshot, Promise<readonly OpenedSnapshot[]>>();

/** Opened through the bytes of a snapshot file, so that sizes and digests count. */
export const openHosts = async (hosts: readonly Snapshot[]): Promise<readonly OpenedSnapshot[]> =>
  (await Promise.all(hosts.map((one) => {
    const have = opened.get(one) ?? openDocument(one, one.host.name);
    opened.set(one, have);
    return have;
  }))).flat();
