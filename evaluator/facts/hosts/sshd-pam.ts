import type { PamModule } from "../../sources/pam-modules.js";
import type { Leaf } from "../leaf.js";
import { type HostSource, type Reading, knownOf, leafFrom, linesOf } from "./host-source.js";

export interface PamAuthLine {
  readonly control: string;
  readonly module: string;
}

export interface PamFacts {
  readonly pam_auth: Leaf<readonly PamAuthLine[]>;
  readonly pam_modules: Leaf<readonly string[]>;
}

/** A list of names alone has no types: any of them may ask. */
const asks = ({ type }: PamModule): boolean => type === "auth" || type === "";

export const pamFacts = (source: HostSource, pam: Reading<readonly PamModule[]>): PamFacts => ({
  pam_auth: leafFrom(source, pam, (modules) => {
    const rows = modules.filter(asks);
    return knownOf(source, pam, "file", rows.map(({ control, module }) => ({ control, module })), linesOf(rows), "no auth line");
  }),
  pam_modules: leafFrom(source, pam, (modules) => {
    const rows = modules.filter(({ control }) => control !== "substack");
    return knownOf(source, pam, "file", [...new Set(rows.map(({ module }) => module))], linesOf(rows));
  }),
});
