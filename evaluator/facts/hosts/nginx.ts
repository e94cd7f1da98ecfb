import { findBlocks, parseNginx, type NginxDirective } from "../../sources/nginx.js";
import { plain } from "../../snapshot/quote.js";
import { type Leaf, known } from "../leaf.js";
import { type HostSource, evidenceOf, readPart, unknownOf, wholeOnly } from "./host-source.js";
import { reachFiles } from "./nginx-reach.js";
import { meantParts } from "./parts-meant.js";

const ID = "tls.nginx";

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

export const nginxServersFact = (source: HostSource): Leaf<readonly NginxServer[]> => {
  const { names, gap } = meantParts(source, ID);
  const files = [...names].sort().map((part) => wholeOnly(readPart(source, ID, part, parseNginx)));
  const broken = files.find((file) => file.kind === "gap");
  if (broken?.kind === "gap") return unknownOf(source, broken, broken.reason);
  const first = files[0] ?? { id: ID, part: "" };
  if (gap !== undefined) return unknownOf(source, first, gap);
  const parsed = new Map(files.flatMap((file) => (file.kind === "value" ? [[file.part, file.value] as const] : [])));
  const reached = reachFiles(parsed);
  if (reached.missing !== undefined) return unknownOf(source, first, `${ID} has no ${plain(reached.missing)}, which another file includes`);
  const servers = [...reached.files]
    .sort()
    .flatMap((name) => findBlocks(parsed.get(name) ?? [], "server").map((block) => readServer(name, block)));
  // One leaf has one place in the evidence: that of the first file with servers; each server names its own file and line.
  const shown = servers[0];
  if (!shown) return known([], "file", evidenceOf(source, first, [], "no server block in any generated file"));
  const lines = servers.filter(({ file }) => file === shown.file).map(({ line }) => [line, line] as const);
  const note = servers.length > lines.length ? "and in other generated files" : undefined;
  return known(servers, "file", evidenceOf(source, { id: ID, part: shown.file }, lines, note));
};
