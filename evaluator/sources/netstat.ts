import { isBlank, splitWords } from "./lines.js";
import { type Socket, joinFamilies, readPort, readSocketAddress } from "./sockets.js";

export interface ReadSockets {
  readonly sockets: readonly Socket[];
  readonly stray: readonly number[];
}

const OTHERS = new Set(["raw", "raw6", "sctp", "udplite", "udplite6", "dccp", "unix"]);
/** net-tools cuts an address so that it and its port fill 23 columns; what is left may read like another address. */
const FULL_WIDTH = 23;

const readLine = (line: string, number: number): Socket | undefined => {
  const words = splitWords(line);
  const [proto = "", , , local = ""] = words;
  const colon = local.lastIndexOf(":");
  const address = readSocketAddress(local.slice(0, Math.max(0, colon)));
  const port = readPort(local.slice(colon + 1));
  if (address === undefined || port === undefined || (proto.endsWith("6") && local.length === FULL_WIDTH)) return undefined;
  // A program's name may hold blanks; nothing that comes before it has a slash.
  const program = words.slice(5).join(" ").replace(/^LISTEN /, "");
  const name = /^[0-9]+\/(.*)$/.exec(program)?.[1] ?? "";
  return { protocol: proto.startsWith("tcp") ? "tcp" : "udp", address, port, process: name.split(":", 1)[0] ?? "", line: number };
};

/** The table of `netstat -lntup`. */
export const readNetstat = (lines: readonly string[]): ReadSockets => {
  const sockets: Socket[] = [];
  const stray: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (isBlank(line) || /^(?:Active |Proto |\(|tcp6? .* ESTABLISHED)/.test(line) || OTHERS.has(splitWords(line)[0] ?? "")) continue;
    const socket = /^(?:tcp|udp)6? /.test(line) ? readLine(line, index + 1) : undefined;
    if (socket) sockets.push(socket);
    else stray.push(index + 1);
  }
  return { sockets: joinFamilies(sockets), stray };
};
