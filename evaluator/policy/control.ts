import type { Gate, SubjectKind } from "./gate.js";
import type { Severity } from "../results/status.js";

export interface Parameter {
  readonly default: unknown;
  readonly description: string;
  /** Where the default is an entry of a data file: which, and the day on which it was last looked up. */
  readonly from?: { readonly entry: string; readonly checked_on: string };
}

/** A parameter in one line, for a person. */
export const parameterText = (name: string, { default: value, description, from }: Parameter): string => {
  const dated = from ? ` (${from.entry}, as of ${from.checked_on})` : "";
  return `parameter ${name} = ${JSON.stringify(value)}: ${description}${dated}`;
};

/** A compiled control: what its folder says, and what was computed from its rule. Plain data. */
export interface Control {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly section?: number;
  readonly severity: Severity;
  readonly kind: "evidence" | "manual";
  readonly scope?: "account";
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly optional: readonly { readonly path: string; readonly because: string }[];
  readonly mappings: Readonly<Record<string, readonly string[]>>;
  readonly related: readonly { readonly ref: string; readonly description?: string }[];
  readonly deprecated?: string;
  readonly package: string;
  readonly entrypoint: string;
  /** The rule's file, relative to the policy folder. */
  readonly file: string;
  /** Its folder, relative to the policy folder; empty where a bare file holds the rule. */
  readonly folder: string;
  readonly gate: Gate;
  /** Parts of hosts that it reads; left out where it takes hosts as a whole. */
  readonly hostParts?: readonly string[];
  /** Places that a verdict may depend on, as contract paths. */
  readonly reads: readonly (readonly string[])[];
}

/** A set of controls compiled together. */
export interface PolicySet {
  readonly name: string;
  readonly sha256: string;
  readonly controls: readonly Control[];
  readonly wasm: Uint8Array | string;
}

/** Order of the article: 2.1 before 10.1, custom ids after all sections. */
export const compareIds = (a: string, b: string): number => {
  const parts = (id: string): readonly [number, number, string] => {
    const [, section, number] = /^(\d+)\.(\d+)$/.exec(id) ?? [];
    if (section !== undefined) return [Number(section), Number(number), ""];
    const [, prefix, count] = /^(.*)-(\d+)$/.exec(id) ?? [];
    return [Infinity, Number(count ?? 0), prefix ?? id];
  };
  const [as, an, at] = parts(a);
  const [bs, bn, bt] = parts(b);
  if (as !== bs) return as < bs ? -1 : 1;
  if (at !== bt) return at < bt ? -1 : 1;
  return an - bn || (a < b ? -1 : a > b ? 1 : 0);
};

export const kindOfCollection: Readonly<Record<string, SubjectKind>> = {
  hosts: "host", servers: "server", domains: "domain", cos: "cos", accounts: "account",
};
