// When things happened on the neglected server.
import { at } from "../seed.mjs";

export const NOW = at("2026-09-01T02:30:00Z");

export const BOOT = at("2023-11-18T21:14:40Z");

export const UPDATED = at("2022-06-19T03:00:00Z");

export const PATCHED = at("2022-04-30T22:10:00Z");
