import type { EntryKind } from "./attributes.js";
import { attributeNamed } from "./attributes.js";

/**
 * What Zimbra's code does where an attribute is set nowhere. That is not what a new installation stores.
 *
 * Source: zm-mailbox, ZAttrAccount.java, ZAttrConfig.java and ZAttrServer.java, and the reading code where it differs:
 * ImapHandler `startSession` and Pop3Handler `authenticate` (off, though the getters say TRUE), ZimbraAuthToken.java and
 * AuthToken.java (12 h, their own constant), ProxyConfGen.java. State of about 10.1.3 (October 2024), checked on 2026-11-24.
 *
 * zimbraPrefShortEmailAddress is left out on purpose: the server reads FALSE, the Classic web client TRUE. It stays `unset`.
 */
const DEFAULTS: ReadonlyMap<string, boolean | number> = new Map<string, boolean | number>([
  ["zimbraAdminAuthTokenLifetime", 12 * 3600],
  ["zimbraAllowAnyFromAddress", false],
  ["zimbraAuthFallbackToLocal", false],
  ["zimbraAuthTokenLifetime", 12 * 3600],
  ["zimbraCsrfTokenCheckEnabled", true],
  ["zimbraExternalSharingEnabled", true],
  ["zimbraFeatureSharingEnabled", true],
  ["zimbraFeatureTrustedDevicesEnabled", true],
  ["zimbraFeatureTwoFactorAuthAvailable", false],
  ["zimbraFeatureTwoFactorAuthRequired", false],
  ["zimbraImapEnabled", false],
  ["zimbraLastLogonTimestampFrequency", 7 * 86400],
  ["zimbraMailIdleSessionTimeout", 0],
  ["zimbraMailKeepOutWebCrawlers", false],
  ["zimbraPasswordLockoutEnabled", false],
  ["zimbraPop3Enabled", false],
  ["zimbraPublicSharingEnabled", true],
  ["zimbraReverseProxyStrictServerNameEnabled", false],
  ["zimbraSmtpRestrictEnvelopeFrom", true],
  ["zimbraSmtpSendAddMailer", true],
]);

/**
 * The compiled default, where an entry of this kind is the last that is asked. A class of service is not the last one for
 * accountCosDomainInherited attributes: unset there, the domain's value comes next.
 */
export const compiledDefault = (name: string, kind: EntryKind): boolean | number | undefined =>
  kind === "cos" && attributeNamed(name)?.accountCosDomainInherited === true ? undefined : DEFAULTS.get(name);
