import { nameLines, splitLines } from "./lines.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";

export interface CronJob {
  /** The five fields, or `@daily` and the like. */
  readonly schedule: string;
  readonly command: string;
  readonly line: number;
}

/** Names that crontab(5) takes for the five fields. */
const NAMED = /^(@(?:reboot|yearly|annually|monthly|weekly|daily|midnight|hourly))[ \t]+(\S.*)$/;
const FIELD = "[0-9A-Za-z*,/-]{1,200}";
const JOB = new RegExp(`^((?:${FIELD}[ \\t]+){4}${FIELD})[ \\t]+(\\S.*)$`);
const SETTING = /^[A-Za-z_][A-Za-z0-9_]{0,100}[ \t]*=/;

/**
 * `crontab -l` of one user (crontab(5)): no column for the user, comments and settings of the environment left out.
 *
 * @example
 *     # the rules
 *     MAILTO=admin@example.com
 *     45 23 * * *   /opt/zimbra/libexec/zmsaupdate
 *     @daily /opt/zimbra/libexec/zmcompresslogs
 *
 * => ok [{"schedule": "45 23 * * *", "command": "/opt/zimbra/libexec/zmsaupdate", "line": 3},
 *   {"schedule": "@daily", "command": "/opt/zimbra/libexec/zmcompresslogs", "line": 4}]
 */
export const parseCrontab = (text: string): Parsed<readonly CronJob[]> => {
  const jobs: CronJob[] = [];
  const stray: number[] = [];
  for (const [index, given] of splitLines(text).entries()) {
    const line = given.trim();
    if (line === "" || line.startsWith("#")) continue;
    const [, schedule, command] = NAMED.exec(line) ?? JOB.exec(line) ?? [];
    if (schedule !== undefined && command !== undefined) jobs.push({ schedule: schedule.replace(/[ \t]+/g, " "), command, line: index + 1 });
    else if (!SETTING.test(line)) stray.push(index + 1);
  }
  if (stray.length > 0 && jobs.length === 0) return error("no line is one of a crontab", stray);
  if (stray.length > 0) return partial(jobs, `${nameLines(stray)} are not understood`, stray);
  return jobs.length > 0 ? ok(jobs) : nothing(jobs);
};
