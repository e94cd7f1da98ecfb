import { inputError, isInputError } from "../errors.js";
import type { InputError } from "../errors.js";
import { quote } from "./quote.js";
import type { Kind } from "./recognise.js";

const give = "Give a snapshot: JSON, JSON.gz, tar, tar.gz, or a folder";
const again = "Copy the file again; if it is the original, collect again";

const unrecognised: Readonly<Record<Kind, readonly [string, string]>> = {
  empty: ["The file is empty", again],
  zeros: ["The file holds nothing but zero bytes", again],
  zip: ["This is a zip file", "Unpack it and give what is inside"],
  xz: ["This is an xz file", "Unpack it and give what is inside"],
  bzip2: ["This is a bzip2 file", "Unpack it and give what is inside"],
  zstd: ["This is a zstd file", "Unpack it and give what is inside"],
  other: ["This is neither JSON nor gzip nor tar", give],
  json: ["This is JSON in the wrong place", give],
  gzip: ["This is gzip in the wrong place", give],
  tar: ["This is a tar in the wrong place", give],
};

const codes: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: ["There is no such file or folder", "Check the name"],
  ENOTDIR: ["There is no such file or folder", "Check the name"],
  EACCES: ["The file may not be read", "Give yourself the right to read it"],
  EPERM: ["The file may not be read", "Give yourself the right to read it"],
  ELOOP: ["The name leads through too many links, or to one inside the folder", "Give a folder of plain files"],
  ENAMETOOLONG: ["The name is too long", "Check the name"],
  ENXIO: ["This is a device, pipe or socket", give],
};

/** The sentences of what is refused as a whole. */
export const refusal = {
  unrecognised: (where: string, kind: Kind): InputError => {
    const [what, todo] = unrecognised[kind];
    return inputError({ what, where, todo });
  },
  gzipTwice: (where: string): InputError => inputError({
    what: "This is gzip inside gzip", where,
    todo: "Unpack it once and give what comes out",
  }),
  emptyInGzip: (where: string): InputError => inputError({ what: "The gzip data holds nothing", where, todo: again }),
  nested: (where: string): InputError =>
    inputError({ what: "The archive is too deep inside other archives", where, todo: "Unpack the outer archive and give what is inside" }),
  noDocument: (where: string, folder: string): InputError => inputError({
    what: `The archive holds outputs without a snapshot.json${folder === "" ? "" : ` (${quote(folder)})`}`, where,
    todo: "Give the file that the collector wrote",
  }),
  noSnapshot: (where: string, kind: "archive" | "folder"): InputError => inputError({
    what: `The ${kind} holds no snapshot`, where,
    todo: give,
  }),
  unnamedOutput: (where: string, output: string): InputError => inputError({
    what: `The archive holds an output that no part names (${quote(output)})`, where, todo: "Do not trust it, collect again",
  }),
  bareManifest: (where: string): InputError => inputError({
    what: "This is the manifest of a collector's working folder", where, todo: "Give the folder it lies in",
  }),
  /** What the operating system said about a file, or undefined where it was something else. */
  unreadable: (where: string, cause: unknown): InputError | undefined => {
    if (isInputError(cause) || !(cause instanceof Error) || !("code" in cause) || !("syscall" in cause)) return undefined;
    const [what, todo] = codes[String(cause.code)] ?? [`The file cannot be read (${String(cause.code)})`, "Check the disk, then try again"];
    return inputError({ what, where, todo, cause });
  },
};
