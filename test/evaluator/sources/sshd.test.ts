import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseSshdConfig, parseSshdEffective } from "../../../evaluator/sources/sshd.js";
import { splitArguments } from "../../../evaluator/sources/sshd-words.js";

test("sshd -T: what it says when it cannot tell is an error with its words", () => {
  for (const text of [
    "/etc/ssh/sshd_config: line 12: Bad configuration option: PasswordAuthentcation\n" +
    "/etc/ssh/sshd_config: terminating, 1 bad configuration options\n",
    "sshd: no hostkeys available -- exiting.\n", "no hostkeys available\n", "Missing privilege separation directory: /run/sshd\n",
    "'Match LocalPort' in configuration but 'lport' not in connection test specification.\n", "sh: 1: sshd: not found\n",
    "/etc/ssh/sshd_config line 9: Directive 'Port' is not allowed within a Match block\n", "/etc/ssh/sshd_config: Permission denied\n",
  ]) {
    const parsed = parseSshdEffective(text);
    assert.is(parsed.outcome, "error", text);
    if (parsed.outcome === "error") assert.ok(text.startsWith(parsed.reason.slice(0, 70)), parsed.reason);
  }
});

test("sshd -T: an error beside settings is an error, a deprecated option is not", () => {
  assert.is(parseSshdEffective("port 22\n'Match User' in configuration but 'user' not in connection test specification.\n").outcome,
    "error");
  assert.is(parseSshdEffective("/etc/ssh/sshd_config line 4: Deprecated option UsePrivilegeSeparation\nport 22\n").outcome, "ok");
});

test("sshd -T: printing nothing proves nothing", () => {
  assert.is(parseSshdEffective("").outcome, "error");
  assert.is(parseSshdEffective("port 22\n-- noise --\n").outcome, "partial");
});

test("sshd -T: values with blanks and repeated keys", () => {
  const parsed = parseSshdEffective("port 22\nport 2222\nacceptenv LANG\nacceptenv LC_*\nsubsystem sftp /usr/lib/openssh/sftp-server\n" +
    "chrootdirectory none\n");
  assert.is(parsed.outcome, "ok");
  if (parsed.outcome !== "ok") return;
  assert.equal(parsed.value.get("port")?.map(({ value }) => value), ["22", "2222"]);
  assert.is(parsed.value.get("subsystem")?.[0]?.value, "sftp /usr/lib/openssh/sftp-server");
});

const directives = (text: string): readonly string[] => {
  const parsed = parseSshdConfig(text);
  if (parsed.outcome === "error") return [parsed.reason];
  return parsed.value.map(({ keyword, args, line, match }) => `${line} ${keyword} ${args.join("|")}${match ? ` @${match.line}` : ""}`);
};

test("files: comments, blanks before, `=`, quotes, case", () => {
  assert.equal(directives("#PasswordAuthentication no\n  # x\n\tPasswordAuthentication = no\nPORT=22\nBanner \"/etc/my issue\" # note\n" +
    "AllowUsers a \"b c\" d\\ e 'f g'\n\"UsePAM\" yes\n"), [
    "3 passwordauthentication no", "4 port 22", "5 banner /etc/my issue", "6 allowusers a|b c|d e|f g", "7 usepam yes",
  ]);
});

test("files: a Match block goes to the next Match or to the file's end", () => {
  assert.equal(directives("UsePAM yes\nMatch User root Address 10.0.0.0/8\n  PasswordAuthentication yes\nMatch all\nX11Forwarding no\n"), [
    "1 usepam yes", "2 match User|root|Address|10.0.0.0/8", "3 passwordauthentication yes @2", "4 match all", "5 x11forwarding no @4",
  ]);
});

test("files: a keyword without arguments, an open quote, a line that is none", () => {
  const parsed = parseSshdConfig("Port\nBanner \"open\n=5\nUsePAM yes\n");
  assert.is(parsed.outcome, "partial");
  if (parsed.outcome === "partial") assert.equal(parsed.lines, [2, 3]);
  assert.is(parseSshdConfig("# only comments\n").outcome, "nothing");
});

test("words: a hash inside a word is no comment", () => {
  assert.equal(splitArguments("a#b c #d"), ["a#b", "c"]);
  assert.equal(splitArguments("\"\" x"), ["", "x"]);
});

test.run();
