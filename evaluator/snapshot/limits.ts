const MiB = 1024 * 1024;

/** What opening a snapshot may cost. A snapshot comes from a machine that may be in hostile hands. */
export interface Limits {
  /** Bytes in all, after decompression, of every layer together. The collector's own cap for a run. */
  readonly expandedBytes: number;
  /** Bytes of one JSON document (or one working manifest); larger outputs are members of the archive. */
  readonly documentBytes: number;
  /** Members of all archives and folders together. */
  readonly members: number;
  /** Decompressed bytes a compressed byte may give, once `ratioFrom` bytes have been decompressed. */
  readonly ratio: number;
  readonly ratioFrom: number;
  /** Depth of nested JSON arrays and objects. */
  readonly depth: number;
  /** Values of one JSON document: 200,000 parts of eighteen fields are 3.6 million. */
  readonly values: number;
  /** Keys of one JSON object. */
  readonly keys: number;
  /** Archives inside an archive. */
  readonly nesting: number;
  /** Bytes of one part's output, `accountsBytes` for zm.accounts. */
  readonly partBytes: number;
  readonly accountsBytes: number;
  /** Bytes of one extended tar header, which holds a long name. */
  readonly headerBytes: number;
  /** Milliseconds for opening, looked at between chunks. */
  readonly milliseconds: number;
}

export const limits: Limits = Object.freeze({
  expandedBytes: 1536 * MiB,
  documentBytes: 64 * MiB,
  members: 200_000,
  ratio: 200,
  ratioFrom: 64 * MiB,
  depth: 64,
  values: 4_000_000,
  keys: 10_000,
  nesting: 1,
  partBytes: 64 * MiB,
  accountsBytes: 1024 * MiB,
  headerBytes: MiB,
  milliseconds: 120_000,
});

/** `64 MiB`, `1.5 GiB`, `300 bytes`: limits as messages name them. */
export const sayBytes = (bytes: number): string => {
  if (bytes >= 1024 * MiB) return `${Number((bytes / (1024 * MiB)).toFixed(1))} GiB`;
  if (bytes >= MiB) return `${Number((bytes / MiB).toFixed(1))} MiB`;
  return `${bytes} bytes`;
};
