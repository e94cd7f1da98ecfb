import { type Leaf, isKnown } from "./leaf.js";

/** Web applications of mailboxd: it runs where one of them is switched on, as on the nodes of a split system. */
const WEB_APPLICATIONS: readonly string[] = ["service", "zimbra", "zimbraAdmin"];

/**
 * The roles of a server: its zimbraServiceEnabled, with `mailbox` where mailboxd runs by another name. A node that serves
 * the web client alone has `zimbra` and `zimbraAdmin`, and its mailboxd answers, logs and sets cookies like every other.
 */
export const rolesOf = (enabled: Leaf): Leaf => {
  if (!isKnown(enabled) || !Array.isArray(enabled.value)) return enabled;
  const services = enabled.value as readonly unknown[];
  if (services.includes("mailbox") || !services.some((one) => WEB_APPLICATIONS.some((name) => name === one))) return enabled;
  return { ...enabled, value: [...services, "mailbox"] };
};
