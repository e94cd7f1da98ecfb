import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  commandOf, commandText, defaultPart, isExtraSource, isFixedPart, isKnownSource, nearestSource, shellWord, sourceById, sourceTable,
} from "../../../evaluator/sources/table.js";

test("ids and part names are unique and legal", () => {
  assert.is(new Set(sourceTable.map(({ id }) => id)).size, sourceTable.length);
  for (const { id, parts, open } of sourceTable) {
    assert.match(id, /^[a-z][a-z0-9]*(\.[a-z0-9-]+)*$/);
    assert.ok(parts.length > 0 || open, id);
    assert.is(new Set(parts.map(({ name }) => name)).size, parts.length);
    if (open) assert.ok(open.command.includes(open.placeholder), id);
  }
});

test("the first part is the default, and a source counted on the host has none", () => {
  assert.is(defaultPart("mta.postconf"), "effective");
  assert.is(defaultPart("tls.nginx"), undefined);
  assert.is(defaultPart("extra.vpn"), "default");
  assert.is(defaultPart("nosuch"), undefined);
});

test("the command that would settle an unknown", () => {
  assert.is(commandOf("zm.global", "gacf"), "zmprov -l gacf");
  assert.is(commandOf("mta.postconf"), "postconf");
  assert.is(commandOf("zm.domain.own", "example.com"), "zmprov -l gd -e example.com");
  assert.is(commandOf("zm.domain.own"), "zmprov -l gd -e DOMAIN");
  assert.is(commandOf("f2b.status", "sshd/bantime"), "fail2ban-client get sshd bantime");
  assert.is(commandOf("f2b.status", "sshd"), "fail2ban-client status sshd");
  assert.is(commandOf("mta.postconf", "nosuch"), undefined);
  assert.is(commandOf("nosuch"), undefined);
  assert.is(commandText("zm.domain.own", "example.com"), "zmprov -l gd -e DOMAIN");
});

test("a hostile part name stays one word of the command", () => {
  assert.is(commandOf("fw.files", "/etc/x; rm -rf '/'"), `cat '/etc/x; rm -rf '\\''/'\\'''`);
  assert.is(shellWord("$&"), "'$&'");
});

test("a site's own sources are known, others are not", () => {
  assert.ok(isExtraSource("extra.vpn.peers"));
  for (const id of ["extra", "extra.", "extra.A", "extras.a"]) assert.not(isKnownSource(id));
  assert.ok(isKnownSource("rng"));
  assert.is(sourceById("zm.globl"), undefined);
  assert.equal(nearestSource("zm.globl"), ["zm.global"]);
  assert.ok(isFixedPart("tls.ciphers", "openssl.cnf"));
});

test.run();
