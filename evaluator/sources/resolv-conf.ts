import { nameLines, splitLines, splitWords } from "./lines.js";
import { formatAddress, parseAddress } from "./network.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";

export interface ResolvConf {
  /** Canonical; the C library asks the first three. */
  readonly nameservers: readonly { readonly address: string; readonly line: number }[];
  /** Of `search` and `domain`, the last line counts. */
  readonly search: readonly string[];
  readonly options: readonly string[];
}

/**
 * `/etc/resolv.conf` (resolv.conf(5)).
 *
 * @example
 *     ; made by hand
 *     nameserver 127.0.0.1
 *     search example.com corp.example.com
 *     options timeout:2
 *
 * => ok {"nameservers": [{"address": "127.0.0.1", "line": 2}], "search": ["example.com", "corp.example.com"], "options": ["timeout:2"]}
 */
export const parseResolvConf = (text: string): Parsed<ResolvConf> => {
  const nameservers: { address: string; line: number }[] = [];
  const options: string[] = [];
  const stray: number[] = [];
  let search: readonly string[] = [];
  let read = 0;
  for (const [index, line] of splitLines(text).entries()) {
    const [keyword, ...args] = splitWords(line);
    if (keyword === undefined || /^[#;]/.test(keyword)) continue;
    const address = parseAddress(args[0]?.split("%", 1)[0] ?? "");
    if (keyword === "nameserver" && address) nameservers.push({ address: formatAddress(address), line: index + 1 });
    else if (keyword === "search" || keyword === "domain") search = args;
    else if (keyword === "options") options.push(...args);
    else if (keyword !== "sortlist") {
      stray.push(index + 1);
      continue;
    }
    read++;
  }
  const value: ResolvConf = { nameservers, search, options };
  if (stray.length > 0 && read === 0) return error("no line is a directive of resolv.conf", stray);
  if (stray.length > 0) return partial(value, `${nameLines(stray)} are not understood`, stray);
  return read > 0 ? ok(value) : nothing(value);
};
