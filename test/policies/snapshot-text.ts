import { createHash } from "node:crypto";
import type { Record as SnapshotRecord, Snapshot } from "../../evaluator/types/snapshot.js";

const decoded = ({ stdout }: SnapshotRecord): string | undefined => {
  if (stdout === undefined || "member" in stdout) return undefined;
  return "text" in stdout ? stdout.text : Buffer.from(stdout.base64, "base64").toString("utf8");
};

const recordOf = (snapshot: Snapshot, id: string, part: string): SnapshotRecord | undefined =>
  snapshot.parts.find((one) => one.id === id && one.part === part);

/** What a part printed; undefined where it was not collected whole. */
export const textOf = (snapshot: Snapshot, id: string, part: string): string | undefined => {
  const record = recordOf(snapshot, id, part);
  return record?.state === "ok" ? decoded(record) : undefined;
};

/** The snapshot as if this part had printed something else, with its size and digest. */
export const editPart = (snapshot: Snapshot, id: string, part: string, edit: (text: string) => string): Snapshot => {
  const before = textOf(snapshot, id, part);
  if (before === undefined) return snapshot;
  const text = edit(before);
  if (text === before) return snapshot;
  const made = { stdout: { text }, out_bytes: Buffer.byteLength(text), sha256: createHash("sha256").update(text).digest("hex") };
  return { ...snapshot, parts: snapshot.parts.map((one) => (one.id === id && one.part === part ? { ...one, ...made } : one)) };
};

/** `key = value` lines, as postconf and zmlocalconfig print them, sorted by key. */
export const withKey = (text: string, key: string, value: string): string => {
  const lines = text.split("\n");
  const line = `${key} = ${value}`;
  const at = lines.findIndex((one) => one.startsWith(`${key} =`));
  if (at >= 0) return [...lines.slice(0, at), line, ...lines.slice(at + 1)].join("\n");
  const next = lines.findIndex((one) => one === "" || one.slice(0, Math.max(0, one.indexOf(" = "))) > key);
  return [...lines.slice(0, next < 0 ? lines.length : next), line, ...lines.slice(next < 0 ? lines.length : next)].join("\n");
};

export const keyOf = (text: string, key: string): string | undefined =>
  text.split("\n").find((one) => one.startsWith(`${key} =`))?.slice(key.length + 2).trim();
