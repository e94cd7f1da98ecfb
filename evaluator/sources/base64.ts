import { isUtf8 } from "node:buffer";

/** What base64 text stands for: readable text, or bytes that are none and stay in base64. */
export type Decoded = { readonly kind: "text"; readonly text: string } | { readonly kind: "bytes"; readonly base64: string };

const ALPHABET = /^[A-Za-z0-9+/]*={0,2}$/;

/** Strict, unlike Buffer.from, which skips what it does not know and so reads damaged text as something else. */
export const decodeBase64 = (base64: string): Decoded | undefined => {
  if (base64.length % 4 !== 0 || !ALPHABET.test(base64)) return undefined;
  const bytes = Buffer.from(base64, "base64");
  return isUtf8(bytes) ? { kind: "text", text: bytes.toString("utf8") } : { kind: "bytes", base64 };
};
