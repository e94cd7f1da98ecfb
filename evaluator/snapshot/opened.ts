import type { Record as SnapshotRecord, Snapshot } from "../types/snapshot.js";

/** Everything a snapshot says of its host and its run. */
export type SnapshotMeta = Omit<Snapshot, "parts">;

/** One part: its record, and its output once it has been checked. */
export type OpenedPart = Omit<SnapshotRecord, "stdout" | "stderr"> & {
  /**
   * The output as text. Undefined where there is none, where it is damaged, and where it is longer than a JavaScript string
   * can be (half a gibibyte): bytes() has it then.
   */
  readonly text: () => string | undefined;
  readonly bytes: () => Uint8Array | undefined;
  readonly stderr: () => string | undefined;
  /** The output is not UTF-8, so text() has replacement characters in it. */
  readonly lossy: boolean;
  /** Why the output cannot be used; the part is then unknown. */
  readonly damage?: string;
};

export interface OpenedSnapshot {
  /** The input and, in an archive of several, the member. */
  readonly name: string;
  /**
   * SHA-256 of the bytes as given: of the file, or of the member of an archive of several. For a folder, of the lines that
   * `sha256sum` prints of its files, sorted by name.
   */
  readonly digest: string;
  readonly snapshot: SnapshotMeta;
  readonly complete: boolean;
  readonly parts: readonly OpenedPart[];
  readonly warnings: readonly string[];
}

const indexes = new WeakMap<OpenedSnapshot, ReadonlyMap<string, OpenedPart>>();

/** The part of a source, by name. */
export const partOf = (opened: OpenedSnapshot, id: string, part: string): OpenedPart | undefined => {
  let index = indexes.get(opened);
  if (!index) {
    index = new Map(opened.parts.map((one) => [`${one.id}@${one.part}`, one]));
    indexes.set(opened, index);
  }
  return index.get(`${id}@${part}`);
};
