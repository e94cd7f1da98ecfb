import { type CronJob, parseCrontab } from "../../sources/crontab.js";
import type { Leaf } from "../leaf.js";
import { type HostSource, knownOf, leafFrom, linesOf, readPart, wholeOnly } from "./host-source.js";

export type ScheduledJob = Omit<CronJob, "line">;

export interface CrontabFacts {
  readonly zimbra: Leaf<readonly ScheduledJob[]>;
}

/** Jobs of the user zimbra; commented ones are none. */
export const crontabFacts = (source: HostSource): CrontabFacts => {
  const crontab = wholeOnly(readPart(source, "zm.crontab", "zimbra", parseCrontab));
  return {
    zimbra: leafFrom(source, crontab, (jobs) =>
      knownOf(source, crontab, "command", jobs.map(({ schedule, command }) => ({ schedule, command })), linesOf(jobs), "the crontab has no job"),
    ),
  };
};
