import { inputError } from "../errors.js";
import type { OpenedSnapshot } from "../snapshot/opened.js";
import { plain } from "../snapshot/quote.js";
import { localconfigValue } from "./hosts/host-name.js";

/** What tells one deployment from another: the root of its directory and where the directory is. */
export interface DeploymentKey {
  /** Last component of zimbra_ldap_userdn, `cn=zimbra`. */
  readonly root: string;
  /** URLs of ldap_url, sorted. */
  readonly urls: readonly string[];
}

/** Undefined where localconfig does not say. */
export const deploymentOf = (opened: OpenedSnapshot): DeploymentKey | undefined => {
  const root = localconfigValue(opened, "zimbra_ldap_userdn")?.split(",").at(-1)?.trim().toLowerCase() ?? "";
  const urls = [...new Set((localconfigValue(opened, "ldap_url") ?? "").toLowerCase().split(/\s+/))].filter((url) => url !== "").sort();
  return root === "" || urls.length === 0 ? undefined : { root, urls };
};

/** A host may have only some of the servers in its list, and in its own order; two deployments share none. */
const isSame = (one: DeploymentKey, other: DeploymentKey): boolean =>
  one.root === other.root && one.urls.some((url) => other.urls.includes(url));

const isEqual = (one: DeploymentKey, other: DeploymentKey): boolean => isSame(one, other) && one.urls.join(" ") === other.urls.join(" ");

const say = (name: string, { root, urls }: DeploymentKey): string => `${plain(name)} has ${plain(root)} at ${urls.map(plain).join(" ")}`;

/**
 * Refuses snapshots of different deployments: facts of one would stand in for what is missing of the other. Warns of a snapshot
 * that does not say to which it belongs.
 */
export const checkDeployment = (snapshots: readonly { readonly name: string; readonly opened: OpenedSnapshot }[]): readonly string[] => {
  if (snapshots.length < 2) return [];
  const keyed = snapshots.map(({ name, opened }) => ({ name, key: deploymentOf(opened) }));
  const said = keyed.flatMap(({ name, key }) => (key ? [{ name, key }] : []));
  const warnings = keyed
    .filter(({ key }) => !key)
    .map(
      ({ name }) =>
        `${plain(name)} does not say which deployment it belongs to (zimbra_ldap_userdn and ldap_url of zm.localconfig): ` +
        "it is judged with the others",
    );
  const [first, ...rest] = said;
  if (!first) return warnings;
  // Hosts may be linked by a third one that knows the servers of both.
  const linked = [first];
  let left = rest;
  for (let index = 0; index < linked.length; index++) {
    const from = linked[index];
    if (!from) break;
    const [near, far] = [left.filter(({ key }) => isSame(from.key, key)), left.filter(({ key }) => !isSame(from.key, key))];
    linked.push(...near);
    left = far;
  }
  const [stranger] = left;
  if (stranger) {
    throw inputError({
      what: "These snapshots are of different deployments",
      where: `${say(first.name, first.key)}; ${say(stranger.name, stranger.key)}`,
      todo: "Judge each deployment by itself",
    });
  }
  const different = said.find(({ key }) => !isEqual(first.key, key));
  return different
    ? [
        ...warnings,
        `the hosts have different lists of directory servers: ${say(first.name, first.key)}; ${say(different.name, different.key)}`,
      ]
    : warnings;
};
