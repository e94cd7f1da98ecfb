import { parsePamModules } from "../../sources/pam-modules.js";
import { parseSshProc } from "../../sources/ssh-proc.js";
import { type SshdValue, parseSshdEffective } from "../../sources/sshd.js";
import { type Leaf, isKnown, known } from "../leaf.js";
import { sortedObject } from "../sorted-object.js";
import { demandedLeaves } from "./demanded.js";
import {
  type HostSource,
  type Reading,
  knownOf,
  linesOf,
  readPart,
  sayPartial,
  unknownOf,
  unsetOf,
  wholeOnly,
} from "./host-source.js";
import { type MeantParts, meantParts } from "./parts-meant.js";
import { isRedacted } from "./redaction.js";
import { type DirectiveLine, directivesFact } from "./sshd-directives.js";
import { type OtherDaemon, divideDaemons, othersFact } from "./sshd-others.js";
import { type Overrides, readOverrides } from "./sshd-overrides.js";
import { type PamFacts, pamFacts } from "./sshd-pam.js";
import { type SshdWitnesses, installedFact, runningFact } from "./sshd-presence.js";

const ID = "ssh.effective";

type Settings = Readonly<Record<string, Leaf<string>>>;
type Effective = Reading<ReadonlyMap<string, readonly SshdValue[]>>;

export interface SshConnection {
  readonly user: string;
  readonly addr: string;
  readonly public: boolean;
  readonly settings: Settings;
}

export interface SshdFacts extends PamFacts {
  readonly complete: Leaf<boolean>;
  readonly connections: Readonly<Record<string, SshConnection>>;
  readonly crypto_options: Leaf<string>;
  readonly default: Settings;
  readonly directives: Leaf<readonly DirectiveLine[]>;
  readonly installed: Leaf<boolean>;
  readonly others: Readonly<Record<string, OtherDaemon>>;
  readonly others_complete: Leaf<boolean>;
  readonly running: Leaf<boolean>;
}

const readSetting = (source: HostSource, effective: Effective & { kind: "value" }, keyword: string): Leaf<string> => {
  const found = effective.value.get(keyword);
  if (!found) {
    return effective.partial
      ? unknownOf(source, effective, sayPartial(effective, keyword))
      : unsetOf(source, effective, `this sshd has no keyword ${keyword}`);
  }
  const value = found.map((one) => one.value).join(" ");
  if (isRedacted(value)) return unknownOf(source, effective, `the value of ${keyword} was left out on the host`, linesOf(found));
  return knownOf(source, effective, "command", value, linesOf(found));
};

/** sshd_config(5): no Match block may set these. */
const NEVER_MATCHED = new Set(
  "ciphers macs kexalgorithms gssapikexalgorithms hostkeyalgorithms port listenaddress addressfamily usepam".split(" "),
);

/** Whether a Match block sets the keyword: undefined where the files are not known. */
const isMatched = (directives: Leaf<readonly DirectiveLine[]>, keyword: string): boolean | undefined =>
  NEVER_MATCHED.has(keyword)
    ? false
    : isKnown(directives)
      ? directives.value.some((line) => line.match !== "" && line.keyword === keyword)
      : undefined;

interface SettingsContext {
  readonly source: HostSource;
  readonly overrides: Overrides;
  readonly directives: Leaf<readonly DirectiveLine[]>;
}

/** The settings of one answer of `sshd -T`, as the daemon that runs has them: its command line beats its files, and a Match block both. */
const readSettings = ({ source, overrides, directives }: SettingsContext, effective: Effective, isConnection: boolean): Settings =>
  demandedLeaves(source.demand.sshd, effective.kind === "value" ? effective.value.keys() : [], (keyword) => {
    if (effective.kind === "gap") return unknownOf(source, effective, effective.reason);
    if (overrides.elsewhere !== undefined) return unknownOf(source, effective, overrides.elsewhere);
    const override = overrides.of(keyword);
    if (override?.kind === "unknown") return unknownOf(source, effective, override.reason);
    if (override && isConnection && isMatched(directives, keyword) !== false) {
      return unknownOf(source, effective, `${keyword} is set on the daemon's command line, and maybe in a Match block as well`);
    }
    if (override) return knownOf(source, override.reading, "command", override.option.value, [[override.line, override.line]]);
    return readSetting(source, effective, keyword);
  });

const wordOf = (words: string, key: string): string =>
  words.split(",").flatMap((word) => (word.startsWith(`${key}=`) ? [word.slice(key.length + 1)] : []))[0] ?? "";

const completeFact = (
  source: HostSource,
  meant: MeantParts,
  connections: ReadonlyMap<string, Effective>,
  directives: Leaf<readonly DirectiveLine[]>,
): Leaf<boolean> => {
  const at = { id: ID, part: "default" };
  const [first] = connections.values();
  const broken = [...connections.values()].find((effective) => effective.kind === "gap" || effective.partial);
  if (broken?.kind === "gap") return unknownOf(source, broken, broken.reason);
  if (broken?.partial) return unknownOf(source, broken, broken.partial.reason);
  if (meant.gap !== undefined) return unknownOf(source, at, meant.gap);
  // Without a Match block every connection gets what sshd -T says of none.
  if (!first && isKnown(directives) && directives.value.every(({ match }) => match === "")) return known(true, "file", directives.ev);
  if (!first) return unknownOf(source, at, "no test connection was tried (sshd -T -C …)");
  return knownOf(source, first, "command", true, [[1, 1]], `${connections.size} test connections, all that were meant`);
};

export interface SshdContext extends Omit<SshdWitnesses, "daemons" | "settings"> {
  readonly os: { readonly id: Leaf<string>; readonly version: Leaf<string> };
  readonly isPublic: (address: string) => boolean;
}

export const sshdFacts = (source: HostSource, { os, isPublic, ...others }: SshdContext): SshdFacts => {
  const daemons = wholeOnly(readPart(source, "ssh.proc", "list", parseSshProc));
  const divided = divideDaemons(daemons);
  const effective = readPart(source, ID, "default", parseSshdEffective);
  const meant = meantParts(source, ID);
  const names = meant.names.filter((name) => name.includes("=")).sort();
  const connections = new Map(names.map((name) => [name, readPart(source, ID, name, parseSshdEffective)] as const));
  const directives = directivesFact(source);
  const overrides = readOverrides(source, divided.judged, os);
  const context = { source, overrides, directives };
  const witnesses = { ...others, daemons: divided.judged, settings: effective };
  const pam = wholeOnly(readPart(source, "ssh.files", "pam", parsePamModules));
  return {
    complete: completeFact(source, meant, connections, directives),
    connections: sortedObject(
      [...connections].map(([words, answer]) => {
        const [user, addr] = [wordOf(words, "user"), wordOf(words, "addr")];
        return [words, { user, addr, public: isPublic(addr), settings: readSettings(context, answer, true) }] as const;
      }),
    ),
    crypto_options: overrides.fact,
    default: readSettings(context, effective, false),
    directives,
    installed: installedFact(source, witnesses),
    others: othersFact(source, daemons, divided.others),
    others_complete: daemons.kind === "gap" ? unknownOf(source, daemons, daemons.reason) : knownOf(source, daemons, "command", true, []),
    ...pamFacts(source, pam),
    running: runningFact(source, witnesses),
  };
};
