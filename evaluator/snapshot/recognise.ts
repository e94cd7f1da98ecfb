/** What the first bytes say an input is. Names say nothing: people rename files. */
export type Kind = "empty" | "json" | "gzip" | "tar" | "zeros" | "zip" | "xz" | "bzip2" | "zstd" | "other";

/** Bytes that are enough to recognise everything: one block of a tar. */
export const headLength = 512;

const magics: readonly (readonly [Kind, readonly number[]])[] = [
  ["gzip", [0x1f, 0x8b]],
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ["bzip2", [0x42, 0x5a, 0x68]],
  ["zstd", [0x28, 0xb5, 0x2f, 0xfd]],
];

/** The number in a tar header's field: octal digits, or base 256 where the first bit is set. NaN where it is neither. */
export const tarNumber = (block: Buffer, offset: number, length: number): number => {
  const field = block.subarray(offset, offset + length);
  if (((field[0] ?? 0) & 0x80) !== 0) {
    if (field[0] !== 0x80) return Number.NaN;
    return field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0);
  }
  const digits = /^ *([0-7]*)[ \0]*$/.exec(field.toString("latin1"))?.[1];
  return digits === undefined ? Number.NaN : digits === "" ? 0 : Number.parseInt(digits, 8);
};

/** The sum over a tar header's bytes, its own field read as blanks. */
export const isTarHeader = (block: Buffer): boolean => {
  if (block.length < headLength) return false;
  let sum = 8 * 0x20;
  for (let index = 0; index < headLength; index++) if (index < 148 || index >= 156) sum += block[index] ?? 0;
  return sum === tarNumber(block, 148, 8);
};

export const isZeros = (bytes: Buffer): boolean => {
  for (const byte of bytes) if (byte !== 0) return false;
  return true;
};

const jsonStart = new Set([..."{[\"-0123456789tfn"].map((character) => character.charCodeAt(0)));

export const recognise = (head: Buffer): Kind => {
  if (head.length === 0) return "empty";
  for (const [kind, magic] of magics) if (magic.every((byte, index) => head[index] === byte)) return kind;
  if (isTarHeader(head)) return "tar";
  if (isZeros(head)) return "zeros";
  let start = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  while ([0x20, 0x09, 0x0a, 0x0d].includes(head[start] ?? 0)) start++;
  if (start === head.length) return head.length < headLength ? "empty" : "json";
  return jsonStart.has(head[start] ?? 0) && (head[start] === 0x7b || head[start] === 0x5b || isText(head)) ? "json" : "other";
};

const isText = (bytes: Buffer): boolean => !bytes.includes(0);
