import { test } from "uvu";
import * as assert from "uvu/assert";
import { type LocalConfig, parseZmlocalconfig } from "../../../evaluator/sources/zmlocalconfig.js";

const read = (text: string, known?: ReadonlySet<string>): LocalConfig => {
  const parsed = parseZmlocalconfig(text, known);
  if (parsed.outcome === "error") throw new Error(parsed.reason);
  return parsed.value;
};

test("an empty value may have lost its blank, a value may hold ` = ` and `$`", () => {
  const { keys } = read("a = \nb =\nc = x = y\nd = ${zimbra_home}/conf\n");
  assert.equal([...keys].map(([key, { value }]) => [key, value]), [["a", ""], ["b", ""], ["c", "x = y"], ["d", "${zimbra_home}/conf"]]);
});

test("a continuation line stays with its key", () => {
  const text = "mailboxd_java_options = -Xmx1g\n-Dx=1\nb = not a key\nzimbra_home = /opt/zimbra\n";
  const { keys } = read(text, new Set(["mailboxd_java_options", "zimbra_home"]));
  assert.equal(keys.get("mailboxd_java_options"), { value: "-Xmx1g\n-Dx=1\nb = not a key", lines: [1, 3], masked: false });
  assert.equal(keys.get("zimbra_home")?.lines, [4, 4]);
});

test("keys that sort after the one before are keys, known or not", () => {
  assert.equal([...read("a = 1\nlocal_addition = 2\nz = 3\n", new Set(["a", "z"])).keys.keys()], ["a", "local_addition", "z"]);
});

test("masks are known to be set, to what is not known", () => {
  const { keys } = read("ldap_root_password = *\nssl_default_password_kind = x\n");
  assert.is(keys.get("ldap_root_password")?.masked, true);
  assert.is(keys.get("ssl_default_password_kind")?.masked, false);
});

test("a warning says that a key has no value", () => {
  const parsed = parseZmlocalconfig("Warning: null valued key 'alias_login_enabled'\n");
  assert.is(parsed.outcome, "ok");
  if (parsed.outcome === "ok") assert.equal([...parsed.value.unset], [["alias_login_enabled", 1]]);
});

test("other formats are refused, one of them prints passwords", () => {
  for (const text of ["<localconfig>\n<key name=\"a\"><value>b</value></key>\n", "<?xml version=\"1.0\"?>\n", "export a='b'\n",
    "a='b';\n"]) {
    assert.is(parseZmlocalconfig(text).outcome, "error", text);
  }
});

test("keys twice, lines before the first key, no key at all, nothing", () => {
  assert.is(parseZmlocalconfig("a = 1\na = 2\n").outcome, "partial");
  assert.is(read("a = 1\na = 2\n").keys.get("a")?.value, "1");
  assert.is(parseZmlocalconfig("noise\na = 1\n").outcome, "partial");
  assert.is(parseZmlocalconfig("zmlocalconfig: command not found\n").outcome, "error");
  assert.is(parseZmlocalconfig("").outcome, "nothing");
});

test.run();
