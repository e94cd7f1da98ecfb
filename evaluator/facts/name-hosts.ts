import type { OpenedSnapshot } from "../snapshot/opened.js";
import { plain } from "../snapshot/quote.js";
import { collectedServers } from "./collected-servers.js";
import { readDump } from "./directory-dump.js";
import { hostNameOf } from "./hosts/host-name.js";
import { newestFirst } from "./place.js";

export interface NamedSnapshot {
  readonly name: string;
  /** The snapshot under this name, so that evidence names the host as the facts do. */
  readonly opened: OpenedSnapshot;
}

export interface NamedHosts {
  readonly hosts: readonly NamedSnapshot[];
  /** Older snapshots of a host that has a newer one. */
  readonly older: readonly NamedSnapshot[];
  readonly warnings: readonly string[];
}

const rename = (opened: OpenedSnapshot, name: string): OpenedSnapshot => ({
  ...opened,
  snapshot: { ...opened.snapshot, host: { ...opened.snapshot.host, name } },
});

/** Hosts by the name that the directory has for them, else by their own; in the order of their names. */
export const nameHosts = (snapshots: readonly OpenedSnapshot[]): NamedHosts => {
  const [view, own] = [readDump(snapshots, "zm.server", "gas", []), readDump(snapshots, "zm.server.own", "gas", [])];
  const servers = [...new Set([...view.entries.keys(), ...own.entries.keys()])].sort();
  const ofDirectory = new Map([...collectedServers(snapshots, servers, view).byServer].map(([name, opened]) => [opened, name]));
  const hosts = new Map<string, NamedSnapshot>();
  const older: NamedSnapshot[] = [];
  for (const opened of newestFirst(snapshots)) {
    const name = ofDirectory.get(opened) ?? hostNameOf(opened);
    const known = [...hosts.keys()].find((other) => other.toLowerCase() === name.toLowerCase());
    if (known === undefined) hosts.set(name, { name, opened: rename(opened, name) });
    else older.push({ name: known, opened });
  }
  const warnings = [...new Set(older.map(({ name }) => name))]
    .sort()
    .map((name) => `${plain(name)} is in several snapshots: only the newest counts`);
  const sorted = [...hosts.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  return { hosts: sorted, older, warnings };
};
