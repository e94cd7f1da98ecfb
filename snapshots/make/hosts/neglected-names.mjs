// What the parts of the neglected server's directory share.
import { at } from "../seed.mjs";

export const SEED = "neglected";

export const HOST = "mx.example.com";

export const NETWORKS = "127.0.0.0/8 10.0.0.0/8 192.168.0.0/16 198.51.100.0/24";

export const FIRST = at("2011-03-07T10:00:00Z");
