import { type AmavisdConf, parseAmavisd } from "../../sources/amavisd.js";
import { type Leaf, isUnknown } from "../leaf.js";
import { type HostSource, type Reading, isDoubtful, knownOf, leafFrom, namePart, readPart, unknownOf, unsetOf } from "./host-source.js";

export interface AmavisFacts {
  readonly decoders: Leaf<readonly string[]>;
  readonly path: Leaf<readonly string[]>;
  readonly template_decoders: Leaf<readonly string[]>;
}

type Conf = Reading<AmavisdConf>;

/**
 * What no line sets is not known where the text may be cut off. Only an imported file can be without a mark of that; the
 * collector records the size of what it read.
 */
export const unlessCutOff = <T>(source: HostSource, conf: Conf, leaf: Leaf<T>): Leaf<T> => {
  if (source.opened.snapshot.origin !== "import" || conf.kind === "gap" || conf.value.ends || isUnknown(leaf)) return leaf;
  const absent = !("value" in leaf) || (Array.isArray(leaf.value) && leaf.value.length === 0);
  return absent ? unknownOf(source, conf, `${namePart(conf)} does not end in "1;", as Zimbra writes it: it may be cut off`) : leaf;
};

/** A line that cannot be followed and speaks of another setting changes neither $path nor @decoders. */
const OTHERS = ["$banned_filename_re", "$policy_bank", "$final_"];

const doubtOf = (conf: Conf, name: string): string | undefined => {
  if (conf.kind === "gap" || !conf.partial) return undefined;
  const innocent = isDoubtful(conf, ...OTHERS) && conf.partial.lines.length === 1;
  return innocent && !isDoubtful(conf, name) ? undefined : conf.partial.reason;
};

/** do_7zip unpacks these archives too, without cpio; it is in every shipped file and no fallback of pax. */
const decodersFact = (source: HostSource, conf: Conf): Leaf<readonly string[]> =>
  leafFrom(source, conf, ({ decoders }) => {
    const doubt = doubtOf(conf, "decoders");
    if (doubt !== undefined) return unknownOf(source, conf, doubt);
    if (!decoders) return unsetOf(source, conf, "no line sets @decoders");
    const entries = decoders.filter(
      ({ types, handler }) => handler !== "do_7zip" && types.some((type) => type === "cpio" || type === "tar"),
    );
    const programs = [...new Set(entries.flatMap((entry) => entry.programs))];
    return knownOf(
      source,
      conf,
      "file",
      programs,
      entries.map(({ lines }) => lines),
      entries.length === 0 ? "no entry of @decoders for cpio or tar" : undefined,
    );
  });

export const amavisFacts = (source: HostSource): AmavisFacts => {
  const rendered = readPart(source, "zm.amavis", "amavisd.conf", parseAmavisd);
  const template = readPart(source, "zm.amavis", "amavisd.conf.in", parseAmavisd);
  return {
    decoders: unlessCutOff(source, rendered, decodersFact(source, rendered)),
    path: unlessCutOff(source, rendered, leafFrom(source, rendered, ({ path }) => {
      const doubt = doubtOf(rendered, "$path");
      if (doubt !== undefined) return unknownOf(source, rendered, doubt);
      return path
        ? knownOf(source, rendered, "file", path.value, [[path.line, path.line]])
        : unsetOf(source, rendered, "no line sets $path");
    })),
    template_decoders: unlessCutOff(source, template, decodersFact(source, template)),
  };
};
