import type { OpenedSnapshot } from "../snapshot/opened.js";
import { deploymentOf, type DeploymentKey } from "./deployment-check.js";

export interface Deployment {
  /** A short name for people: the host of its first directory server, or the snapshot's host where it has none. */
  readonly name: string;
  readonly snapshots: readonly OpenedSnapshot[];
}

const related = (one: DeploymentKey, other: DeploymentKey): boolean => one.root === other.root && one.urls.some((url) => other.urls.includes(url));

const nameOf = (key: DeploymentKey): string => (key.urls[0] ?? "").replace(/^[a-z]+:\/\//, "").replace(/[:/].*$/, "");

/**
 * Sorts snapshots into deployments: hosts that share the directory's root and one of its servers belong together, also by way
 * of a third host. A snapshot that does not say goes with the only deployment there is, or else stands alone.
 */
export const groupDeployments = (snapshots: readonly OpenedSnapshot[]): readonly Deployment[] => {
  const groups: { keys: DeploymentKey[]; members: OpenedSnapshot[] }[] = [];
  const unsaid: OpenedSnapshot[] = [];
  for (const snapshot of snapshots) {
    const key = deploymentOf(snapshot);
    if (!key) {
      unsaid.push(snapshot);
      continue;
    }
    const mine = groups.filter((group) => group.keys.some((other) => related(key, other)));
    const [first, ...others] = mine;
    if (!first) {
      groups.push({ keys: [key], members: [snapshot] });
      continue;
    }
    first.keys.push(key, ...others.flatMap((group) => group.keys));
    first.members.push(snapshot, ...others.flatMap((group) => group.members));
    for (const other of others) groups.splice(groups.indexOf(other), 1);
  }
  const [only] = groups;
  if (only && groups.length === 1) only.members.push(...unsaid);
  else groups.push(...unsaid.map((snapshot) => ({ keys: [], members: [snapshot] })));
  return groups.map(({ keys, members }) => ({ name: keys[0] ? nameOf(keys[0]) : members[0]?.snapshot.host.name ?? "", snapshots: members }));
};
