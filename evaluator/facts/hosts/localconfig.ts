import { type LocalConfig, parseZmlocalconfig } from "../../sources/zmlocalconfig.js";
import type { Leaf } from "../leaf.js";
import { demandedLeaves } from "./demanded.js";
import {
  type HostSource,
  type Reading,
  isDoubtful,
  joinReasons,
  knownOf,
  namePart,
  readPart,
  sayPartial,
  unknownOf,
  unsetOf,
} from "./host-source.js";
import { localconfigDefault } from "./localconfig-defaults.js";
import { isRedacted } from "./redaction.js";

type Config = Reading<LocalConfig>;

/** `zmlocalconfig` without keys prints some 700; a list that somebody chose is shorter. */
const WHOLE_DUMP = 100;

const parse = (text: string): ReturnType<typeof parseZmlocalconfig> => parseZmlocalconfig(text);

/** The value of a key that is printed. */
const readKey = (source: HostSource, config: Config & { kind: "value" }, key: string): Leaf<string> | undefined => {
  const found = config.value.keys.get(key);
  if (isDoubtful(config, `${key} =`)) return unknownOf(source, config, sayPartial(config, key));
  if (!found) return undefined;
  if (found.masked || isRedacted(found.value))
    return unknownOf(source, config, `the value of ${key} was left out on the host`, [found.lines]);
  return knownOf(source, config, "file", found.value, [found.lines]);
};

/** zmlocalconfig warns, on the error output, of each key that it was asked for and that has no value. */
const isWarnedOf = ({ raw, value }: Config & { kind: "value" }, key: string): boolean => {
  if (value.unset.has(key)) return true;
  const said = parseZmlocalconfig(raw.stderr() ?? "");
  return said.outcome !== "error" && said.value.unset.has(key);
};

/**
 * `zmlocalconfig` without keys sorts them: where an imported text ends in the middle of a line, a key after the last one may have
 * been cut off.
 */
const mayBeCutOff = (source: HostSource, { raw, value }: Config & { kind: "value" }, key: string): boolean => {
  if (source.opened.snapshot.origin !== "import" || raw.covers !== undefined || raw.text()?.endsWith("\n") !== false) return false;
  return ![...value.keys.keys()].some((other) => other > key);
};

/** A key that `effective` does not print: it has no value, if it was asked for. */
const readSilence = (source: HostSource, config: Config & { kind: "value" }, key: string): Leaf<string> => {
  const { raw, value, partial } = config;
  if (isWarnedOf(config, key)) return unsetOf(source, config, `zmlocalconfig knows no value of ${key}`);
  if (partial) return unknownOf(source, config, sayPartial(config, key));
  if (value.keys.size >= WHOLE_DUMP && mayBeCutOff(source, config, key)) {
    return unknownOf(source, config, `${namePart(config)} ends before ${key} would follow: it may be cut off`);
  }
  const asked = raw.covers === undefined ? value.keys.size >= WHOLE_DUMP : raw.covers === "all" || raw.covers.includes(key);
  return asked
    ? unsetOf(source, config, `no line of ${key} in the whole list`)
    : unknownOf(source, config, `${key} was not asked for in ${namePart(config)}`);
};

/** Without `effective`: what `-n` does not print has the compiled default. */
const readDefault = (source: HostSource, changed: Config & { kind: "value" }, key: string, why: string): Leaf<string> => {
  if (changed.partial) return unknownOf(source, changed, joinReasons(why, sayPartial(changed, key)));
  const value = localconfigDefault(key);
  if (value === undefined) return unknownOf(source, changed, joinReasons(why, `the compiled default of ${key} is not known`));
  if (value === null) return unsetOf(source, changed, `${key} is not changed and has no compiled default`);
  return knownOf(source, changed, "default", value, [], `${key} is not changed`);
};

const keysOf = (config: Config): Iterable<string> => (config.kind === "value" ? config.value.keys.keys() : []);

export const localconfigFacts = (source: HostSource): Readonly<Record<string, Leaf<string>>> => {
  const effective = readPart(source, "zm.localconfig", "effective", parse);
  const changed = readPart(source, "zm.localconfig", "changed", parse);
  return demandedLeaves(source.demand.localconfig, [...keysOf(effective), ...keysOf(changed)], (key) => {
    if (effective.kind === "value") return readKey(source, effective, key) ?? readSilence(source, effective, key);
    if (changed.kind === "value") return readKey(source, changed, key) ?? readDefault(source, changed, key, effective.reason);
    return unknownOf(source, effective, effective.reason);
  });
};
