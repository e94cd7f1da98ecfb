import { type OpenedSnapshot, partOf } from "../../snapshot/opened.js";
import type { LocalConfigValue } from "../../sources/zmlocalconfig.js";
import { parseZmlocalconfig } from "../../sources/zmlocalconfig.js";
import { parsedOnce } from "../parsed-once.js";
import { isWhole } from "../place.js";
import { isRedacted } from "./redaction.js";

/** A part of zm.localconfig. */
export const localconfigOf = parsedOnce((text) => parseZmlocalconfig(text));

/** A key that localconfig says, from the first of its two lists that has it. */
export const localconfigValue = (opened: OpenedSnapshot, key: string): string | undefined => {
  for (const name of ["effective", "changed"]) {
    const part = partOf(opened, "zm.localconfig", name);
    const parsed = part && isWhole(part) ? localconfigOf(part, part.text() ?? "") : undefined;
    const found: LocalConfigValue | undefined = parsed && parsed.outcome !== "error" ? parsed.value.keys.get(key) : undefined;
    if (found && !found.masked && !isRedacted(found.value)) return found.value.trim();
  }
  return undefined;
};

/** Zimbra's own name of the host, which may differ from the kernel's; the kernel's where Zimbra says none. */
export const hostNameOf = (opened: OpenedSnapshot): string => {
  const own = localconfigValue(opened, "zimbra_server_hostname")?.toLowerCase() ?? "";
  return /^[a-z0-9_][a-z0-9._-]{0,252}$/.test(own) ? own : opened.snapshot.host.name.toLowerCase();
};
