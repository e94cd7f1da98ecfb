import { constants, isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import type { Output, Record as SnapshotRecord } from "../types/snapshot.js";
import { sayBytes } from "./limits.js";
import type { Limits } from "./limits.js";
import type { OpenedPart } from "./opened.js";

/** An output that is a file of the archive or folder: its bytes, or why they are not here. */
export interface OutputFile {
  readonly sha256: string;
  readonly bytes?: Buffer;
  readonly problem?: string;
}

export type OutputFiles = ReadonlyMap<string, OutputFile>;

type Content =
  | { readonly kind: "none" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "bytes"; readonly bytes: Buffer; readonly sha256?: string }
  | { readonly kind: "damaged"; readonly reason: string };

const damaged = (reason: string): Content => ({ kind: "damaged", reason });

const decodeBase64 = (text: string): Content => {
  const compact = text.replaceAll("\n", "");
  const bytes = Buffer.from(compact, "base64");
  // Buffer.from skips what is no base64; only the right text comes back the same.
  return bytes.toString("base64") === compact ? { kind: "bytes", bytes } : damaged("its output is not base64");
};

const contentOf = (output: Output | undefined, files: OutputFiles): Content => {
  if (!output) return { kind: "none" };
  if ("text" in output) return { kind: "text", text: output.text };
  if ("base64" in output) return decodeBase64(output.base64);
  const file = files.get(output.member);
  if (!file) return damaged(`its output ${output.member} is missing`);
  if (!file.bytes) return damaged(file.problem ?? `its output ${output.member} could not be read`);
  return { kind: "bytes", bytes: file.bytes, sha256: file.sha256 };
};

const sizeOf = (content: Content): number =>
  content.kind === "text" ? Buffer.byteLength(content.text) : content.kind === "bytes" ? content.bytes.length : 0;

const digestOf = (content: Content): string => {
  if (content.kind === "bytes") return content.sha256 ?? createHash("sha256").update(content.bytes).digest("hex");
  return createHash("sha256").update(content.kind === "text" ? content.text : "", "utf8").digest("hex");
};

/** The output, or why nothing may be concluded from it. */
const verify = (record: SnapshotRecord, content: Content, limits: Limits): Content => {
  if (content.kind === "damaged") return content;
  if (content.kind === "none") {
    // An empty output and no output are different facts.
    if (record.out_bytes === 0) return verify(record, { kind: "text", text: "" }, limits);
    return record.state === "ok" || (record.out_bytes ?? 0) > 0 ? damaged("it has no output") : content;
  }
  const size = sizeOf(content);
  const limit = record.id === "zm.accounts" ? limits.accountsBytes : limits.partBytes;
  if (size > limit) return damaged(`its output is larger than ${sayBytes(limit)}`);
  const { out_bytes: recorded, sha256 } = record;
  if (recorded !== undefined && recorded !== size) return damaged(`its output has ${size} bytes and not ${recorded}, as recorded`);
  if (sha256 !== undefined && sha256 !== digestOf(content)) return damaged("its output does not have the SHA-256 that was recorded");
  return content;
};

const textOf = (content: Content): string | undefined => {
  if (content.kind === "text") return content.text;
  return content.kind === "bytes" && content.bytes.length <= constants.MAX_STRING_LENGTH ? content.bytes.toString("utf8") : undefined;
};

const bytesOf = (content: Content): Buffer | undefined =>
  content.kind === "bytes" ? content.bytes : content.kind === "text" ? Buffer.from(content.text) : undefined;

export const openPart = (record: SnapshotRecord, files: OutputFiles, limits: Limits): OpenedPart => {
  const { stdout, stderr, ...fields } = record;
  const content = verify(record, contentOf(stdout, files), limits);
  const errors = contentOf(stderr, files);
  return {
    ...fields,
    text: () => textOf(content),
    bytes: () => bytesOf(content),
    stderr: () => textOf(errors),
    lossy: content.kind === "bytes" && !isUtf8(content.bytes),
    ...(content.kind === "damaged" ? { damage: content.reason } : {}),
  };
};
