import { severities, statuses, type Severity, type Status } from "../../results/status.js";
import type { Where } from "../../results/where.js";
import { statusSigns } from "../../text/style.js";
import { joined, visible, type Visible } from "../../text/visible.js";
import { activeFacets, byFacets, matching, type Facets } from "./facets.js";
import { memo } from "./memo.js";
import type { Finding, Model } from "./model.js";

export const groupings = ["section", "control", "severity", "status", "host", "kind", "flat"] as const;
export type Grouping = (typeof groupings)[number];
export const sorts = ["article", "severity", "status", "subject", "host"] as const;
export type Sort = (typeof sorts)[number];

export interface Order {
  readonly by: Sort;
  readonly reverse: boolean;
}

/** What the list of findings shows, one line each. */
export type ListRow =
  | {
    readonly kind: "group"; readonly key: string; readonly label: Visible; readonly count: number;
    readonly folded: boolean; readonly first: Finding;
  }
  | {
    readonly kind: "control"; readonly key: string; readonly first: Finding; readonly worst: Finding;
    readonly count: number; readonly folded: boolean; readonly level: number;
  }
  | {
    readonly kind: "finding"; readonly key: string; readonly finding: Finding; readonly level: number;
    readonly under: boolean;
  };

/** The findings that pass the filter and the facets. `hits` are those of a slow filter, as far as they are known. */
export const filtered = memo((
  model: Model, where: Where, given: Facets, hits: ReadonlySet<number> | undefined,
): readonly Finding[] => {
  const facets = activeFacets(model, where, given);
  const wanted = Object.keys(facets).length === 0 ? undefined : byFacets(model, facets);
  if (!hits && !wanted && where.text === "") return model.findings;
  const taken = matching(model, where, hits);
  // By number, so that findings which are not taken are not read at all: that is most of the time at ten thousand.
  const out: Finding[] = [];
  for (let index = 0; index < taken.length; index++) {
    const finding = taken[index] === 1 && (wanted === undefined || wanted(index)) ? model.findings[index] : undefined;
    if (finding) out.push(finding);
  }
  return out;
});

const compare: Readonly<Record<Sort, (a: Finding, b: Finding) => number>> = {
  article: (a, b) => a.index - b.index,
  severity: (a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity) || a.index - b.index,
  status: (a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status) || a.index - b.index,
  subject: (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.index - b.index),
  host: (a, b) => (a.host < b.host ? -1 : a.host > b.host ? 1 : a.index - b.index),
};

const sorted = memo((list: readonly Finding[], { by, reverse }: Order): readonly Finding[] => {
  const inOrder = by === "article" ? list : [...list].sort(compare[by]);
  return reverse ? [...inOrder].reverse() : inOrder;
});

interface Grouped {
  readonly value: (finding: Finding) => string | number;
  readonly label: (finding: Finding, model: Model) => Visible;
  readonly order: (a: Finding, b: Finding) => number;
  /** Below this level come the controls, each with its subjects. */
  readonly controls: boolean;
}

const groups: Readonly<Record<Exclude<Grouping, "flat" | "control">, Grouped>> = {
  section: { value: ({ section }) => section ?? -1, label: ({ section }, model) => joined(
    visible(section === null ? "" : `${section} `), model.sectionTitles.get(section) ?? visible("")
  ), order: (a, b) => (a.section ?? Infinity) - (b.section ?? Infinity) || 0, controls: true },
  severity: {
    value: ({ severity }) => severity, label: ({ severity }) => visible(severity),
    order: (a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity), controls: true,
  },
  status: {
    value: ({ status }) => status, label: ({ status }) => statusSigns[status].word,
    order: (a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status), controls: true,
  },
  host: {
    value: ({ host }) => host, label: ({ host }) => visible(host === "" ? "(no single host)" : host),
    order: (a, b) => (a.host < b.host ? -1 : a.host > b.host ? 1 : 0), controls: false,
  },
  kind: {
    value: ({ kind }) => kind, label: ({ kind }) => visible(kind),
    order: (a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0), controls: true,
  },
};

const bucketed = (
  list: readonly Finding[], value: (finding: Finding) => string | number,
): readonly (readonly Finding[])[] => {
  const map = new Map<string | number, Finding[]>();
  for (const finding of list) {
    const key = value(finding);
    const have = map.get(key);
    if (have) have.push(finding);
    else map.set(key, [finding]);
  }
  return [...map.values()];
};

const worstOf = (list: readonly Finding[]): Finding | undefined => {
  let worst: Finding | undefined;
  const rank = (finding: Finding): number =>
    statuses.indexOf(finding.status) * 10 - severities.indexOf(finding.severity);
  for (const finding of list) if (!worst || rank(finding) < rank(worst)) worst = finding;
  return worst;
};

/** Groups start open, controls with several subjects start closed; `toggled` has those that were changed. */
export const isFolded = (key: string, toggled: ReadonlySet<string>): boolean =>
  key.startsWith("c:") !== toggled.has(key);

const controlRows = (
  list: readonly Finding[], prefix: string, level: number, toggled: ReadonlySet<string>,
): readonly ListRow[] =>
  bucketed(list, ({ result }) => result.id).flatMap((of): readonly ListRow[] => {
    const [first] = of;
    const worst = worstOf(of);
    if (!first || !worst) return [];
    if (of.length === 1) return [{ kind: "finding", key: first.key, finding: first, level, under: false }];
    const key = `c:${prefix}${first.result.id}`;
    const folded = isFolded(key, toggled);
    return [
      { kind: "control", key, first, worst, count: of.length, folded, level },
      ...(folded ? [] : of.map((finding): ListRow =>
        ({ kind: "finding", key: finding.key, finding, level: level + 1, under: true }))),
    ];
  });

/** Rows of the flat list, one a finding: a filter picks from them instead of making ten thousand anew. */
const flatRows = memo((model: Model): readonly ListRow[] => model.findings
  .map((finding) => ({ kind: "finding", key: finding.key, finding, level: 0, under: false })), 1);

/** The list as it is on the screen, folds and all. Made once a change of its parts, not once a key. */
export const listRows = memo((
  model: Model, list: readonly Finding[], grouping: Grouping, order: Order, toggled: ReadonlySet<string>,
): readonly ListRow[] => {
  const all = sorted(list, order);
  if (grouping === "flat") {
    const rows = flatRows(model);
    const out: ListRow[] = [];
    for (const { index } of all) {
      const row = rows[index];
      if (row) out.push(row);
    }
    return out;
  }
  if (grouping === "control") return controlRows(all, "", 0, toggled);
  const { value, label, order: byGroup, controls } = groups[grouping];
  const buckets = bucketed(all, value).filter(([first]) => first !== undefined);
  return [...buckets].sort((a, b) => (a[0] && b[0] ? byGroup(a[0], b[0]) : 0)).flatMap((of): readonly ListRow[] => {
    const [first] = of;
    if (!first) return [];
    const key = `g:${value(first)}`;
    const folded = isFolded(key, toggled);
    const head: ListRow = { kind: "group", key, label: label(first, model), count: of.length, folded, first };
    if (folded) return [head];
    return [head, ...(controls
      ? controlRows(of, `${value(first)}:`, 1, toggled)
      : of.map((finding): ListRow => ({ kind: "finding", key: finding.key, finding, level: 1, under: false })))];
  });
});

/** The key of the group row that holds a finding, where the grouping has such rows. */
export const groupKeyOf = (grouping: Grouping, finding: Finding): string | undefined =>
  (grouping === "flat" || grouping === "control" ? undefined : `g:${groups[grouping].value(finding)}`);

/** The findings that a row of the list holds, folded or not. */
export const findingsUnder = (row: ListRow, shown: readonly Finding[], grouping: Grouping): readonly Finding[] => {
  if (row.kind === "finding") return [row.finding];
  const group = groupKeyOf(grouping, row.first);
  const inGroup = group === undefined ? shown : shown.filter((finding) => groupKeyOf(grouping, finding) === group);
  return row.kind === "group" ? inGroup : inGroup.filter(({ result }) => result.id === row.first.result.id);
};

/** The finding that a row stands for: the cursor stays on it when the list is made anew. */
export const findingOf = (row: ListRow | undefined): Finding | undefined =>
  (row === undefined
    ? undefined
    : row.kind === "finding" ? row.finding
    : row.kind === "control" ? row.worst
    : row.first);

export const statusRank = (status: Status): number => statuses.indexOf(status);
export const severityRank = (severity: Severity): number => severities.indexOf(severity);
