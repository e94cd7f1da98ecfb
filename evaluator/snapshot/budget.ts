import { inputError } from "../errors.js";
import { sayBytes } from "./limits.js";
import type { Limits } from "./limits.js";

export interface Progress {
  /** Bytes read from the input so far. */
  readonly read: number;
  /** Bytes after decompression. */
  readonly expanded: number;
  readonly members: number;
}

/** Counts what one call of openSnapshot costs and stops it at the first limit. */
export interface Budget {
  readonly limits: Limits;
  readonly countRead: (bytes: number, where: string) => void;
  readonly countExpanded: (bytes: number, where: string) => void;
  readonly countMember: (where: string) => void;
  readonly checkTime: (where: string) => void;
}

export interface BudgetOptions {
  readonly limits: Limits;
  /** Milliseconds from any fixed point. */
  readonly clock: () => number;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

export const createBudget = ({ limits, clock, onProgress }: BudgetOptions): Budget => {
  const started = clock();
  let read = 0;
  let expanded = 0;
  let members = 0;
  const checkTime = (where: string): void => {
    if (clock() - started <= limits.milliseconds) return;
    throw inputError({
      what: `Opening took longer than ${limits.milliseconds / 1000} seconds`, where,
      todo: "Open fewer snapshots at a time, or copy the input to a faster disk",
    });
  };
  const report = (): void => onProgress?.({ read, expanded, members });
  return {
    limits,
    checkTime,
    countRead: (bytes, where) => {
      read += bytes;
      checkTime(where);
      report();
    },
    countExpanded: (bytes, where) => {
      expanded += bytes;
      if (expanded > limits.expandedBytes) {
        throw inputError({
          what: `The content is larger than ${sayBytes(limits.expandedBytes)}`, where,
          todo: "Open fewer snapshots at a time, or collect without the accounts",
        });
      }
      if (expanded > limits.ratioFrom && expanded > limits.ratio * read) {
        throw inputError({
          what: `The compressed data unpacks to more than ${limits.ratio} times its size`, where,
          todo: "No collector writes such a file: do not trust it, collect again",
        });
      }
      checkTime(where);
      report();
    },
    countMember: (where) => {
      members++;
      if (members > limits.members) {
        throw inputError({ what: `There are more than ${limits.members} members`, where, todo: "Open fewer snapshots at a time" });
      }
    },
  };
};
