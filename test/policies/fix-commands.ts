import type { EntryKind } from "../../evaluator/facts/attributes.js";
import { shellWords } from "./shell-words.js";

export type FixCommand =
  | { readonly do: "modify"; readonly kind: EntryKind; readonly name: string; readonly pairs: readonly (readonly [string, string])[] }
  | { readonly do: "localconfig"; readonly pairs: readonly (readonly [string, string])[] }
  | { readonly do: "restart"; readonly what: string }
  /** Looks only, or flushes a cache. */
  | { readonly do: "nothing" };

const KINDS: Readonly<Record<string, EntryKind>> = {
  mcf: "globalConfig", modifyConfig: "globalConfig", ms: "server", modifyServer: "server", mc: "cos", modifyCos: "cos", md: "domain",
  modifyDomain: "domain", ma: "account", modifyAccount: "account",
};
const RESTARTS = ["zmmailboxdctl", "zmmtactl", "zmproxyctl", "zmamavisdctl", "zmclamdctl", "zmantivirusctl", "zmconfigdctl", "zmcontrol"];
const LOOKS = ["postconf", "grep"];

const readModify = (command: string, rest: readonly string[]): FixCommand => {
  const kind = KINDS[command];
  if (kind === undefined) throw new Error(`zmprov has no such command here: ${command}`);
  const [name, args] = kind === "globalConfig" ? ["", rest] : [rest[0] ?? "", rest.slice(1)];
  if (args.length === 0 || args.length % 2 !== 0) throw new Error(`zmprov ${command}: attributes and values come in pairs: ${args.join(" ")}`);
  return { do: "modify", kind, name, pairs: args.flatMap((word, i) => (i % 2 === 0 ? [[word, args[i + 1] ?? ""] as const] : [])) };
};

const readLine = (line: string): FixCommand | undefined => {
  const words = shellWords(line);
  const [program = "", ...all] = words ?? [];
  const [verb = "", ...rest] = program === "zmprov" && all[0] === "-l" ? all.slice(1) : all;
  if (words?.length === 0 || LOOKS.includes(program)) return { do: "nothing" };
  if (RESTARTS.includes(program) && (verb === "restart" || verb === "start") && rest.length === 0) return { do: "restart", what: program };
  if (program === "zmlocalconfig" && verb === "-e" && rest.length > 0) {
    return { do: "localconfig", pairs: rest.map((word) => [word.slice(0, Math.max(0, word.indexOf("="))), word.slice(word.indexOf("=") + 1)] as const) };
  }
  if (program !== "zmprov") return undefined;
  if (verb === "fc" || verb === "gs" || verb === "sa") return { do: "nothing" };
  // A new key, whose value the collector would not show, only its length.
  if (verb === "gdpak") return { do: "modify", kind: "domain", name: rest.at(-1) ?? "", pairs: [["zimbraPreAuthKey", "<redacted:64>"]] };
  return readModify(verb, rest);
};

/** What a fix does; undefined where a line of it is neither of zmprov and zmlocalconfig nor a restart of theirs. */
export const readFix = (fix: readonly string[]): readonly FixCommand[] | undefined => {
  const commands = fix.map(readLine);
  return commands.every((command) => command !== undefined) ? commands : undefined;
};
