import { excerpt, isBlank, nameLines, splitLines, splitWords } from "./lines.js";
import { type ReadSockets, readNetstat } from "./netstat.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";
import { readProcNet } from "./proc-net.js";
import { type Socket, joinFamilies, readPort, readSocketAddress } from "./sockets.js";

export type { Socket } from "./sockets.js";

/** What ss can be asked for beside TCP and UDP. */
const OTHERS = new Set("raw sctp dccp mptcp icmp6 udplite nl p_raw p_dgr u_str u_dgr u_seq ti_st v_str xdp".split(" "));

/**
 * Old ss (EL7) writes `*:25` for IPv4 and `:::25` for IPv6, new ss writes `0.0.0.0:25`, `[::]:25` and `*:25` for both. A text
 * with `:::` is of the old kind.
 */
const readLine = (line: string, number: number, old: boolean): Socket | undefined => {
  const users = line.indexOf("users:((");
  const [protocol = "", , , , local = ""] = splitWords(users < 0 ? line : line.slice(0, users));
  const colon = local.lastIndexOf(":");
  const host = local.slice(0, Math.max(0, colon)).replace(/%[^\]]*$/, "");
  const address = host === "*" ? (old ? "0.0.0.0" : "*") : readSocketAddress(host);
  const port = readPort(local.slice(colon + 1));
  if (address === undefined || port === undefined || (protocol !== "tcp" && protocol !== "udp")) return undefined;
  const process = users < 0 ? "" : /^users:\(\("([^"]{0,64})"/.exec(line.slice(users))?.[1] ?? "";
  return { protocol, address, port, process, line: number };
};

const readSs = (lines: readonly string[]): ReadSockets => {
  const old = lines.some((line) => / :::[0-9]/.test(line));
  const sockets: Socket[] = [];
  const stray: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (isBlank(line) || line.startsWith("Netid")) continue;
    // iproute2 4.15 breaks long lines at 80 columns, before `users:`.
    if (/^[ \t]+users:\(\(/.test(line)) {
      const last = sockets.pop();
      const process = /users:\(\("([^"]{0,64})"/.exec(line)?.[1] ?? "";
      if (last) sockets.push({ ...last, process });
      continue;
    }
    const [protocol = "", state = ""] = splitWords(line);
    if (OTHERS.has(protocol) || (protocol === "tcp" && state === "ESTAB")) continue;
    const socket = readLine(line, index + 1, old);
    if (socket) sockets.push(socket);
    else stray.push(index + 1);
  }
  return { sockets: old ? joinFamilies(sockets) : sockets, stray };
};

const chooseReader = (lines: readonly string[]): ((lines: readonly string[]) => ReadSockets) => {
  if (lines.some((line) => /^ *sl +local_address /.test(line) || line.startsWith("# /proc/net/"))) return readProcNet;
  const isNetstat = lines.some((line) => /^(?:Proto Recv-Q|Active Internet connections|(?:tcp|udp)6? +[0-9]+ +[0-9]+ )/.test(line));
  return isNetstat ? readNetstat : readSs;
};

/**
 * Who listens: `ss -H -lntup`, `ss -lntup`, `netstat -lntup`, or /proc/net/{tcp,tcp6,udp,udp6} one after another.
 *
 * @example
 *     udp UNCONN 0      0               127.0.0.1:323   0.0.0.0:* users:(("chronyd",pid=701,fd=5))
 *     tcp LISTEN 0      5      [::ffff:127.0.0.1]:389         *:* users:(("slapd",pid=812,fd=8))
 *     tcp LISTEN 0      50                      *:7071        *:*
 *
 * => ok [{"protocol": "udp", "address": "127.0.0.1", "port": 323, "process": "chronyd", "line": 1},
 *   {"protocol": "tcp", "address": "127.0.0.1", "port": 389, "process": "slapd", "line": 2},
 *   {"protocol": "tcp", "address": "*", "port": 7071, "process": "", "line": 3}]
 */
export const parseSs = (text: string): Parsed<readonly Socket[]> => {
  const lines = splitLines(text);
  const { sockets, stray } = chooseReader(lines)(lines);
  const first = lines[(stray[0] ?? 0) - 1];
  if (first === undefined) return sockets.length > 0 ? ok(sockets) : nothing(sockets);
  if (lines.some((line) => /^(?:State|LISTEN|UNCONN) /.test(line))) {
    return error("no column Netid: only one protocol was asked for, which says nothing of the other", stray);
  }
  if (sockets.length === 0) return error(`no line is a socket of ss, netstat or /proc/net: ${excerpt(first)}`, stray);
  return partial(sockets, `${nameLines(stray)} cannot be read as sockets`, stray);
};
