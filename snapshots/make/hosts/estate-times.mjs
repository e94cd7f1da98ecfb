// When the estate was set up and patched.
import { at } from "../seed.mjs";

export const INSTALLED = at("2022-05-04T09:00:00Z");

export const PATCHED = at("2026-08-09T22:30:00Z");
