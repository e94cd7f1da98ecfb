import { excerpt, isBlank, nameLines, splitLines } from "./lines.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";
import { isComplaint, stripPrompts } from "./zmprov-line.js";

export interface Grant {
  readonly targetType: string;
  readonly targetId: string;
  readonly targetName: string;
  readonly granteeType: string;
  readonly granteeId: string;
  readonly granteeName: string;
  readonly right: string;
  /** `-` denies, `+` may be passed on, `*` does not reach below; empty for a plain grant. */
  readonly modifier: string;
  /** Fields that fill their column: zmprov cuts them there, so that they may be longer. */
  readonly cut: readonly string[];
  readonly line: number;
}

/** Start and width of zmprov's columns: %-12.12s %-36.36s %-30.30s %-12.12s %-36.36s %-30.30s %s. An id is never cut. */
const COLUMNS = [
  ["targetType", 0, 12], ["targetId", 13, 36], ["targetName", 50, 30], ["granteeType", 81, 12], ["granteeId", 94, 36],
  ["granteeName", 131, 30],
] as const;
const RIGHT = 162;

const readGrant = (text: string, line: number): Grant | undefined => {
  const field = { targetType: "", targetId: "", targetName: "", granteeType: "", granteeId: "", granteeName: "" };
  const cut: string[] = [];
  for (const [name, start, width] of COLUMNS) {
    if (start > 0 && text[start - 1] !== " ") return undefined;
    field[name] = text.slice(start, start + width).trimEnd();
    if (field[name].length === width && width !== 36) cut.push(name);
  }
  const [, modifier = "", right] = /^([-+*]?)(\S.*)$/.exec(text.slice(RIGHT).trim()) ?? [];
  return right === undefined || field.targetType === "" || field.granteeType === "" ? undefined : { ...field, right, modifier, cut, line };
};

/**
 * `zmprov -l gg -t TARGET`: who was granted which right on a target.
 *
 * @example
 *     target type  target id                            target name                    grantee type grantee id                           grantee name                   right
 *     ------------ ------------------------------------ ------------------------------ ------------ ------------------------------------ ------------------------------ --------------------
 *     domain       5d3c2a10-0000-4000-8000-000000000001 example.com                    usr          7a1b0c22-0000-4000-8000-000000000002 ann@example.com                -setAccountPassword
 *
 * => ok [{"targetType": "domain", "targetId": "5d3c2a10-0000-4000-8000-000000000001", "targetName": "example.com", "granteeType": "usr",
 *   "granteeId": "7a1b0c22-0000-4000-8000-000000000002", "granteeName": "ann@example.com", "right": "setAccountPassword", "modifier": "-",
 *   "cut": [], "line": 3}]
 */
export const parseZmprovGg = (text: string): Parsed<readonly Grant[]> => {
  const grants: Grant[] = [];
  const stray: number[] = [];
  const lines = splitLines(text);
  for (const [index, raw] of lines.entries()) {
    const { rest } = stripPrompts(raw);
    if (isBlank(rest) || rest.startsWith("target type  target id ") || rest.startsWith("------------ ------")) continue;
    const grant = readGrant(rest, index + 1);
    if (grant) grants.push(grant);
    else stray.push(index + 1);
  }
  const complaint = stray.map((line) => lines[line - 1] ?? "").find(isComplaint);
  const reason = complaint === undefined ? `${nameLines(stray)} are no grants` : `zmprov says: ${excerpt(complaint)}`;
  if (stray.length > 0) return grants.length === 0 ? error(reason, stray) : partial(grants, reason, stray);
  return grants.length > 0 ? ok(grants) : nothing(grants);
};
