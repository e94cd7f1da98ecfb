import { nameLines, splitLines, splitWords } from "./lines.js";
import { formatAddress, parseAddress } from "./network.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";

export interface HostsEntry {
  /** Canonical, without a zone. */
  readonly address: string;
  /** The first is the canonical name, the rest are aliases; as written. */
  readonly names: readonly string[];
  readonly line: number;
}

/**
 * `/etc/hosts`.
 *
 * @example
 *     127.0.0.1   localhost
 *     192.0.2.10  mail.example.com mail   # this host
 *
 * => ok [{"address": "127.0.0.1", "names": ["localhost"], "line": 1},
 *   {"address": "192.0.2.10", "names": ["mail.example.com", "mail"], "line": 2}]
 */
export const parseHosts = (text: string): Parsed<readonly HostsEntry[]> => {
  const entries: HostsEntry[] = [];
  const stray: number[] = [];
  for (const [index, line] of splitLines(text).entries()) {
    const [word, ...names] = splitWords(line.split("#", 1)[0] ?? "");
    if (word === undefined) continue;
    const address = parseAddress(word.split("%", 1)[0] ?? word);
    if (address && names.length > 0) entries.push({ address: formatAddress(address), names, line: index + 1 });
    else stray.push(index + 1);
  }
  if (stray.length > 0 && entries.length === 0) return error("no line is an address and names", stray);
  if (stray.length > 0) return partial(entries, `${nameLines(stray)} are no address and names`, stray);
  return entries.length > 0 ? ok(entries) : nothing(entries);
};
