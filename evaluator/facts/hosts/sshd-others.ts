import { plain } from "../../snapshot/quote.js";
import { excerpt } from "../../sources/lines.js";
import type { SshProcess } from "../../sources/ssh-proc.js";
import type { Leaf } from "../leaf.js";
import { sortedObject } from "../sorted-object.js";
import { demandedLeaves } from "./demanded.js";
import { type HostSource, type Reading, knownOf, unknownOf } from "./host-source.js";
import { otherConfigOf, readSshdOptions } from "./sshd-options.js";

type Daemons = Reading<readonly SshProcess[]>;

export interface OtherDaemon {
  readonly settings: Readonly<Record<string, Leaf<string>>>;
}

export interface DividedDaemons {
  /** Those that `sshd -T` speaks of; where every sshd reads another file, all of them. */
  readonly judged: Daemons;
  readonly others: readonly SshProcess[];
}

const isDropbear = ({ argv }: SshProcess): boolean => /^(?:\S*\/)?dropbear(?:\s|$)/.test(argv);

/** A daemon with a configuration file of its own, or another program, does not do what `sshd -T` prints. */
export const divideDaemons = (daemons: Daemons): DividedDaemons => {
  if (daemons.kind === "gap") return { judged: daemons, others: [] };
  const servers = daemons.value.filter((row) => !isDropbear(row));
  const usual = servers.filter(({ argv }) => otherConfigOf(argv) === undefined);
  const judged = usual.length > 0 ? usual : servers;
  return { judged: { ...daemons, value: judged }, others: daemons.value.filter((row) => !judged.includes(row)) };
};

const sayUnknown = (row: SshProcess): string => {
  const named = plain(excerpt(row.argv));
  if (isDropbear(row)) return `another SSH daemon listens (${named}), which sshd -T says nothing of`;
  return `another sshd listens (${named}): its settings are what sshd -T -f ${plain(otherConfigOf(row.argv) ?? "")} prints`;
};

/** What is known of the others: the options on their command lines. */
export const othersFact = (source: HostSource, daemons: Daemons, others: readonly SshProcess[]): Readonly<Record<string, OtherDaemon>> =>
  sortedObject(others.map((row) => {
    const options = isDropbear(row) ? [] : readSshdOptions(row.argv);
    const settings = demandedLeaves(source.demand.sshd, options.map(({ keyword }) => keyword), (name): Leaf<string> => {
      const option = options.find(({ keyword }) => keyword === name);
      const lines = [[row.line, row.line]] as const;
      return option ? knownOf(source, daemons, "command", option.value, lines) : unknownOf(source, daemons, sayUnknown(row), lines);
    });
    return [plain(excerpt(row.argv)), { settings }] as const;
  }));
