import { excerpt, isBlank, splitLines } from "./lines.js";
import { type Parsed, error, ok, partial } from "./parsed.js";

export interface ZmcontrolVersion {
  readonly major: number;
  readonly minor: number;
  /** Since 10.0.2 this is the patch level: zmcontrol puts the newest patch's number here. */
  readonly micro: number;
  /** What follows `_P` in the patch part, as `45` or `31.1`; null where none is printed. A foreign name is kept whole. */
  readonly patch: string | null;
  /** Of the first installation; patching does not change it. */
  readonly build: string | null;
  /** UBUNTU22_64, RHEL8_64 … */
  readonly platform: string | null;
  /** NETWORK means only that zmbackupquery exists. */
  readonly edition: "NETWORK" | "FOSS" | null;
  readonly raw: string;
  readonly line: number;
}

const VERSION = /^(\d{1,4})\.(\d{1,4})\.(\d{1,4})(.*)$/;
const PLATFORM = /(?:^|[._])([A-Z]{2,16}\d{1,2})[._](\d{1,2}[._])?64(?![0-9])/;

const readPlatform = (...words: readonly string[]): string | null => {
  for (const word of words) {
    const [, name, minor = ""] = PLATFORM.exec(word) ?? [];
    if (name !== undefined) return `${name}_${minor.replace(".", "_")}64`;
  }
  return null;
};

/** 8.8.46: zmcontrol has put a patch number where these lines have none, so it is no version that was released. */
const isOdd = (major: number, minor: number, micro: number): boolean =>
  (major === 9 && minor === 0 && micro > 0) || (major === 8 && micro > 15);

const readVersion = (raw: string, line: number): { version: ZmcontrolVersion; doubt: string } | undefined => {
  const words = raw.replace(/\.?\s*$/, "").replace(/^.*?Release +/, "").split(/ +/);
  const [, major, minor, micro, suffix = ""] = VERSION.exec(words[0] ?? "") ?? [];
  if (major === undefined || minor === undefined || micro === undefined) return undefined;
  const named = /, Patch +(\S{1,64}?)\.?\s*$/.exec(raw)?.[1];
  const edition = /\b(NETWORK|FOSS) edition/.exec(raw)?.[1];
  const build = /[._](?:GA|RC\d*|BETA\d*|M\d+|HEAD|DEV)[._](\d{1,12})/i.exec(suffix)?.[1] ?? null;
  // Community builds name patches their own way, as 10.1.10.p3: the line is known, the patch level is not comparable.
  const foreign = /^[._](p\d{1,4}(?:\.\d{1,4})?)\b/i.exec(suffix.replaceAll("_", "."))?.[1];
  const version: ZmcontrolVersion = {
    major: Number(major), minor: Number(minor), micro: Number(micro), build,
    patch: foreign ?? named?.replace(/^\d+\.\d+\.\d+_P(?=\d+(?:\.\d+)?$)/, "") ?? null,
    platform: readPlatform(...words.slice(1), suffix),
    edition: edition === "NETWORK" || edition === "FOSS" ? edition : null,
    raw, line,
  };
  const doubts = [
    isOdd(version.major, version.minor, version.micro) ? "no such version was released" : "",
    foreign !== undefined || !/^\d+(?:\.\d+)?$/.test(version.patch ?? "0") ? "the patch is named in a third party's way" : "",
    version.edition === null ? "no edition is named" : "",
  ];
  return { version, doubt: doubts.filter((doubt) => doubt !== "").join("; ") };
};

/**
 * `zmcontrol -v`, all shapes since 8.8.
 *
 * @example
 *     Release 8.8.15.GA.3869.UBUNTU18.64 UBUNTU18_64 FOSS edition, Patch 8.8.15_P45.
 *
 * => ok {"major": 8, "minor": 8, "micro": 15, "patch": "45", "build": "3869", "platform": "UBUNTU18_64", "edition": "FOSS",
 *   "raw": "Release 8.8.15.GA.3869.UBUNTU18.64 UBUNTU18_64 FOSS edition, Patch 8.8.15_P45.", "line": 1}
 */
export const parseZmcontrol = (text: string): Parsed<ZmcontrolVersion> => {
  const lines = splitLines(text);
  // An appliance prints a `ZCA Release` line of its own first.
  const isRelease = (line: string): boolean => !line.startsWith("ZCA ") && /Release +\d+\.\d+\.\d+/.test(line);
  const at = lines.findIndex(isRelease);
  const raw = lines[at];
  if (raw === undefined || raw.length > 512) {
    const said = lines.find((line) => !isBlank(line));
    return error(said === undefined ? "zmcontrol -v printed nothing" : `no Release line: ${excerpt(said)}`);
  }
  const read = readVersion(raw.trim(), at + 1);
  if (!read) return error(`not a version: ${excerpt(raw)}`, [at + 1]);
  return read.doubt === "" ? ok(read.version) : partial(read.version, `${read.doubt}: ${excerpt(raw)}`, [at + 1]);
};
