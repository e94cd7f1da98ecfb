import { createHash } from "node:crypto";
import { isInputError } from "../../../evaluator/errors.js";
import { openSnapshot } from "../../../evaluator/snapshot/index.js";
import type { OpenOptions, SnapshotInput } from "../../../evaluator/snapshot/open.js";
import { temporaryFolder } from "../../temporary.js";

export const sha256 = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

export const ipset = "create blocked hash:net family inet\n".repeat(40);

/** A document with an inline text, a base64 and a member output. */
export const sample = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  format: "zmaudit-snapshot", version: 1, origin: "collector", host: { name: "mail.example.com", euid: 0 }, complete: true,
  parts: [
    {
      id: "zm.global", part: "gacf", state: "ok", stdout: { text: "zimbraMtaMyNetworks: 127.0.0.0/8\n" },
      sha256: sha256("zimbraMtaMyNetworks: 127.0.0.0/8\n"), out_bytes: 33,
    },
    { id: "rng", part: "entropy", state: "ok", stdout: { base64: "/////w==" }, out_bytes: 4 },
    { id: "fw.ipset", part: "save", state: "ok", stdout: { member: "outputs/1" }, sha256: sha256(ipset), out_bytes: ipset.length },
  ],
  ...change,
});

export const inlineSample = (change: Record<string, unknown> = {}): Record<string, unknown> => sample({
  parts: [{ id: "zm.global", part: "gacf", state: "ok", stdout: { text: "a: b\n" } }], ...change,
});

export const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

export interface TarEntry {
  readonly name: string;
  readonly bytes?: Buffer | string;
  readonly type?: string;
  readonly link?: string;
  /** Overwrites the size field as it is. */
  readonly size?: string;
}

/** A tar written by hand, for what no archiver writes. */
export const tarOf = (entries: readonly TarEntry[], end = 1024): Buffer => Buffer.concat([
  ...entries.flatMap(({ name, bytes = "", type = "0", link = "", size }) => {
    const content = Buffer.from(bytes);
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write("0000644\0", 100);
    header.write(size ?? `${content.length.toString(8).padStart(11, "0")}\0`, 124, "latin1");
    header.write("00000000000\0", 136);
    header.write(" ".repeat(8), 148);
    header.write(type, 156);
    header.write(link, 157);
    header.write("ustar\0" + "00", 257);
    header.write(`${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, "0")}\0 `, 148);
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  }),
  Buffer.alloc(end),
]);

export const pax = (key: string, value: string): string => {
  const body = ` ${key}=${value}\n`;
  const length = body.length + String(body.length + 2).length;
  return `${length}${body}`;
};

export const temporary = (): string => temporaryFolder("snapshot");

/** The sentence an input is refused with; a defect is thrown on. */
export const refusalOf = async (input: SnapshotInput | Buffer, options: OpenOptions = {}): Promise<string> => {
  try {
    await openSnapshot(Buffer.isBuffer(input) ? { name: "x", bytes: input } : input, options);
  } catch (error) {
    if (isInputError(error)) return error.message;
    throw error;
  }
  return "accepted";
};

/** Bytes in pieces of a size, as a pipe may give them. */
export const inPieces = async function* (bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
};
