import { test } from "uvu";
import * as assert from "uvu/assert";
import { bare, covered, demanding, makeHost, openHost, type GivenHost } from "./sample-host.js";

const read = async (parts: GivenHost["parts"], key: string): Promise<unknown> =>
  bare(makeHost(await openHost({ parts }), demanding({ localconfig: [key] })).host.localconfig[key]);

const E = "zm.localconfig@effective";
const C = "zm.localconfig@changed";
const cookie = "zimbra_same_site_cookie";

test("an empty value is a value, a key that is not printed has none", async () => {
  assert.equal(await read({ [E]: covered(`${cookie} = \n`) }, cookie), { value: "", from: "file" });
  assert.equal(await read({ [E]: covered("a = 1\n") }, cookie), { from: "unset" });
  assert.equal(await read({ [E]: { text: "a = 1\n", covers: ["a", cookie] } }, cookie), { from: "unset" });
});

test("a key that was not asked for is unknown", async () => {
  const reason = { unknown: `${cookie} was not asked for in zm.localconfig` };
  assert.equal(await read({ [E]: { text: "a = 1\n", covers: ["a"] } }, cookie), reason);
  assert.equal(await read({ [E]: "a = 1\n" }, cookie), reason);
});

test("a list of hundreds of keys is the whole list, a warning is an answer", async () => {
  const dump = Array.from({ length: 120 }, (_, number) => `key_${number} = x\n`).join("");
  assert.equal(await read({ [E]: dump }, cookie), { from: "unset" });
  assert.equal(await read({ [E]: { text: "a = 1\n", stderr: { text: `Warning: null valued key '${cookie}'\n` } } }, cookie), {
    from: "unset",
  });
  assert.equal(await read({ [E]: `a = 1\nWarning: null valued key '${cookie}'\n` }, cookie), { from: "unset" });
});

test("values that stayed on the host are unknown", async () => {
  for (const value of ["<dropped>", "<redacted:12>", "https://x\n<continued>"]) {
    assert.equal(
      await read({ [E]: covered(`${cookie} = ${value}\n`) }, cookie),
      { unknown: `the value of ${cookie} was left out on the host` },
      value,
    );
  }
  assert.equal(await read({ [E]: covered("zimbra_ldap_password = *\n") }, "zimbra_ldap_password"), {
    unknown: "the value of zimbra_ldap_password was left out on the host",
  });
});

test("with only the changes a key that is not among them has its compiled default", async () => {
  assert.equal(await read({ [C]: covered(`${cookie} = Strict\n`) }, cookie), { value: "Strict", from: "file" });
  assert.equal(await read({ [C]: covered("a = 1\n") }, cookie), { value: "", from: "default" });
  assert.equal(await read({ [C]: covered("a = 1\n") }, "alias_login_enabled"), { value: "true", from: "default" });
  assert.equal(await read({ [C]: covered("a = 1\n") }, "antispam_mysql_host"), { from: "unset" });
  assert.equal(await read({ [C]: "" }, cookie), { value: "", from: "default" });
});

test("a default that the table does not have, or has as Java, is unknown", async () => {
  for (const key of ["no_such_key", "imap_max_request_size", "zimbra_zmjava_options"]) {
    assert.equal(await read({ [C]: covered("a = 1\n") }, key), {
      unknown: `zm.localconfig was not collected; the compiled default of ${key} is not known`,
    });
  }
});

test("effective decides; where it failed the changes do", async () => {
  assert.equal(await read({ [E]: covered(`${cookie} = Lax\n`), [C]: covered(`${cookie} = Strict\n`) }, cookie), {
    value: "Lax",
    from: "file",
  });
  assert.equal(await read({ [E]: { state: "timeout" }, [C]: covered(`${cookie} = Strict\n`) }, cookie), { value: "Strict", from: "file" });
  assert.equal(await read({ [E]: { state: "timeout" }, [C]: { state: "failed" } }, cookie), { unknown: "zm.localconfig took too long" });
});

test("lines that belong to no key leave no room for absence, and a key that comes twice has no value", async () => {
  assert.equal(await read({ [E]: covered(`stray\n${cookie} = Lax\n`) }, cookie), { value: "Lax", from: "file" });
  assert.match(JSON.stringify(await read({ [E]: covered("stray\na = 1\n") }, cookie)), "may stand on line 1");
  assert.match(JSON.stringify(await read({ [E]: covered(`${cookie} = Lax\n${cookie} = Strict\n`) }, cookie)), "may stand on line 2");
});

test.run();
