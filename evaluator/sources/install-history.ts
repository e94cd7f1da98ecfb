import { isBlank, nameLines, splitLines } from "./lines.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";

export interface InstallEvent {
  /** Epoch seconds. */
  readonly time: number;
  readonly what: string;
  /** Of `CONFIGURED patch 10.1.19` and its mta-, proxy- and ldap- kin: which patch package finished, and its version. */
  readonly patch: { readonly component: string; readonly version: string } | null;
  readonly line: number;
}

/**
 * `/opt/zimbra/.install_history`, oldest first.
 *
 * @example
 *     1698000000: INSTALL SESSION COMPLETE
 *     1785760000: CONFIGURED mta-patch 10.1.19
 *
 * => ok [{"time": 1698000000, "what": "INSTALL SESSION COMPLETE", "patch": null, "line": 1},
 *   {"time": 1785760000, "what": "CONFIGURED mta-patch 10.1.19", "patch": {"component": "mta-patch", "version": "10.1.19"}, "line": 2}]
 */
export const parseInstallHistory = (text: string): Parsed<readonly InstallEvent[]> => {
  const events: InstallEvent[] = [];
  const stray: number[] = [];
  for (const [index, raw] of splitLines(text).entries()) {
    if (isBlank(raw)) continue;
    const [head, time] = /^(\d{1,12}): ?/.exec(raw) ?? [];
    if (head === undefined || time === undefined) {
      stray.push(index + 1);
      continue;
    }
    const what = raw.slice(head.length).trimEnd();
    const [, component, version] = /^CONFIGURED ((?:[a-z]+-)?patch)[- ](\S+)$/.exec(what) ?? [];
    const patch = component !== undefined && version !== undefined ? { component, version } : null;
    events.push({ time: Number(time), what, patch, line: index + 1 });
  }
  if (stray.length > 0 && events.length === 0) return error("no line is `EPOCH: WHAT`", stray);
  if (stray.length > 0) return partial(events, `${nameLines(stray)} are not \`EPOCH: WHAT\``, stray);
  return events.length > 0 ? ok(events) : nothing(events);
};
