import { test } from "uvu";
import * as assert from "uvu/assert";
import { parsePostconf, parsePostconfMaster, parsePostconfOverrides, splitRestrictions } from "../../../evaluator/sources/postconf.js";

const valueOf = <T>(parsed: { outcome: string; value?: T }): T => {
  if (parsed.value === undefined) throw new Error(parsed.outcome);
  return parsed.value;
};

test("values hold `=` and blanks; main.cf's own folding is understood", () => {
  const values = valueOf(parsePostconf("smtpd_tls_protocols = >=TLSv1.2\nsmtpd_recipient_restrictions = reject_non_fqdn_recipient,\n" +
    "  permit_sasl_authenticated,\n\treject\nempty =\nmynetworks=127.0.0.0/8\n"));
  assert.is(values.get("smtpd_tls_protocols")?.value, ">=TLSv1.2");
  assert.equal(values.get("smtpd_recipient_restrictions"), { value: "reject_non_fqdn_recipient, permit_sasl_authenticated, reject",
    lines: [2, 4] });
  assert.is(values.get("empty")?.value, "");
  assert.is(values.get("mynetworks")?.value, "127.0.0.0/8");
});

test("warnings say nothing of a value, a fatal message does", () => {
  assert.is(parsePostconf("postconf: warning: /opt/x: unused parameter: a=b\nmynetworks = x\n").outcome, "ok");
  const fatal = parsePostconf("postconf: fatal: open /opt/zimbra/common/conf/main.cf: Permission denied\n");
  assert.is(fatal.outcome, "error");
  assert.is(parsePostconf("a = b\n/opt/zimbra/common/sbin/postconf: fatal: x\n").outcome, "partial");
  assert.is(parsePostconf("sh: 1: postconf: not found\n").outcome, "error");
  assert.is(parsePostconf("").outcome, "nothing");
});

test("a parameter twice is not what postconf prints", () => {
  const parsed = parsePostconf("a = 1\na = 2\n");
  assert.is(parsed.outcome, "partial");
  assert.is(valueOf(parsed).get("a")?.value, "2");
});

test("master.cf: options on the line itself, folded, in braces, and other arguments", () => {
  const [smtps, amavis, pipe, ...more] = valueOf(parsePostconfMaster(
    "# comment\nsmtps inet n - n - - smtpd -v -o smtpd_sasl_auth_enable=yes\n" +
    "   -o smtpd_client_restrictions=permit_sasl_authenticated,reject\n\n" +
    "smtp-amavis unix - - n - 10 smtp -o { smtp_send_xforward_command = yes }\n" +
    "maildrop unix - n n - - pipe flags=DRhu user=vmail argv=/usr/bin/maildrop -d ${recipient}\n"));
  assert.is(more.length, 0);
  assert.equal([...(smtps?.overrides ?? [])], [["smtpd_sasl_auth_enable", "yes"],
    ["smtpd_client_restrictions", "permit_sasl_authenticated,reject"]]);
  assert.equal([smtps?.args, smtps?.lines], [["-v"], [2, 3]]);
  assert.equal([...(amavis?.overrides ?? [])], [["smtp_send_xforward_command", "yes"]]);
  assert.equal(pipe?.args, ["flags=DRhu", "user=vmail", "argv=/usr/bin/maildrop", "-d", "${recipient}"]);
});

test("master.cf: a line without enough fields is named", () => {
  const parsed = parsePostconfMaster("smtp inet n - n - 1 postscreen\nsmtpd pass - -\nx other - - - - - y\n");
  assert.is(parsed.outcome, "partial");
  if (parsed.outcome === "partial") assert.equal(parsed.lines, [2, 3]);
});

test("overrides: names with colons and slashes, unix services, values with ` = ` and slashes", () => {
  const rows = valueOf(parsePostconfOverrides(
    "465/inet/smtpd_sasl_auth_enable = yes\nsmtps/inet/smtpd_relay_restrictions = permit_sasl_authenticated,reject\n" +
    "[127.0.0.1]:10025/inet/content_filter = \n" +
    "[::1]:10030/inet/x = a = b\nsmtp-amavis/unix/smtp_tls_CAfile = /a/b\nprivate/x/unix/y =\n"));
  assert.equal(rows.map(({ service, type, parameter, value }) => [service, type, parameter, value]), [
    ["465", "inet", "smtpd_sasl_auth_enable", "yes"], ["smtps", "inet", "smtpd_relay_restrictions", "permit_sasl_authenticated,reject"],
    ["[127.0.0.1]:10025", "inet", "content_filter", ""], ["[::1]:10030", "inet", "x", "a = b"],
    ["smtp-amavis", "unix", "smtp_tls_CAfile", "/a/b"],
    ["private/x", "unix", "y", ""],
  ]);
  assert.is(parsePostconfOverrides("").outcome, "nothing");
  assert.is(parsePostconfOverrides("mynetworks = x\n").outcome, "error");
});

test("restrictions: commas or blanks, groups in braces", () => {
  assert.equal(splitRestrictions("reject_rbl_client zen.spamhaus.org=127.0.0.[2..11], permit_mynetworks,permit"),
    ["reject_rbl_client", "zen.spamhaus.org=127.0.0.[2..11]", "permit_mynetworks", "permit"]);
  assert.equal(splitRestrictions("check_policy_service { inet:127.0.0.1:10031, {a b} }, reject"),
    ["check_policy_service", "{ inet:127.0.0.1:10031, {a b} }", "reject"]);
  assert.equal(splitRestrictions(" , "), []);
  assert.equal(splitRestrictions("a { b, c "), ["a", "{ b, c"]);
});

test.run();
