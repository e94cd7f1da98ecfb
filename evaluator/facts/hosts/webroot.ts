import { parseInstallHistory } from "../../sources/install-history.js";
import { parseWebroot } from "../../sources/webroot.js";
import type { Leaf } from "../leaf.js";
import { type HostSource, knownOf, leafFrom, readPart, unknownOf, wholeOnly } from "./host-source.js";

export interface WebFile {
  readonly path: string;
  /** Epoch seconds. */
  readonly mtime: number;
  readonly size: number;
  readonly uid: number;
}

export interface WebrootFacts {
  readonly files: Leaf<readonly WebFile[]>;
  readonly installed: Leaf<number>;
}

/** What Jetty makes of JSPs by itself, outside of what it serves: any other folder named work may hold a page. */
const isCompiled = (path: string): boolean =>
  /^\/opt\/zimbra\/(?:jetty[^/]*|mailboxd)\/(?:work|webapps\/[^/]+\/WEB-INF\/work)\//.test(path);

/** What brings new files: packages and patches. zmsetup writes CONFIGURED and CONFIG SESSION lines whenever it is run. */
const bringsFiles = (what: string, patch: unknown): boolean =>
  patch !== null || /^(?:INSTALLED|UPGRADED) \S/.test(what) || what === "INSTALL SESSION COMPLETE";

/** Code in the web roots, and when the newest Zimbra package came (dpkg keeps no install time). */
export const webrootFacts = (source: HostSource): WebrootFacts => {
  const list = wholeOnly(readPart(source, "files.webroot", "list", parseWebroot));
  const history = wholeOnly(readPart(source, "zm.version", "install_history", parseInstallHistory));
  return {
    files: leafFrom(source, list, (rows) => {
      if (rows.length === 0) return unknownOf(source, list, "files.webroot names no file, and a mailbox server has some: it is not the whole list");
      const files = rows.filter(({ path }) => !isCompiled(path));
      const last = rows.at(-1)?.line;
      const value = files.map(({ path, mtime, size, uid }) => ({ path, mtime, size, uid }));
      return knownOf(source, list, "file", value, last === undefined ? [] : [[1, last]]);
    }),
    installed: leafFrom(source, history, (events) => {
      const brought = events.filter(({ what, patch }) => bringsFiles(what, patch));
      const newest = brought.reduce((one, other) => (other.time > one.time ? other : one), brought[0] ?? { time: 0, line: 0 });
      return newest.line === 0
        ? unknownOf(source, history, "the install history names no package")
        : knownOf(source, history, "file", newest.time, [[newest.line, newest.line]]);
    }),
  };
};
