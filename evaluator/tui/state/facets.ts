import { originOf, type Where } from "../../results/where.js";
import { severities, statuses } from "../../results/status.js";
import { visible, type Visible } from "../../text/visible.js";
import { rowsWith } from "./haystack.js";
import { memo } from "./memo.js";
import type { Finding, Model } from "./model.js";

export const facetNames = ["status", "severity", "section", "host", "kind", "origin"] as const;
export type FacetName = (typeof facetNames)[number];

/** What is chosen of a facet; a facet that is not here has everything chosen. */
export type Facets = Readonly<Partial<Record<FacetName, ReadonlySet<string>>>>;

export interface FacetValue {
  readonly value: string;
  readonly label: Visible;
}

const read: Readonly<Record<FacetName, (finding: Finding) => string>> = {
  status: ({ status }) => status,
  severity: ({ severity }) => severity,
  section: ({ section }) => String(section ?? ""),
  host: ({ host }) => host,
  kind: ({ kind }) => kind,
  origin: (finding) => originOf(finding),
};

const ordered: Readonly<Partial<Record<FacetName, readonly string[]>>> = {
  status: statuses, severity: [...severities].reverse(),
};

const labelOf = (model: Model, facet: FacetName, value: string): Visible => {
  if (facet === "section") return value === ""
    ? visible("Other controls")
    : visible(`${value} ${model.sectionTitles.get(Number(value)) ?? ""}`);
  if (facet === "host" && value === "") return visible("(no single host)");
  return visible(value.replace("_", " "));
};

/** A number a value of a facet for every finding: testing and counting then compares numbers. */
interface FacetTable {
  readonly values: Readonly<Record<FacetName, readonly FacetValue[]>>;
  readonly numbers: Readonly<Record<FacetName, Uint32Array>>;
}

export const facetTable = memo((model: Model): FacetTable => {
  const make = (facet: FacetName): { values: readonly FacetValue[]; numbers: Uint32Array } => {
    const raw = model.findings.map(read[facet]);
    const present = new Set(raw);
    const order = ordered[facet]?.filter((value) => present.has(value)) ?? (facet === "section"
      ? [...present].sort((a, b) => (Number(a) || 1e9) - (Number(b) || 1e9))
      : [...present].sort());
    const number = new Map(order.map((value, i) => [value, i]));
    return {
      values: order.map((value) => ({ value, label: labelOf(model, facet, value) })),
      numbers: Uint32Array.from(raw, (value) => number.get(value) ?? 0),
    };
  };
  const made =
    Object.fromEntries(facetNames.map((facet) => [facet, make(facet)])) as Record<FacetName, ReturnType<typeof make>>;
  return {
    values: Object.fromEntries(facetNames.map((facet) =>
      [facet, made[facet].values])) as Record<FacetName, readonly FacetValue[]>,
    numbers: Object.fromEntries(facetNames.map((facet) =>
      [facet, made[facet].numbers])) as Record<FacetName, Uint32Array>,
  };
});

/** Statuses that need something done: the list begins with them. */
export const openStatuses: readonly string[] = ["fail", "error", "unknown", "manual"];

/** The open statuses among those that are there; nothing to choose where that is none or all of them. */
export const openFacets = (present: ReadonlySet<string>): Facets => {
  const wanted = [...present].filter((status) => openStatuses.includes(status));
  return wanted.length === 0 || wanted.length === present.size ? {} : { status: new Set(wanted) };
};

/**
 * A filter that asks about the status itself (`status:pass`) is not held against the choice that the list began with.
 */
export const activeFacets = memo((model: Model, where: Where, facets: Facets): Facets => {
  const { status, ...rest } = facets;
  if (!status || !where.asks.has("status")) return facets;
  const open = facetTable(model).values.status.filter(({ value }) => openStatuses.includes(value));
  return open.length === status.size && open.every(({ value }) => status.has(value)) ? rest : facets;
});

const chosenNumbers = (table: FacetTable, facets: Facets): readonly (readonly [FacetName, readonly boolean[]])[] =>
  facetNames.flatMap((facet): (readonly [FacetName, readonly boolean[]])[] => {
    const chosen = facets[facet];
    return chosen ? [[facet, table.values[facet].map(({ value }) => chosen.has(value))]] : [];
  });

/** Whether the facets take the finding of that number. */
export const byFacets = (model: Model, facets: Facets): ((index: number) => boolean) => {
  const table = facetTable(model);
  const chosen = chosenNumbers(table, facets);
  return (index) => chosen.every(([facet, wanted]) => wanted[table.numbers[facet][index] ?? 0] === true);
};

/**
 * For each finding whether the filter takes it, as 1 or 0: the list and the facets' counts need the same answer. A slow
 * filter is never run here, where keys would wait for it: `hits` are what its search has found so far.
 */
export const matching = memo((model: Model, where: Where, hits: ReadonlySet<number> | undefined): Uint8Array => {
  const taken = new Uint8Array(model.findings.length);
  if (hits) for (const index of hits) taken[index] = 1;
  else if (where.needle !== undefined) {
    for (const index of rowsWith(model, where.needle)) {
      const finding = model.findings[index];
      if (where.needleOnly || (finding && where.test(finding))) taken[index] = 1;
    }
  } else model.findings.forEach((finding, index) => (taken[index] = where.test(finding) ? 1 : 0));
  return taken;
});

/** How many findings each value would leave: those that pass the filter and all the *other* facets. */
export const facetCounts = memo((
  model: Model, where: Where, given: Facets, hits: ReadonlySet<number> | undefined,
): Readonly<Record<FacetName, readonly number[]>> => {
  const taken = matching(model, where, hits);
  const table = facetTable(model);
  const chosen = chosenNumbers(table, activeFacets(model, where, given));
  const counts = Object.fromEntries(facetNames.map((facet) => [facet, table.values[facet]
    .map(() => 0)])) as Record<FacetName, number[]>;
  const add = (facet: FacetName, index: number): void => {
    const number = table.numbers[facet][index] ?? 0;
    counts[facet][number] = (counts[facet][number] ?? 0) + 1;
  };
  for (let index = 0; index < taken.length; index++) {
    if (taken[index] !== 1) continue;
    let against = 0;
    let only: FacetName | undefined;
    for (const [facet, wanted] of chosen) {
      if (wanted[table.numbers[facet][index] ?? 0] === true) continue;
      against++;
      only = facet;
    }
    if (against === 0) for (const facet of facetNames) add(facet, index);
    else if (against === 1 && only) add(only, index);
  }
  return counts;
});
