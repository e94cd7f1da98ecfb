import type { Process } from "../../sources/proc.js";
import type { Socket } from "../../sources/ss.js";
import type { SshProcess } from "../../sources/ssh-proc.js";
import type { SshdValue } from "../../sources/sshd.js";
import type { Leaf } from "../leaf.js";
import { type HostSource, type Reading, joinReasons, knownOf, linesOf, unknownOf } from "./host-source.js";
import type { Installed } from "./packages.js";
import type { UnitStates } from "./units.js";

/** Everything that may show a daemon. */
export interface SshdWitnesses {
  readonly installed: Installed;
  readonly processes: Reading<readonly Process[]>;
  readonly sockets: Reading<readonly Socket[]>;
  readonly daemons: Reading<readonly SshProcess[]>;
  readonly units: UnitStates;
  readonly settings: Reading<ReadonlyMap<string, readonly SshdValue[]>>;
}

/** OpenSSH 9.8 divides the daemon: sshd listens, sshd-session serves. */
const isSshd = (name: string): boolean => name === "sshd" || name === "sshd-session";
/** With socket activation systemd listens for sshd; without root nobody has a name. */
const mayBeSshd = ({ protocol, port, process }: Socket): boolean =>
  protocol === "tcp" && (process === "dropbear" || (port === 22 && !isSshd(process)));

const seen = (source: HostSource, reading: Reading<unknown>, rows: readonly { readonly line: number }[]): Leaf<boolean> | undefined =>
  rows.length > 0 ? knownOf(source, reading, "command", true, linesOf(rows)) : undefined;

const seenListening = (source: HostSource, { daemons, sockets }: SshdWitnesses): Leaf<boolean> | undefined =>
  (daemons.kind === "value" ? seen(source, daemons, daemons.value) : undefined) ??
  (sockets.kind === "value"
    ? seen(
        source,
        sockets,
        sockets.value.filter(({ process }) => isSshd(process)),
      )
    : undefined);

/** False only where the packages, the processes and the listeners are all there and none of them shows a daemon. */
export const installedFact = (source: HostSource, witnesses: SshdWitnesses): Leaf<boolean> => {
  const { installed, processes, sockets, settings } = witnesses;
  const server = installed.kind === "list" ? installed.packages.get("openssh-server") : undefined;
  if (server) return knownOf(source, installed.reading, "command", true, [[server.line, server.line]]);
  const running = processes.kind === "value" ? processes.value.filter(({ comm }) => isSshd(comm)) : [];
  const shown = seen(source, processes, running) ?? seenListening(source, witnesses);
  if (shown) return shown;
  if (settings.kind === "value") return knownOf(source, settings, "command", true, [[1, 1]]);
  const gaps = [
    ...(installed.kind === "unknown" ? [installed.reason] : []),
    ...[processes, sockets].flatMap((one) => (one.kind === "gap" ? [one.reason] : [])),
  ];
  const doubtful = sockets.kind === "value" ? sockets.value.filter(mayBeSshd) : [];
  const other = processes.kind === "value" ? processes.value.filter(({ comm }) => comm === "dropbear") : [];
  if (gaps.length > 0) return unknownOf(source, installed.reading, joinReasons(...gaps));
  if (other.length > 0) return unknownOf(source, processes, "dropbear runs, another daemon for SSH that is not judged", linesOf(other));
  if (doubtful.length > 0) return unknownOf(source, sockets, "who listens for SSH is not known", linesOf(doubtful));
  return knownOf(source, installed.reading, "command", false, [], "no openssh-server, no sshd among processes and listeners");
};

export const runningFact = (source: HostSource, witnesses: SshdWitnesses): Leaf<boolean> => {
  const { daemons, sockets, units } = witnesses;
  const shown = seenListening(source, witnesses);
  if (shown) return shown;
  const activated =
    units.kind === "value"
      ? ["ssh.socket", "sshd.socket"].flatMap((name) => units.value.get(name) ?? []).filter(({ state }) => state === "active")
      : [];
  if (activated.length > 0) return knownOf(source, units, "command", true, linesOf(activated));
  const gaps = [daemons, sockets].flatMap((one) => (one.kind === "gap" ? [one.reason] : []));
  if (gaps.length > 0) return unknownOf(source, daemons.kind === "gap" ? daemons : sockets, joinReasons(...gaps));
  const doubtful = sockets.kind === "value" ? sockets.value.filter(mayBeSshd) : [];
  if (doubtful.length > 0) return unknownOf(source, sockets, "who listens for SSH is not known", linesOf(doubtful));
  return knownOf(source, sockets, "command", false, [], "no sshd among the listeners");
};
