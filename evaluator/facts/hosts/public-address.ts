import { containsAddress, parseAddress, parseNetwork, unmapAddress } from "../../sources/network.js";

/**
 * Addresses that nobody on the Internet has: RFC 1918, 6598, 3927, 4193, 4291, loopback, "this" network, multicast. The
 * documentation ranges (RFC 5737, 3849) stand for any public address in test connections.
 */
const PRIVATE = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0/4",
  "::/128",
  "::1/128",
  "fc00::/7",
  "fe80::/10",
  "ff00::/8",
].flatMap((text) => parseNetwork(text) ?? []);

/** What is no address at all (sshd writes UNKNOWN) may be anybody's. */
export const isPublicAddress = (text: string): boolean => {
  const address = parseAddress(text);
  return !address || !PRIVATE.some((network) => containsAddress(network, unmapAddress(address)));
};
