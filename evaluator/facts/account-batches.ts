import { readAccountEntries } from "./account-entries.js";
import { type AccountFacts, type AccountSources, type BatchEvidence, readAccount } from "./account-facts.js";
import { VERDICT_ATTRIBUTES } from "./account-verdicts.js";
import { shownAttributes } from "./attribute-facts.js";
import type { Demand } from "./demand.js";
import { type EvidenceTable, evidenceTable } from "./evidence.js";

export interface AccountBatch {
  readonly accounts: readonly AccountFacts[];
  /** A table a batch: one table for a million accounts would not fit into memory. */
  readonly evidence: EvidenceTable;
}

const BATCH = 1000;

const newEvidence = (): BatchEvidence => ({ table: evidenceTable(), carried: new Map(), absent: new Map() });

/** The accounts one after another, at most a thousand at a time, each batch with the evidence of its own leaves. */
export function* accountBatches(sources: AccountSources, demand: Demand): Generator<AccountBatch, void, undefined> {
  const { chosen } = sources.census;
  if (!chosen || chosen.part.damage !== undefined) return;
  const names = shownAttributes("account", demand, []);
  // Of an export that was cut off the last entry may be half.
  const cut = chosen.part.state !== "ok";
  let accounts: AccountFacts[] = [];
  let evidence = newEvidence();
  const entries = readAccountEntries(chosen.part, [...VERDICT_ATTRIBUTES, ...names], () => undefined);
  let next = entries.next();
  while (next.done !== true) {
    const entry = next.value;
    next = entries.next();
    if (cut && next.done === true) break;
    accounts.push(readAccount(entry, sources, names, evidence));
    if (accounts.length < BATCH) continue;
    yield { accounts, evidence: evidence.table };
    accounts = [];
    evidence = newEvidence();
  }
  if (accounts.length > 0) yield { accounts, evidence: evidence.table };
}
