import { type AmavisdConf, type AmavisdSetting, parseAmavisd } from "../../sources/amavisd.js";
import type { Leaf } from "../leaf.js";
import { unlessCutOff } from "./amavis.js";
import { type HostSource, type Reading, isDoubtful, knownOf, leafFrom, readPart, unknownOf, unsetOf } from "./host-source.js";

/** One regular expression of $banned_filename_re. */
export interface BannedRule {
  readonly pattern: string;
  /** What matches is let through. */
  readonly allows: boolean;
  /** Extensions that it blocks as Zimbra's template writes it, in lower case; none where it has another form. */
  readonly extensions: readonly string[];
}

export interface AmavisBlockingFacts {
  readonly banned: Leaf<readonly BannedRule[]>;
  readonly banned_destiny: Leaf<string>;
  readonly kill_level: Leaf<number>;
  /** Checks that all mail skips: `spam`, `virus`. */
  readonly skipped: Leaf<readonly string[]>;
  readonly spam_destiny: Leaf<string>;
  readonly unchecked: Leaf<readonly string[]>;
}

type Conf = Reading<AmavisdConf>;

/** What a statement that cannot be followed may set; all else that it says changes none of these facts. */
const NAMES = [
  "$banned_filename_re", "@banned_filename_maps", "@bypass_banned_checks_maps", "@bypass_spam_checks_maps", "@bypass_virus_checks_maps",
  "$policy_bank", "$final_", "$sa_kill_level_deflt", "$path", "decoders",
];

const doubtOf = (conf: Conf, ...mine: readonly string[]): string | undefined => {
  if (conf.kind === "gap" || !conf.partial) return undefined;
  const others = NAMES.filter((name) => !mine.includes(name));
  const innocent = conf.partial.lines.length === 1 && isDoubtful(conf, ...others) && !isDoubtful(conf, ...mine);
  return innocent ? undefined : conf.partial.reason;
};

/** `qr{.\.(?:exe|js)\s*$}i` of amavisd.conf.in. The value of zimbraMtaBlockedExtension stands in it as it is. */
const FORM = /^\.\\\.\(\?:([^()]*)\)\\s\*\$$/;

const extensionsOf = (pattern: string, flags: string): readonly string[] => {
  const words = (FORM.exec(pattern)?.[1] ?? "").split("|").filter((word) => /^[A-Za-z0-9_-]+$/.test(word));
  return flags.includes("i") ? [...new Set(words.map((word) => word.toLowerCase()))].sort() : [];
};

const bannedFact = (source: HostSource, conf: Conf): Leaf<readonly BannedRule[]> =>
  leafFrom(source, conf, ({ banned }) => {
    const doubt = doubtOf(conf, "$banned_filename_re");
    if (doubt !== undefined) return unknownOf(source, conf, doubt);
    if (!banned) return unsetOf(source, conf, "no line sets $banned_filename_re");
    const rules = banned.map(({ pattern, flags, allows }) => ({ pattern, allows, extensions: allows ? [] : extensionsOf(pattern, flags) }));
    return knownOf(source, conf, "file", rules, banned.map(({ line }) => [line, line]), "$banned_filename_re has no rule");
  });

const OFF = /^[[(]?(?:0|undef|''|)[\])]?$/;
/** amavis looks at the rules that @banned_filename_maps names; by itself that is $banned_filename_re. */
const RULES = /^\(\\?\$banned_filename_re\)$/;
const ON = /^[[(]?1[\])]?$/;

/** Policy banks whose mail skips the check of banned names, and `all mail`. */
const uncheckedFact = (source: HostSource, conf: Conf): Leaf<readonly string[]> =>
  leafFrom(source, conf, ({ settings, policyBanks }) => {
    const doubt = doubtOf(conf, "@bypass_banned_checks_maps", "@banned_filename_maps", "$policy_bank");
    if (doubt !== undefined) return unknownOf(source, conf, doubt);
    const maps = [settings, ...policyBanks.values()].flatMap((set) => set.get("banned_filename_maps") ?? []);
    const other = maps.find(({ value }) => !RULES.test(value));
    if (other) return unknownOf(source, conf, "@banned_filename_maps names other rules than $banned_filename_re", [[other.line, other.line]]);
    const given: [string, AmavisdSetting | undefined][] = [...policyBanks].map(([bank, set]) => [bank, set.get("bypass_banned_checks_maps")]);
    given.push(["all mail", settings.get("bypass_banned_checks_maps")]);
    const set = given.flatMap(([name, setting]) => (setting ? [{ name, ...setting }] : []));
    const odd = set.find(({ value }) => !OFF.test(value) && !ON.test(value));
    if (odd) return unknownOf(source, conf, `bypass_banned_checks_maps of ${odd.name} is no plain 0 or 1`, [[odd.line, odd.line]]);
    const names = set.filter(({ value }) => ON.test(value)).map(({ name }) => name).sort();
    return knownOf(source, conf, "file", names, set.map(({ line }) => [line, line]), "no line sets bypass_banned_checks_maps");
  });

const CHECKS = ["spam", "virus"] as const;

/** zmconfigd takes these lines out of the file where the service is switched on; where it has not, nothing is scanned. */
const skippedFact = (source: HostSource, conf: Conf): Leaf<readonly string[]> =>
  leafFrom(source, conf, ({ settings }) => {
    const doubt = doubtOf(conf, "@bypass_spam_checks_maps", "@bypass_virus_checks_maps");
    if (doubt !== undefined) return unknownOf(source, conf, doubt);
    const set = CHECKS.flatMap((check) => {
      const setting = settings.get(`bypass_${check}_checks_maps`);
      return setting ? [{ check, ...setting }] : [];
    });
    const odd = set.find(({ value }) => !OFF.test(value) && !ON.test(value));
    if (odd) return unknownOf(source, conf, `@bypass_${odd.check}_checks_maps is no plain 0 or 1`, [[odd.line, odd.line]]);
    const names = set.filter(({ value }) => ON.test(value)).map(({ check }) => check);
    return knownOf(source, conf, "file", names, set.map(({ line }) => [line, line]), "no line skips the check of spam or viruses");
  });

const settingFact = <T>(
  source: HostSource, conf: Conf, name: string, find: (value: AmavisdConf) => AmavisdSetting | undefined, read: (text: string) => T | undefined,
): Leaf<T> =>
  leafFrom(source, conf, (value) => {
    const doubt = doubtOf(conf, name.startsWith("$final_") ? "$final_" : name);
    if (doubt !== undefined) return unknownOf(source, conf, doubt);
    const setting = find(value);
    if (!setting) return unsetOf(source, conf, `no line sets ${name}`);
    const lines = [[setting.line, setting.line]] as const;
    const typed = read(setting.value);
    return typed === undefined ? unknownOf(source, conf, `${name} cannot be read`, lines) : knownOf(source, conf, "file", typed, lines);
  });

const readDestiny = (text: string): string | undefined => (/^D_[A-Z]{1,20}$/.test(text) ? text : undefined);
const readScore = (text: string): number | undefined => (/^[0-9]{1,6}(?:\.[0-9]{0,6})?$/.test(text) ? Number(text) : undefined);

/** What the rendered amavisd.conf does with banned mail and spam. */
export const amavisBlockingFacts = (source: HostSource): AmavisBlockingFacts => {
  const conf = readPart(source, "zm.amavis", "amavisd.conf", parseAmavisd);
  const whole = <T>(leaf: Leaf<T>): Leaf<T> => unlessCutOff(source, conf, leaf);
  const destiny = (kind: string): Leaf<string> =>
    settingFact(source, conf, `$final_${kind}_destiny`, ({ destinies }) => destinies.get(`final_${kind}_destiny`), readDestiny);
  return {
    banned: whole(bannedFact(source, conf)),
    banned_destiny: whole(destiny("banned")),
    kill_level: whole(settingFact(source, conf, "$sa_kill_level_deflt", ({ settings }) => settings.get("sa_kill_level_deflt"), readScore)),
    skipped: whole(skippedFact(source, conf)),
    spam_destiny: whole(destiny("spam")),
    unchecked: whole(uncheckedFact(source, conf)),
  };
};
