import { type UnitState, parseUnitFiles, parseUnitStates } from "../../sources/systemctl.js";
import { EVERYTHING } from "./demanded.js";
import type { Leaf } from "../leaf.js";
import { sortedObject } from "../sorted-object.js";
import { type HostSource, type Reading, knownOf, leafFrom, namePart, readPart, unknownOf } from "./host-source.js";

export interface UnitFacts {
  readonly active: Leaf<string>;
  readonly enabled: Leaf<string>;
}

export type UnitStates = Reading<ReadonlyMap<string, UnitState>>;

/** systemctl takes a name without its ending for a service. */
const findUnit = (units: ReadonlyMap<string, UnitState>, name: string): UnitState | undefined =>
  units.get(name) ?? (name.endsWith(".service") ? units.get(name.slice(0, -".service".length)) : units.get(`${name}.service`));

const stateOf = (source: HostSource, states: UnitStates, name: string): Leaf<string> =>
  leafFrom(source, states, (units) => {
    const unit = findUnit(units, name);
    return unit
      ? knownOf(source, states, "command", unit.state, [[unit.line, unit.line]])
      : unknownOf(source, states, `${namePart(states)} was not asked about ${name}`);
  });

export const readActive = (source: HostSource): UnitStates => readPart(source, "svc.units", "active", parseUnitStates);

export const unitsFacts = (source: HostSource, active: UnitStates): Readonly<Record<string, UnitFacts>> => {
  const enabled = readPart(source, "svc.units", "enabled", parseUnitStates);
  const files = readPart(source, "svc.units", "files", parseUnitFiles);
  const { units: demanded } = source.demand;
  const present = [active, enabled].flatMap((states) => (states.kind === "value" ? [...states.value.keys()] : []));
  const names = new Set(demanded.has(EVERYTHING) ? [...demanded, ...present] : demanded);
  names.delete(EVERYTHING);
  return sortedObject(
    [...names].map((name) => {
      const asked = enabled.kind === "value" && findUnit(enabled.value, name) !== undefined;
      // list-unit-files prints what is-enabled says, and no unit without a file.
      const listed = !asked && files.kind === "value" && findUnit(files.value, name) !== undefined;
      return [name, { active: stateOf(source, active, name), enabled: stateOf(source, listed ? files : enabled, name) }] as const;
    }),
  );
};
