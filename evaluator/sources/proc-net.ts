import { isBlank, splitWords } from "./lines.js";
import type { ReadSockets } from "./netstat.js";
import { type Socket, joinFamilies, readPort, readSocketAddress } from "./sockets.js";

const LISTEN = "0A";
/** A TCP socket in this state is closed and in no table; a UDP socket without peer has it. */
const UNCONNECTED = "07";

/** Words of 32 bits in the machine's order, which is little-endian on everything that Zimbra runs on. */
const readAddress = (hex: string): string | undefined => {
  const bytes = (hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
  const ordered = bytes.map((_, index) => bytes[index - (index % 4) + 3 - (index % 4)] ?? 0);
  if (ordered.length === 4) return readSocketAddress(ordered.join("."));
  const groupAt = (group: number): number => ((ordered[2 * group] ?? 0) << 8) | (ordered[2 * group + 1] ?? 0);
  const groups = Array.from({ length: 8 }, (_, group) => groupAt(group).toString(16));
  return readSocketAddress(groups.join(":"));
};

const readLine = (line: string, number: number): Socket | "other" | undefined => {
  const [, local = "", remote = "", state = ""] = splitWords(line);
  const [, address, port] = /^([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})$/.exec(local) ?? [];
  if (address === undefined || port === undefined) return undefined;
  if (!/^[0-9A-F]+:[0-9A-F]{4}$/.test(remote) || !/^[0-9A-F]{2}$/.test(state)) return undefined;
  const text = readAddress(address);
  const number16 = readPort(String(Number.parseInt(port, 16)));
  if (text === undefined || number16 === undefined) return undefined;
  if (state !== LISTEN && state !== UNCONNECTED) return "other";
  return { protocol: state === LISTEN ? "tcp" : "udp", address: text, port: number16, process: "", line: number };
};

/** /proc/net/tcp, tcp6, udp and udp6 one after another, with or without a line that names each. */
export const readProcNet = (lines: readonly string[]): ReadSockets => {
  const sockets: Socket[] = [];
  const stray: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (isBlank(line) || /^(?:#|==>|\/proc\/net\/)/.test(line) || /^ *sl +local_address /.test(line)) continue;
    const socket = readLine(line, index + 1);
    if (socket === undefined) stray.push(index + 1);
    else if (socket !== "other") sockets.push(socket);
  }
  return { sockets: joinFamilies(sockets), stray };
};
