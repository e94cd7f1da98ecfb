import { type Located, excerpt } from "../../sources/lines.js";
import { type PostconfOverride, parsePostconf, parsePostconfMaster, parsePostconfOverrides } from "../../sources/postconf.js";
import type { Leaf } from "../leaf.js";
import { type DeploymentAddresses, type TrustedNetwork, networksLeaf } from "../networks.js";
import { demandedLeaves } from "./demanded.js";
import {
  type HostSource,
  type Reading,
  isDoubtful,
  joinReasons,
  knownOf,
  leafFrom,
  linesOf,
  namePart,
  readPart,
  sayPartial,
  unknownOf,
  unsetOf,
  wholeOnly,
} from "./host-source.js";
import { type ParameterValue, expandParameters } from "./postfix-values.js";
import { isRedacted } from "./redaction.js";

export interface MasterEntry {
  readonly service: string;
  readonly type: string;
  readonly command: string;
}

export interface OverrideEntry {
  readonly service: string;
  readonly type: string;
  readonly name: string;
  readonly value: string;
}

export interface PostfixFacts {
  readonly main: Readonly<Record<string, Leaf<string>>>;
  readonly master: Leaf<readonly MasterEntry[]>;
  readonly networks: Leaf<readonly TrustedNetwork[]>;
  readonly overrides: Leaf<readonly OverrideEntry[]>;
}

type Main = Reading<ReadonlyMap<string, Located>>;

/** Postfix 3 has more than 800 parameters, each of which `postconf` prints; a list that somebody chose is shorter. */
const WHOLE_DUMP = 500;

const parameterOf = (main: Main): ParameterValue => (name) => {
  const value = main.kind === "value" ? main.value.get(name)?.value : undefined;
  return value === undefined || isRedacted(value) ? undefined : value;
};

const readName = (source: HostSource, main: Main & { kind: "value" }, name: string, from: "command" | "file"): Leaf<string> | undefined => {
  if (isDoubtful(main, `${name} =`, `${name}=`)) return unknownOf(source, main, sayPartial(main, name));
  const found = main.value.get(name);
  if (!found) return undefined;
  if (isRedacted(found.value)) return unknownOf(source, main, `the value of ${name} was left out on the host`, [found.lines]);
  const value = expandParameters(found.value, parameterOf(main));
  if (value === undefined) return unknownOf(source, main, `${name} hangs on parameters that cannot be followed: ${excerpt(found.value)}`, [found.lines]);
  return knownOf(source, main, from, value, [found.lines]);
};

const readSilence = (source: HostSource, main: Main & { kind: "value" }, name: string): Leaf<string> => {
  const { raw, value, partial } = main;
  if (partial) return unknownOf(source, main, sayPartial(main, name));
  const asked = raw.covers === undefined ? value.size >= WHOLE_DUMP : raw.covers === "all" || raw.covers.includes(name);
  return asked
    ? unsetOf(source, main, `this Postfix has no ${name}`)
    : unknownOf(source, main, `${name} was not asked for in ${namePart(main)}`);
};

interface MainReader {
  /** Names that are printed. */
  readonly names: readonly string[];
  readonly read: (name: string) => Leaf<string>;
  /** As it is written, for what names it. */
  readonly written: ParameterValue;
}

/** `postconf` decides; `postconf -n` says what main.cf sets, and nothing of the rest. */
const mainReader = (source: HostSource): MainReader => {
  const effective = readPart(source, "mta.postconf", "effective", parsePostconf);
  const changed = readPart(source, "mta.postconf", "changed", parsePostconf);
  const names = [effective, changed].flatMap((main) => (main.kind === "value" ? [...main.value.keys()] : []));
  const read = (name: string): Leaf<string> => {
    if (effective.kind === "value") return readName(source, effective, name, "command") ?? readSilence(source, effective, name);
    if (changed.kind === "gap") return unknownOf(source, effective, effective.reason);
    const silence = `${name} is not set in main.cf, so that a default applies that is not here`;
    return readName(source, changed, name, "file") ?? unknownOf(source, effective, joinReasons(effective.reason, silence));
  };
  return { names, read, written: parameterOf(effective.kind === "value" ? effective : changed) };
};

/** A service's own parameters hide those of main.cf. One that cannot be followed stays as it is written. */
const expandOverrides = (rows: readonly PostconfOverride[], written: ParameterValue): readonly OverrideEntry[] => {
  const own = new Map(rows.map(({ service, type, parameter, value }) => [`${service}/${type}/${parameter}`, value]));
  return rows.map(({ service, type, parameter: name, value }) => {
    const valueOf: ParameterValue = (asked) => own.get(`${service}/${type}/${asked}`) ?? written(asked);
    return { service, type, name, value: expandParameters(value, valueOf) ?? value };
  });
};

export const postfixFacts = (source: HostSource, addresses: DeploymentAddresses): PostfixFacts => {
  const { names, read, written } = mainReader(source);
  const master = wholeOnly(readPart(source, "mta.postconf", "master", parsePostconfMaster));
  const overrides = wholeOnly(readPart(source, "mta.postconf", "overrides", parsePostconfOverrides));
  return {
    main: demandedLeaves(source.demand.postconf, names, read),
    master: leafFrom(source, master, (services) => {
      const entries = services.map(({ service, type, command, args }) => ({ service, type, command: [command, ...args].join(" ") }));
      return knownOf(
        source,
        master,
        "command",
        entries,
        services.map(({ lines }) => lines),
      );
    }),
    networks: networksLeaf(read("mynetworks"), addresses),
    overrides: leafFrom(source, overrides, (rows) => knownOf(source, overrides, "command", expandOverrides(rows, written), linesOf(rows))),
  };
};
