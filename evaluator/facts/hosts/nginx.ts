import { findBlocks, parseNginx, type NginxDirective } from "../../sources/nginx.js";
import { plain } from "../../snapshot/quote.js";
import { type Leaf, type UnknownLeaf, known } from "../leaf.js";
import { type HostSource, evidenceOf, readPart, unknownOf, wholeOnly } from "./host-source.js";
import { reachFiles } from "./nginx-reach.js";
import { meantParts } from "./parts-meant.js";

const ID = "tls.nginx";
const NO_FILE = { id: ID, part: "" };

interface Located {
  readonly file: string;
  readonly line: number;
}

export interface NginxServer {
  readonly file: string;
  readonly line: number;
  /** Each `listen`, its words joined by blanks. */
  readonly listen: readonly string[];
  readonly names: readonly string[];
  /** Each `return` of the block itself, not of a location in it. */
  readonly returns: readonly string[];
  /** Each `add_header` of the block itself: the name, the value and what follows. */
  readonly headers: readonly string[];
}

const wordsOf = (block: readonly NginxDirective[], name: string): readonly string[] =>
  block.filter((directive) => directive.name === name).map(({ args }) => args.join(" "));

const readServer = (file: string, { line, block = [] }: NginxDirective): NginxServer => ({
  file,
  line,
  listen: wordsOf(block, "listen"),
  names: block.flatMap(({ name, args }) => (name === "server_name" ? args : [])),
  returns: wordsOf(block, "return"),
  headers: wordsOf(block, "add_header"),
});

interface ReadFiles {
  readonly parsed: ReadonlyMap<string, readonly NginxDirective[]>;
  /** Those that nginx reads, in the order of their names. */
  readonly reached: readonly string[];
}

/** The generated files, or the leaf that says why they are not known. */
const readFiles = (source: HostSource): ReadFiles | UnknownLeaf => {
  const { names, gap } = meantParts(source, ID);
  const files = [...names].sort().map((part) => wholeOnly(readPart(source, ID, part, parseNginx)));
  const broken = files.find((file) => file.kind === "gap");
  if (broken?.kind === "gap") return unknownOf(source, broken, broken.reason);
  const first = files[0] ?? NO_FILE;
  if (gap !== undefined) return unknownOf(source, first, gap);
  const parsed = new Map(files.flatMap((file) => (file.kind === "value" ? [[file.part, file.value] as const] : [])));
  const reached = reachFiles(parsed);
  if (reached.missing !== undefined) return unknownOf(source, first, `${ID} has no ${plain(reached.missing)}, which another file includes`);
  return { parsed, reached: [...reached.files].sort() };
};

/**
 * One leaf has one place in the evidence: that of the first file with what was looked for; each item names its own file and line.
 */
const shownLeaf = <T>(source: HostSource, files: ReadFiles, items: readonly (Located & { readonly value: T })[], none: string): Leaf<readonly T[]> => {
  const [first] = files.parsed.keys();
  const shown = items[0];
  const value = items.map((item) => item.value);
  if (!shown) return known(value, "file", evidenceOf(source, first === undefined ? NO_FILE : { id: ID, part: first }, [], none));
  const lines = items.filter(({ file }) => file === shown.file).map(({ line }) => [line, line] as const);
  const note = items.length > lines.length ? "and in other generated files" : undefined;
  return known(value, "file", evidenceOf(source, { id: ID, part: shown.file }, lines, note));
};

export interface NginxFacts {
  readonly proxy_headers: Leaf<readonly string[]>;
  readonly servers: Leaf<readonly NginxServer[]>;
}

/** Every simple directive of that name, at any depth. */
const findDirectives = (directives: readonly NginxDirective[], name: string): readonly NginxDirective[] =>
  directives.flatMap((one) => (one.block ? findDirectives(one.block, name) : one.name === name ? [one] : []));

export const nginxFacts = (source: HostSource): NginxFacts => {
  const files = readFiles(source);
  if ("unknown" in files) return { proxy_headers: files, servers: files };
  const each = <T>(find: (directives: readonly NginxDirective[], file: string) => readonly (Located & { readonly value: T })[]) =>
    files.reached.flatMap((file) => find(files.parsed.get(file) ?? [], file));
  const servers = each((directives, file) =>
    findBlocks(directives, "server").map((block) => ({ file, line: block.line, value: readServer(file, block) })));
  const headers = each((directives, file) =>
    findDirectives(directives, "proxy_set_header").map(({ args, line }) => ({ file, line, value: args.join(" ") })));
  const seen = new Set<string>();
  const distinct = headers.filter(({ value }) => !seen.has(value) && seen.add(value));
  return {
    proxy_headers: shownLeaf(source, files, distinct, "no proxy_set_header in any generated file"),
    servers: shownLeaf(source, files, servers, "no server block in any generated file"),
  };
};
