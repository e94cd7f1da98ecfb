// When things happened on the hardened server, and what is installed there.
import { at } from "../seed.mjs";
import { packagesOf } from "../zimbra/packages.mjs";

export const NOW = at("2026-09-01T06:00:00Z");

export const BOOT = at("2026-08-16T02:10:00Z");

export const INSTALLED = at("2025-02-10T09:00:00Z");

export const PATCHED = at("2026-08-16T01:20:00Z");

export const WRITTEN = at("2026-08-15T22:00:00Z");

export const PACKAGES = [
  ...packagesOf("10.1", { patch: "10.1.19", base: "10.1.0.GA.4655.UBUNTU22.64" }),
  ["zimbra-network-modules-ng", "10.1.19.1785500000-1.u22"],
  ["zimbra-license-tools", "1.0.6.1785500000-1.u22"],
];
