import { test } from "uvu";
import * as assert from "uvu/assert";
import { attributeNamed, attributeTable } from "../../../evaluator/facts/attributes.js";
import { compiledDefault } from "../../../evaluator/facts/defaults.js";
import { typedValue } from "../../../evaluator/facts/typed.js";

const read = (name: string, ...values: readonly string[]): unknown => {
  const typed = typedValue(attributeNamed(name), values);
  return typed.ok ? typed.value : typed.reason;
};

test("the table gives types, flags and the entries that may hold an attribute", () => {
  const networks = attributeNamed("zimbraMtaMyNetworks");
  assert.is(networks?.multi, true);
  assert.is(networks?.serverInherited, true);
  assert.is(networks?.domainInherited, false);
  assert.is(attributeNamed("zimbraPublicSharingEnabled")?.accountCosDomainInherited, true);
  assert.is(attributeNamed("zimbraLastLogonTimestamp")?.ephemeral, true);
  assert.equal(attributeNamed("zimbraFeatureTwoFactorAuthRequired")?.since, ["8.7.0", "9.0.0"]);
  assert.is(attributeNamed("name"), undefined);
  assert.ok(attributeNamed("zimbraServiceEnabled")?.entries.has("server"));
  assert.not.ok(attributeNamed("zimbraServiceEnabled")?.entries.has("globalConfig"));
  assert.not.ok(attributeNamed("zimbraCOSId")?.entries.has("domain"));
});

test("zmprov's parser knows plain names and such of a newer Zimbra, and no others", () => {
  const table = attributeTable();
  const names = ["zimbraAdminPort", "zimbraInventedIn2030", "amavisSpamLover", "objectClass", "mail"];
  for (const name of names) assert.ok(table.known(name), name);
  for (const name of ["Regards", "zimbra", "zimbrafoo", "X-Robots-Tag", "__proto__"]) assert.not.ok(table.known(name), name);
  assert.ok(table.single("zimbraAdminPort"));
  assert.not.ok(table.single("zimbraServiceEnabled"));
  assert.not.ok(table.single("mail"));
});

test("booleans are TRUE and FALSE in any case; yes, 1 and on are malformed", () => {
  assert.is(read("zimbraImapEnabled", "TRUE"), true);
  assert.is(read("zimbraImapEnabled", "false"), false);
  for (const text of ["yes", "no", "1", "0", "on", "TRUE ", "", "TRUEE"]) {
    assert.match(String(read("zimbraImapEnabled", text)), "is no boolean");
  }
});

test("yes and no of an MTA attribute are words, not booleans", () => {
  assert.equal(read("zimbraMtaSaslAuthEnable", "yes"), "yes");
});

test("durations are seconds; without a unit they already are", () => {
  assert.is(read("zimbraAuthTokenLifetime", "2d"), 172800);
  assert.is(read("zimbraAuthTokenLifetime", "12h"), 43200);
  assert.is(read("zimbraAuthTokenLifetime", "30m"), 1800);
  assert.is(read("zimbraAuthTokenLifetime", "86400"), 86400);
  assert.is(read("zimbraAuthTokenLifetime", "45s"), 45);
  assert.is(read("zimbraAuthTokenLifetime", "1500ms"), 1.5);
  assert.is(read("zimbraMailIdleSessionTimeout", "0"), 0);
  for (const text of ["2 d", "2w", "-1", "1.5h", "d", "2D", "9".repeat(40)]) {
    assert.match(String(read("zimbraAuthTokenLifetime", text)), "is no duration");
  }
});

test("times come with and without a fraction, and must exist", () => {
  assert.is(read("zimbraLastLogonTimestamp", "20230105110203Z"), Date.UTC(2023, 0, 5, 11, 2, 3) / 1000);
  assert.is(read("zimbraLastLogonTimestamp", "20230105110203.412Z"), Date.UTC(2023, 0, 5, 11, 2, 3) / 1000);
  for (const text of ["20230230110203Z", "20231305110203Z", "20230105110203", "2023-01-05", "20230105116103Z"]) {
    assert.match(String(read("zimbraLastLogonTimestamp", text)), "is no time", text);
  }
});

test("numbers are numbers, within what they can be", () => {
  assert.is(read("zimbraAdminPort", "7071"), 7071);
  assert.match(String(read("zimbraAdminPort", "70000")), "is no port");
  assert.match(String(read("zimbraAdminPort", "0x1b")), "is no port");
  assert.is(read("zimbraPasswordMinLength", "-1"), -1);
  assert.match(String(read("zimbraMailQuota", "9223372036854775807")), "too large");
});

test("several values are a list, in printed order; several of a single one are malformed", () => {
  assert.equal(read("zimbraMailTrustedIP", "10.0.0.2", "10.0.0.1"), ["10.0.0.2", "10.0.0.1"]);
  assert.equal(read("zimbraMailTrustedIP", "10.0.0.2"), ["10.0.0.2"]);
  assert.match(String(read("zimbraAdminPort", "1", "2")), "2 values");
});

test("a dropped value is not known, a redacted one says its length", () => {
  assert.is(read("zimbraPreAuthKey", "<dropped>"), "the collector dropped this value");
  assert.is(read("zimbraPreAuthKey", "<redacted:64>"), "<redacted:64>");
  assert.is(read("zimbraMailTrustedIP", "10.0.0.1", "<dropped>"), "the collector dropped this value");
});

test("a malformed value is quoted: cut, and with its control characters visible", () => {
  const reason = String(read("zimbraImapEnabled", `\u001b[2J\u202e${"x".repeat(10_000)}`));
  assert.ok(reason.length < 250);
  assert.match(reason, "\\u001b[2J\\u202e");
});

test("compiled defaults are those of the code and not what an installation stores", () => {
  assert.is(compiledDefault("zimbraImapEnabled", "cos"), false);
  assert.is(compiledDefault("zimbraAuthTokenLifetime", "cos"), 43200);
  assert.is(compiledDefault("zimbraReverseProxyStrictServerNameEnabled", "server"), false);
  assert.is(compiledDefault("zimbraPrefShortEmailAddress", "cos"), undefined);
  assert.is(compiledDefault("zimbraMtaMyNetworks", "server"), undefined);
});

test("a class of service is not where accountCosDomainInherited ends", () => {
  assert.is(compiledDefault("zimbraPublicSharingEnabled", "cos"), undefined);
  assert.is(compiledDefault("zimbraPublicSharingEnabled", "domain"), true);
  assert.is(compiledDefault("zimbraFeatureSharingEnabled", "cos"), true);
});

test.run();
