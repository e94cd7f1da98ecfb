import { plain } from "../../snapshot/quote.js";
import { splitLines } from "../../sources/lines.js";
import { ok } from "../../sources/parsed.js";
import type { SshProcess } from "../../sources/ssh-proc.js";
import type { Leaf } from "../leaf.js";
import { type HostSource, type Reading, joinReasons, knownOf, linesOf, readPart, unknownOf, unsetOf } from "./host-source.js";
import { type SshdOption, otherConfigOf, readCryptoPolicy, readSshdOptions } from "./sshd-options.js";

/** What a command line does to a keyword that `sshd -T` printed. */
export type Override =
  | { readonly kind: "option"; readonly option: SshdOption; readonly reading: Reading<unknown>; readonly line: number }
  | { readonly kind: "unknown"; readonly reason: string }
  | undefined;

export interface Overrides {
  readonly fact: Leaf<string>;
  /** Every listening daemon reads another file than `sshd -T` did. */
  readonly elsewhere: string | undefined;
  readonly of: (keyword: string) => Override;
}

/** What the crypto policy sets. On EL8 it comes by the command line, so that without one these are not known. */
const CRYPTO = new Set(
  (
    "ciphers macs kexalgorithms gssapikexalgorithms hostkeyalgorithms casignaturealgorithms " +
    "pubkeyacceptedkeytypes pubkeyacceptedalgorithms"
  ).split(" "),
);
const POLICY_FILE = "/etc/crypto-policies/back-ends/opensshserver.config";

interface OsLeaves {
  readonly id: Leaf<string>;
  readonly version: Leaf<string>;
}

const EL = new Set(["rhel", "centos", "rocky", "almalinux", "ol"]);

const isEl8 = ({ id, version }: OsLeaves): boolean =>
  "value" in id && EL.has(id.value) && "value" in version && /^8(?:\.|$)/.test(version.value);

type Option = { readonly option: SshdOption; readonly line: number };

const collectOptions = (rows: readonly SshProcess[]): readonly Option[] =>
  rows.flatMap(({ argv, line }) => readSshdOptions(argv).map((option) => ({ option, line })));

const findOption = (options: readonly Option[], rows: number, keyword: string, reading: Reading<unknown>): Override => {
  const found = options.filter(({ option }) => option.keyword === keyword);
  const [first] = found;
  if (!first) return undefined;
  const same = found.length === rows && found.every(({ option }) => option.value === first.option.value);
  return same
    ? { kind: "option", ...first, reading }
    : { kind: "unknown", reason: `the listening daemons have different options for ${keyword}` };
};

/** Options of the daemons that run; where none does, those that EL8's unit would give it. */
export const readOverrides = (source: HostSource, daemons: Reading<readonly SshProcess[]>, os: OsLeaves): Overrides => {
  if (daemons.kind === "value" && !daemons.partial && daemons.value.length > 0) {
    const others = daemons.value.filter(({ argv }) => otherConfigOf(argv) !== undefined);
    const rows = daemons.value.filter((row) => !others.includes(row));
    const options = collectOptions(rows.length > 0 ? rows : others);
    const texts = [...new Set(options.map(({ option }) => option.text))];
    const [other] = others;
    return {
      fact:
        texts.length > 0
          ? knownOf(source, daemons, "command", texts.join(" "), linesOf(options))
          : unsetOf(source, daemons, "no -o on the command line of any listening sshd"),
      elsewhere: rows.length === 0 && other ? `the listening sshd reads ${plain(otherConfigOf(other.argv) ?? "")}` : undefined,
      of: (keyword) => findOption(options, rows.length, keyword, daemons),
    };
  }
  const gap = daemons.kind === "gap" ? daemons.reason : (daemons.partial?.reason ?? "no sshd listens");
  const policy = readPart(source, "ssh.files", POLICY_FILE, (text) => ok(splitLines(text)));
  if (!isEl8(os)) return { fact: unknownOf(source, daemons, gap), elsewhere: undefined, of: () => undefined };
  const options = policy.kind === "value" && daemons.kind === "value" ? readCryptoPolicy(policy.value.join("\n")) : [];
  if (options.length === 0) {
    const reason = joinReasons("on EL8 the crypto policy is on the daemon's command line", gap);
    return {
      fact: unknownOf(source, daemons, gap),
      elsewhere: undefined,
      of: (keyword) => (CRYPTO.has(keyword) ? { kind: "unknown", reason } : undefined),
    };
  }
  const line = policy.kind === "value" ? policy.value.findIndex((one) => one.startsWith("CRYPTO_POLICY=")) + 1 : 1;
  return {
    fact: knownOf(source, policy, "file", options.map(({ text }) => text).join(" "), [[line, line]]),
    elsewhere: undefined,
    of: (keyword) => {
      const option = options.find((one) => one.keyword === keyword);
      return option ? { kind: "option", option, reading: policy, line } : undefined;
    },
  };
};
