import type { OpenedSnapshot } from "../snapshot/opened.js";
import { partOf } from "../snapshot/opened.js";
import type { Dump } from "./directory-dump.js";
import { localconfigOf } from "./hosts/host-name.js";
import { isWhole } from "./place.js";

/** Zimbra's own name of the host, which `zmhostname` prints; the kernel's may be another. */
export const zimbraHostname = (opened: OpenedSnapshot): string | undefined => {
  const part = partOf(opened, "zm.localconfig", "effective");
  if (!part || !isWhole(part)) return undefined;
  const parsed = localconfigOf(part, part.text() ?? "");
  return parsed.outcome === "error" ? undefined : parsed.value.keys.get("zimbra_server_hostname")?.value.trim().toLowerCase();
};

const firstLabel = (name: string): string => name.split(".", 1)[0] ?? name;

export interface CollectedServers {
  readonly byServer: ReadonlyMap<string, OpenedSnapshot>;
  /** Names of snapshots that may have been taken on any of the other servers. */
  readonly nameless: readonly string[];
}

/**
 * Which snapshot was taken on which server of the directory. A host that says no name of its own but printed a directory
 * with one server only is that server: zmprov runs nowhere else.
 */
export const collectedServers = (snapshots: readonly OpenedSnapshot[], servers: readonly string[], view: Dump): CollectedServers => {
  const byServer = new Map<string, OpenedSnapshot>();
  const nameless: string[] = [];
  for (const opened of snapshots) {
    const own = zimbraHostname(opened);
    const kernel = opened.snapshot.host.name.toLowerCase();
    const named = servers.filter((server) => server.toLowerCase() === (own ?? kernel));
    const isShort = own === undefined && !kernel.includes(".");
    const short = isShort ? servers.filter((server) => firstLabel(server.toLowerCase()) === kernel) : [];
    const alone = own === undefined && snapshots.length === 1 && view.gap === undefined;
    const only = alone && partOf(opened, view.place.source, view.place.part) ? servers : [];
    const [server] = [named, short, only].find((names) => names.length === 1) ?? [];
    if (server !== undefined && !byServer.has(server)) byServer.set(server, opened);
    else if (server === undefined && own === undefined) nameless.push(opened.snapshot.host.name);
  }
  return { byServer, nameless };
};
