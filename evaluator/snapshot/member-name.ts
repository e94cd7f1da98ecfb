import { quote } from "./quote.js";

export type MemberName = { readonly ok: true; readonly name: string } | { readonly ok: false; readonly what: string };

/**
 * One spelling for each member: `./a//b/./c` is `a/b/c`. Names that would leave the archive are refused, although nothing
 * is ever written to disk: whoever made them meant harm, and the next tool may unpack.
 */
export const normaliseMemberName = (raw: string): MemberName => {
  if (raw.includes("\0")) return { ok: false, what: `The archive holds a member with a NUL in its name (${quote(raw)})` };
  if (raw.startsWith("/")) return { ok: false, what: `The archive holds a member with an absolute name (${quote(raw)})` };
  const steps = raw.split("/").filter((step) => step !== "" && step !== ".");
  if (steps.includes("..")) return { ok: false, what: `The archive holds a member whose name leads out of it with ".." (${quote(raw)})` };
  return { ok: true, name: steps.join("/") };
};
