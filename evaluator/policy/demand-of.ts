import type { Demand } from "../facts/demand.js";
import type { Control } from "./control.js";

/** The names that the controls' contracts ask for, so that the facts hold those and no others. */
export const demandOf = (controls: readonly Control[]): Demand => {
  const demand = { attributes: new Set<string>(), overrides: new Set<string>(), localconfig: new Set<string>(), postconf: new Set<string>(), sshd: new Set<string>(), units: new Set<string>() };
  for (const path of controls.flatMap(({ reads }) => reads)) {
    const after = (...names: readonly string[]): string | undefined => {
      const at = path.findIndex((_, i) => names.every((name, k) => path[i + k] === name));
      return at < 0 ? undefined : path[at + names.length];
    };
    const attribute = after("attrs") ?? after("own") ?? after("effective");
    if (attribute !== undefined && path[0] !== "hosts") demand.attributes.add(attribute);
    const override = path[0] === "census" ? after("overrides") : undefined;
    if (override !== undefined) demand.overrides.add(override);
    const found = { localconfig: after("localconfig"), postconf: after("postfix", "main"), sshd: after("sshd", "default") ?? after("settings"), units: after("units") };
    for (const key of ["localconfig", "postconf", "sshd", "units"] as const) {
      const name = found[key];
      if (name !== undefined && name !== "*" && name !== "@" && path[0] === "hosts") demand[key].add(name);
    }
  }
  return demand;
};
