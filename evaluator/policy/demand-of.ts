import type { Demand } from "../facts/demand.js";
import type { Gate } from "./gate.js";
import type { Control } from "./control.js";

/** The names that the controls' contracts ask for, so that the facts hold those and no others. */
export const demandOf = (controls: readonly Control[]): Demand => {
  const demand = {
    attributes: new Set<string>(), overrides: new Set<string>(), localconfig: new Set<string>(), postconf: new Set<string>(), sshd: new Set<string>(), units: new Set<string>(),
  };
  for (const path of controls.flatMap(({ reads }) => reads)) {
    const after = (name: string): string | undefined => {
      const at = path.indexOf(name);
      return at < 0 ? undefined : path[at + 1];
    };
    if (path[0] !== "hosts") {
      const attribute = after("attrs") ?? after("own") ?? after("effective");
      if (attribute !== undefined) demand.attributes.add(attribute);
      const override = path[0] === "census" ? after("overrides") ?? after("admin_overrides") : undefined;
      if (override !== undefined) demand.overrides.add(override);
      continue;
    }
    const [, , part, place, named] = path;
    const found = {
      localconfig: after("localconfig"), postconf: part === "postfix" && place === "main" ? named : undefined,
      sshd: part === "sshd" && place === "default" ? named : after("settings"), units: after("units"),
    };
    for (const key of ["localconfig", "postconf", "sshd", "units"] as const) {
      const name = found[key];
      if (name !== undefined && name !== "*" && name !== "@") demand[key].add(name);
    }
  }
  return demand;
};

/** The parts of hosts that a contract goes into; undefined where it takes hosts as a whole. */
export const hostPartsIn = (gate: Gate): readonly string[] | undefined => {
  const parts = new Set<string>();
  for (const { path, deep } of [...gate.subjects, ...gate.results].flatMap(({ reads }) => reads)) {
    const [first, , part] = path;
    if (first !== "hosts") continue;
    // A path that ends before the part asks only whether there is such a host.
    if (part === "*" || part === "@" || (part === undefined && deep)) return undefined;
    if (part !== undefined) parts.add(part);
  }
  return [...parts].sort();
};

/** The parts of hosts that any of the controls asks for; undefined where that is all of them. */
export const hostPartsOf = (controls: readonly Control[]): ReadonlySet<string> | undefined =>
  controls.some(({ hostParts }) => hostParts === undefined) ? undefined : new Set(controls.flatMap(({ hostParts }) => hostParts ?? []));
