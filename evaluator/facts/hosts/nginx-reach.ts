import type { NginxDirective } from "../../sources/nginx.js";
import { matchGlob } from "./glob.js";

export interface Reached {
  /** Names of the files that nginx reads. */
  readonly files: ReadonlySet<string>;
  /** Something that a file includes and that is not here. */
  readonly missing: string | undefined;
}

/** Includes outside of server blocks: only those can bring servers in. */
const includesOf = (directives: readonly NginxDirective[]): readonly string[] =>
  directives.flatMap(({ name, args, block }) => {
    if (block) return name === "server" ? [] : includesOf(block);
    return name === "include" ? args.slice(0, 1) : [];
  });

const isGenerated = (path: string): boolean => (path.split("/").at(-1) ?? "").startsWith("nginx.conf");

/** From the main file where it is here, else every file that is here. Files of other names (mime.types) hold no server. */
export const reachFiles = (files: ReadonlyMap<string, readonly NginxDirective[]>): Reached => {
  const names = [...files.keys()].sort();
  const main = names.find((name) => name.endsWith("/conf/nginx.conf"));
  const reached = new Set<string>();
  const queue = main === undefined ? [...names] : [main];
  let missing: string | undefined;
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (reached.has(name)) continue;
    reached.add(name);
    for (const written of includesOf(files.get(name) ?? [])) {
      const pattern = written.startsWith("/") ? written : `/opt/zimbra/conf/${written}`;
      const found = matchGlob(pattern, names);
      queue.push(...(found ?? []));
      if (found === undefined || (found.length === 0 && !pattern.includes("*") && isGenerated(pattern))) missing ??= pattern;
    }
  }
  return { files: reached, missing };
};
