// Everything random comes from here and from a seed, so that the same generator makes the same bytes.
import { createHash } from "node:crypto";

const hash = (text) => createHash("sha256").update(text).digest();

/** An id as Zimbra makes them (a version 4 UUID in form), always the same one for the same words. */
export const idOf = (...words) => {
  const hex = hash(["id", ...words].join("\n")).toString("hex");
  const variant = "89ab"[Number.parseInt(hex[16], 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

export const hexOf = (length, ...words) =>
  hash(["hex", ...words].join("\n"))
    .toString("hex")
    .slice(0, length);

/** Text in base64 that stands for a key or a hash: of the right form and of no use. */
export const base64Of = (bytes, ...words) => {
  const blocks = Array.from({ length: Math.ceil(bytes / 32) }, (_, index) => hash(["base64", index, ...words].join("\n")));
  return Buffer.concat(blocks).subarray(0, bytes).toString("base64");
};

/** Numbers from 0 to below 1 (mulberry32); `pick` and `between` draw from them. */
export const randomOf = (...words) => {
  let state = hash(["random", ...words].join("\n")).readUInt32LE(0);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low, high) => low + Math.floor(next() * (high - low + 1));
  return { next, between, pick: (list) => list[between(0, list.length - 1)] };
};

/** Seconds since the epoch of a time in UTC. */
export const at = (time) => Date.parse(time) / 1000;
/** LDAP's generalised time with the fraction that new installations store. */
export const gentime = (seconds, fraction = ".000") =>
  new Date(seconds * 1000)
    .toISOString()
    .replace(/[-:T]/g, "")
    .replace(/\.\d+Z$/, `${fraction}Z`);
