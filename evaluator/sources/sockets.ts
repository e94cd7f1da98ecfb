import { formatAddress, parseAddress, unmapAddress } from "./network.js";

/** A listening TCP socket or a bound UDP socket. */
export interface Socket {
  readonly protocol: "tcp" | "udp";
  /** Canonical, without zone; `*` where it takes IPv4 and IPv6 alike. */
  readonly address: string;
  readonly port: number;
  /** Empty where the reader was not root, or the form has no names. */
  readonly process: string;
  readonly line: number;
}

export const readPort = (text: string): number | undefined => {
  const port = /^[0-9]{1,5}$/.test(text) ? Number(text) : Infinity;
  return port <= 65535 ? port : undefined;
};

/** Canonical text of an address as tools print it: in brackets or bare, with a zone or device (`%lo`), IPv4 mapped into IPv6. */
export const readSocketAddress = (text: string): string | undefined => {
  const bare = text.replace(/%[^\]]*/, "").replace(/^\[(.*)\]$/, "$1");
  const address = parseAddress(bare);
  return address && formatAddress(unmapAddress(address));
};

/** `:::25` of netstat and /proc takes IPv4 as well, unless IPv4 has a socket of its own on that port: then it must be IPv6 only. */
export const joinFamilies = (sockets: readonly Socket[]): readonly Socket[] => {
  const ipv4 = new Set(sockets.filter(({ address }) => address === "0.0.0.0").map(({ protocol, port }) => `${protocol} ${port}`));
  const isBoth = ({ address, protocol, port }: Socket): boolean => address === "::" && !ipv4.has(`${protocol} ${port}`);
  return sockets.map((socket) => (isBoth(socket) ? { ...socket, address: "*" } : socket));
};
