import { type Socket, parseSs } from "../../sources/ss.js";
import type { Leaf } from "../leaf.js";
import { type HostSource, type Reading, knownOf, leafFrom, linesOf, readPart, wholeOnly } from "./host-source.js";

export type Listener = Omit<Socket, "line">;

export const readSockets = (source: HostSource): Reading<readonly Socket[]> =>
  wholeOnly(readPart(source, "net.listen", "sockets", parseSs));

export const listenersFact = (source: HostSource, sockets: Reading<readonly Socket[]>): Leaf<readonly Listener[]> =>
  leafFrom(source, sockets, (rows) => {
    const listeners = rows.map(({ address, port, process, protocol }) => ({ address, port, process, protocol }));
    return knownOf(source, sockets, "command", listeners, linesOf(rows));
  });
