import { plain } from "../../snapshot/quote.js";
import { type SshdDirective, parseSshdConfig } from "../../sources/sshd.js";
import { type Leaf, known } from "../leaf.js";
import { matchGlob } from "./glob.js";
import { type HostSource, type Reading, evidenceOf, readPart, unknownOf, wholeOnly } from "./host-source.js";
import { meantParts } from "./parts-meant.js";

const ID = "ssh.files";
const MAIN = "/etc/ssh/sshd_config";
/** servconf.h SERVCONF_MAX_DEPTH. */
const DEEPEST = 16;
/** Files that include each other several times would be read without end long before they are too deep. */
const MOST_FILES = 1000;
const MOST_LINES = 100_000;

export interface DirectiveLine {
  readonly keyword: string;
  readonly arguments: string;
  readonly file: string;
  readonly line: number;
  readonly match: string;
  /** Evidence of this line alone. */
  readonly ev: number;
}

interface Walk {
  readonly source: HostSource;
  readonly names: readonly string[];
  readonly imported: boolean;
  readonly lines: DirectiveLine[];
  readonly parsed: Map<string, Reading<readonly SshdDirective[]>>;
  read: number;
}

/** Why the files are not known from here on; undefined where they are. */
const readFile = (walk: Walk, file: string, outer: readonly string[], depth: number): string | undefined => {
  if (++walk.read > MOST_FILES) return `${ID}: files include each other without end`;
  const reading = walk.parsed.get(file) ?? wholeOnly(readPart(walk.source, ID, file, parseSshdConfig));
  walk.parsed.set(file, reading);
  if (reading.kind === "gap") return reading.reason;
  for (const { keyword, args, line, match } of reading.value) {
    const criteria = [...outer, ...(match?.criteria ?? [])];
    if (keyword === "include") {
      const gap = readIncludes(walk, args, criteria, depth);
      if (gap !== undefined) return gap;
    } else if (keyword !== "match") {
      if (walk.lines.length >= MOST_LINES) return `${ID}: more than ${MOST_LINES} directives`;
      const ev = evidenceOf(walk.source, { id: ID, part: file }, [[line, line]]);
      walk.lines.push({ keyword, arguments: args.join(" "), file, line, match: criteria.join(" "), ev });
    }
  }
  return undefined;
};

const readIncludes = (walk: Walk, patterns: readonly string[], criteria: readonly string[], depth: number): string | undefined => {
  for (const written of patterns) {
    const pattern = written.startsWith("/") ? written : `/etc/ssh/${written}`;
    const found = matchGlob(pattern, walk.names);
    if (found === undefined) return `what Include ${plain(pattern)} stands for is not known`;
    // Whoever imports one file may have others: only a collector that says what there is proves that there is none.
    if (found.length === 0 && walk.imported) return `${ID} has no file of Include ${plain(pattern)}`;
    if (found.length > 0 && depth >= DEEPEST) return `${ID}: files include each other without end`;
    for (const name of found) {
      const gap = readFile(walk, name, criteria, depth + 1);
      if (gap !== undefined) return gap;
    }
  }
  return undefined;
};

/** Directives of sshd_config and of what it includes, in reading order; Match and Include lines show in `match` and `file`. */
export const directivesFact = (source: HostSource): Leaf<readonly DirectiveLine[]> => {
  const { names, gap } = meantParts(source, ID);
  const at = { id: ID, part: MAIN };
  const imported = source.opened.snapshot.origin === "import";
  const walk: Walk = { source, names, imported, lines: [], parsed: new Map(), read: 0 };
  const reason = readFile(walk, MAIN, [], 0) ?? gap;
  if (reason !== undefined) return unknownOf(source, at, reason);
  const lines = walk.lines.filter(({ file }) => file === MAIN).map(({ line }) => [line, line] as const);
  const others = new Set(walk.lines.map(({ file }) => file)).size > 1;
  const note = lines.length === 0 ? "no directive in this file" : others ? "and in the files that it includes" : undefined;
  return known(walk.lines, "file", evidenceOf(source, at, lines, note));
};
