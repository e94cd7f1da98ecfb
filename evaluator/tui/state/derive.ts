import { detailDoc } from "../docs/detail.js";
import { controlDoc } from "../docs/control.js";
import { besideDoc } from "../docs/beside.js";
import { sourceDoc } from "../docs/source.js";
import type { Doc } from "../docs/doc.js";
import { planOf, type Plan, type PlanPart, type Step as PlanStep } from "../../results/plan.js";
import { statuses, type Status } from "../../results/status.js";
import type { SourceRef, World } from "../world.js";
import { layoutOf } from "./layout.js";
import { memo } from "./memo.js";
import type { Finding, Model, SectionRow } from "./model.js";
import { filtered, findingOf, listRows, type ListRow } from "./rows.js";
import { orderedPlan } from "./plan-order.js";
import { placeOf, type Place, type State } from "./state.js";

const noFolds: ReadonlySet<string> = new Set();

const nothingYet: ReadonlySet<number> = new Set();
/** What a slow filter has found so far; undefined for the others. */
export const hitsOf = ({ filter: { where }, scan }: State): ReadonlySet<number> | undefined =>
  (where.slow ? (scan?.where === where ? scan.hits : nothingYet) : undefined);

/** The findings that are shown, before they are grouped. */
export const shownFindings = (state: State): readonly Finding[] =>
  (state.world ? filtered(state.world.model, state.filter.where, state.filter.facets, hitsOf(state)) : []);

export const rowsOfList = (state: State): readonly ListRow[] =>
  state.world ? listRows(
    state.world.model, shownFindings(state), state.grouping, state.order, state.folds[state.grouping] ?? noFolds
  ) : [];

export const currentRow = (state: State): ListRow | undefined => rowsOfList(state)[state.scrolls.findings.cursor];

const sectionRows = memo((model: Model, text: string, by: State["sectionOrder"]): readonly SectionRow[] => {
  const low = text.toLowerCase();
  const kept = model.sections.filter(({ number, title }) => `${number} ${title}`.toLowerCase().includes(low));
  const value = ({ number, counts }: SectionRow): number =>
    (by.by === "article" ? number : by.by === "failed" ? -counts.fail : -counts.unknown - counts.error);
  const inOrder = by.by === "article" ? kept : [...kept].sort((a, b) => value(a) - value(b) || a.number - b.number);
  return by.reverse ? [...inOrder].reverse() : inOrder;
});
export const rowsOfSections = (state: State): readonly SectionRow[] =>
  (state.world ? sectionRows(state.world.model, state.local.sections, state.sectionOrder) : []);

export interface HostRow {
  readonly name: string;
  readonly roles: readonly string[];
  readonly taken: string;
  readonly complete: boolean | undefined;
  readonly failed: number;
  readonly high: number;
  readonly unknown: number;
  readonly passed: number;
}

const countedHosts = memo((world: World): readonly HostRow[] => {
  const counts = new Map<string, { failed: number; high: number; unknown: number; passed: number }>();
  for (const { host, status, severity } of world.model.findings) {
    if (host === "") continue;
    const count = counts.get(host) ?? { failed: 0, high: 0, unknown: 0, passed: 0 };
    if (status === "fail") count.failed++;
    if (status === "fail" && (severity === "high" || severity === "critical")) count.high++;
    if (status === "unknown" || status === "error") count.unknown++;
    if (status === "pass") count.passed++;
    counts.set(host, count);
  }
  const snapshots = new Map(world.model.report.snapshots.map((snapshot) => [snapshot.host, snapshot]));
  return world.model.hosts.map((name) => {
    const snapshot = snapshots.get(name);
    return {
      name, roles: world.roles(name), taken: snapshot?.started_at?.slice(0, 16).replace("T", " ") ?? "",
      complete: snapshot?.complete, ...(counts.get(name) ?? { failed: 0, high: 0, unknown: 0, passed: 0 }),
    };
  });
});

const hostRows = memo((world: World, text: string, order: State["hostOrder"]): readonly HostRow[] => {
  const low = text.toLowerCase();
  const kept =
    countedHosts(world).filter(({ name, roles }) => `${name} ${roles.join(" ")}`.toLowerCase().includes(low));
  const inOrder = order.by === "name" ? kept : [...kept].sort((a, b) =>
    (order.by === "failed" ? b.failed - a.failed : b.unknown - a.unknown) || (a.name < b.name ? -1 : 1));
  return order.reverse ? [...inOrder].reverse() : inOrder;
});
export const rowsOfHosts = (state: State): readonly HostRow[] =>
  (state.world ? hostRows(state.world, state.local.hosts, state.hostOrder) : []);

export interface MatrixRow {
  readonly first: Finding;
  /** A finding for every host of the matrix; undefined where the control does not judge it. */
  readonly cells: readonly (Finding | undefined)[];
  /** The verdict that most hosts have; of several that as many have, the best one. */
  readonly usual: Status | undefined;
  /** The columns of the hosts that have another one, as far as they were collected. */
  readonly odd: readonly number[];
}
export interface Matrix {
  readonly hosts: readonly string[];
  readonly rows: readonly MatrixRow[];
}

const matrix = memo((model: Model, hosts: readonly HostRow[], role: string | undefined, differing: boolean): Matrix => {
  const chosen = hosts.filter(({ roles }) => role === undefined || roles.join(" ") === role);
  const names = chosen.map(({ name }) => name);
  const columns = new Map(names.map((name, i) => [name, i]));
  const rows = new Map<string, { first: Finding; cells: (Finding | undefined)[] }>();
  for (const finding of model.findings) {
    const column = columns.get(finding.host);
    if (column === undefined || (finding.kind !== "host" && finding.kind !== "server")) continue;
    const row = rows.get(finding.result.id)
      ?? { first: finding, cells: new Array<Finding | undefined>(names.length).fill(undefined) };
    row.cells[column] = finding;
    rows.set(finding.result.id, row);
  }
  // Hosts that the control does not judge have another role, and of one that was not collected nothing is known: a row
  // differs only among the others.
  const known = chosen.map(({ complete }) => complete !== undefined);
  const all = [...rows.values()].map(({ first, cells }): MatrixRow => {
    const counts = new Map<Status, number>();
    cells.forEach((cell, i) => cell && known[i] && counts.set(cell.status, (counts.get(cell.status) ?? 0) + 1));
    const [usual] = [...counts].sort((a, b) => b[1] - a[1] || statuses.indexOf(b[0]) - statuses.indexOf(a[0]))[0] ?? [];
    const odd = cells.flatMap((cell, i) => (cell && known[i] && cell.status !== usual ? [i] : []));
    return { first, cells, usual, odd };
  });
  return { hosts: names, rows: all.filter(({ odd }) => !differing || odd.length > 0) };
});
export const matrixOf = (state: State): Matrix => {
  if (!state.world) return { hosts: [], rows: [] };
  const hosts = rowsOfHosts(state);
  const current = hosts[state.scrolls.hosts.cursor];
  return matrix(
    state.world.model, hosts, state.matrix.role ? current?.roles.join(" ") : undefined, state.matrix.differing
  );
};

/** A line of the plan: the head of a part, or a step. */
export type PlanRow =
  | { readonly kind: "part"; readonly part: PlanPart }
  | { readonly kind: "step"; readonly number: number; readonly part: PlanPart; readonly step: PlanStep };

const plannedOf = memo((model: Model, planned: ReadonlySet<string>): Plan =>
  planOf(model.findings.filter(({ key, status }) => (planned.size === 0 ? status === "fail" : planned.has(key)))));
const ordered = memo(orderedPlan);
/** The fixes that were put on the plan; with nothing on it, those of everything that fails. */
export const planOfState = (state: State): Plan =>
  (state.world ? ordered(plannedOf(state.world.model, state.planned), state.planOrder) : planOf([]));

const planRows = memo((plan: Plan, text: string): readonly PlanRow[] => {
  const low = text.toLowerCase();
  let number = 0;
  return plan.parts.flatMap((part): readonly PlanRow[] => {
    const steps = part.steps.flatMap((step): PlanRow[] => {
      number++;
      const causes = step.causes.map(({ id, title }) => `${id} ${title}`).join(" ");
      const wanted = low === "" || `${part.where} ${step.lines.join(" ")} ${causes}`.toLowerCase().includes(low);
      return wanted ? [{ kind: "step", number, part, step }] : [];
    });
    return steps.length === 0 ? [] : [{ kind: "part", part }, ...steps];
  });
});
export const rowsOfPlan = (state: State): readonly PlanRow[] => planRows(planOfState(state), state.local.plan);

const detail = memo(detailDoc, 4);
const control = memo(controlDoc, 2);
const source = memo((
  world: World, ref: SourceRef, lines: readonly number[], columns: number, left: number, wrap: boolean, bytes: boolean,
) =>
  sourceDoc(ref, world.source(ref), lines, { columns, left, wrap, bytes }), 2);
const beside = memo(besideDoc, 2);

const emptyDoc: Doc = { length: 0, line: () => ({ spans: [] }), target: () => undefined, headings: [], start: 0 };

/** The text of a place that is one. */
export const docOf = (state: State, place: Place = placeOf(state)): Doc => {
  const { world } = state;
  if (!world) return emptyDoc;
  const columns = Math.max(20, layoutOf(state).main.columns - 2);
  if (place.screen === "detail") {
    const finding = world.model.byKey.get(place.key);
    return finding ? detail(world, finding, columns, state.bytes) : emptyDoc;
  }
  if (place.screen === "source") {
    return source(world, place.ref, place.lines, columns, place.scroll.left, state.wrap, state.bytes);
  }
  if (place.screen === "control") return control(place.id, world.control(place.id), columns);
  return emptyDoc;
};

/**
 * Beside an open finding: the output that its evidence is from, at the evidence that the cursor is on, before or after.
 */
export const besideDetail = (state: State): Doc | undefined => {
  const place = placeOf(state);
  const { second } = layoutOf(state);
  if (!state.world || !second || place.screen !== "detail") return undefined;
  const doc = docOf(state);
  let target = undefined as ReturnType<Doc["target"]>;
  for (let i = place.scroll.cursor; i < doc.length && target?.kind !== "source"; i++) target = doc.target(i);
  for (let i = place.scroll.cursor; i >= 0 && target?.kind !== "source"; i--) target = doc.target(i);
  const finding = state.world.model.byKey.get(place.key);
  if (target?.kind !== "source" || !finding) return undefined;
  return beside(state.world, finding, target.ref, target.lines, second.columns - 2, second.rows);
};

/** The text of the pane beside the findings: what the cursor is on. */
export const previewDoc = (state: State): Doc => {
  const { second } = layoutOf(state);
  const finding = findingOf(currentRow(state));
  return state.world && second && finding
    ? detail(state.world, finding, Math.max(20, second.columns - 2), state.bytes)
    : emptyDoc;
};

/** The finding that commands are about: the one that is open, or under the cursor. */
export const currentFinding = (state: State): Finding | undefined => {
  const place = placeOf(state);
  if (place.screen === "detail") return state.world?.model.byKey.get(place.key);
  if (place.screen === "findings") return findingOf(currentRow(state));
  return undefined;
};
