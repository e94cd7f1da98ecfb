import { test } from "uvu";
import * as assert from "uvu/assert";
import { bare, covered, demanding, makeHost, openHost, type GivenHost } from "./sample-host.js";

const read = async (parts: GivenHost["parts"], name: string): Promise<unknown> =>
  bare(makeHost(await openHost({ parts }), demanding({ postconf: [name] })).host.postfix.main[name]);

const E = "mta.postconf@effective";
const C = "mta.postconf@changed";

test("postconf decides, and a parameter that it does not print is none of this Postfix", async () => {
  assert.equal(await read({ [E]: covered("relayhost =\n"), [C]: covered("relayhost = x\n") }, "relayhost"), { value: "", from: "command" });
  assert.equal(await read({ [E]: covered("relayhost =\n") }, "smtp_no_such"), { from: "unset" });
  assert.equal(await read({ [E]: "relayhost =\n" }, "smtp_no_such"), { unknown: "smtp_no_such was not asked for in mta.postconf" });
  const dump = Array.from({ length: 600 }, (_, number) => `parameter_${number} = x\n`).join("");
  assert.equal(await read({ [E]: dump }, "smtp_no_such"), { from: "unset" });
});

test("postconf -n says nothing of what main.cf does not set", async () => {
  assert.equal(await read({ [C]: covered("relayhost = x\n") }, "relayhost"), { value: "x", from: "file" });
  assert.equal(await read({ [E]: { state: "absent" }, [C]: covered("relayhost = x\n") }, "mynetworks"), {
    unknown: "mta.postconf is absent on the host; mynetworks is not set in main.cf, so that a default applies that is not here",
  });
});

test("a parameter that comes twice has no value", async () => {
  assert.match(JSON.stringify(await read({ [E]: covered("relayhost = a\nrelayhost = b\n") }, "relayhost")), "may stand on line 2");
  assert.equal(await read({ [E]: covered("relayhost = <dropped>\n") }, "relayhost"), {
    unknown: "the value of relayhost was left out on the host",
  });
});

test("a value has the parameters that it names in it, and is unknown where one of them is", async () => {
  const text = "own_checks = reject_unlisted_sender, ${more}\nmore = permit_mynetworks\nsmtpd_sender_restrictions = $own_checks, $(more)\n";
  assert.equal(await read({ [E]: covered(text) }, "smtpd_sender_restrictions"), {
    value: "reject_unlisted_sender, permit_mynetworks, permit_mynetworks", from: "command",
  });
  assert.equal(await read({ [E]: covered("a = costs 5 $$\n") }, "a"), { value: "costs 5 $", from: "command" });
  assert.match(JSON.stringify(await read({ [E]: covered("a = $a\n") }, "a")), "cannot be followed: $a");
  assert.match(JSON.stringify(await read({ [E]: covered("a = ${b?c}\nb = x\n") }, "a")), "cannot be followed");
  assert.match(JSON.stringify(await read({ [E]: covered("a = $nowhere\n") }, "a")), "cannot be followed");
  const many = Array.from({ length: 40 }, (_, i) => `p${i} = ${`$p${i + 1} `.repeat(40)}\n`).join("");
  assert.match(JSON.stringify(await read({ [E]: covered(many) }, "p0")), "cannot be followed");
});

test("a service's parameter is followed through its own ones first", async () => {
  const parts = {
    [E]: covered("auth = no\nchecks = permit\n"),
    "mta.postconf@overrides":
      "465/inet/smtpd_sasl_auth_enable = $auth\n465/inet/auth = yes\n587/inet/smtpd_sasl_auth_enable = $auth\n587/inet/a = ${b?c}\n",
  };
  const { host } = makeHost(await openHost({ parts }));
  const { value = [] } = bare(host.postfix.overrides) as { value?: readonly { value: string }[] };
  assert.equal(value.map((row) => row.value), ["yes", "yes", "no", "${b?c}"]);
});

test("without overrides the list is empty, and a line that is none makes it unknown", async () => {
  const empty = makeHost(await openHost({ parts: { "mta.postconf@overrides": "" } }));
  assert.equal(bare(empty.host.postfix.overrides), { value: [], from: "command" });
  const broken = makeHost(await openHost({ parts: { "mta.postconf@overrides": "465/inet/a = b\nwhat\n" } }));
  assert.match(JSON.stringify(bare(broken.host.postfix.overrides)), "read in part only");
});

test("a command keeps its arguments and not its overrides", async () => {
  const text = "smtp inet n - n - - smtpd\n    -o a=b\n    -v\nscan unix - - n - 10 smtp\n    -o c=d\n";
  const { host } = makeHost(await openHost({ parts: { "mta.postconf@master": text } }));
  assert.equal(bare(host.postfix.master), {
    value: [
      { service: "smtp", type: "inet", command: "smtpd -v" },
      { service: "scan", type: "unix", command: "smtp" },
    ],
    from: "command",
  });
});

test("whose address a word of mynetworks is needs the addresses of the others", async () => {
  const parts = {
    [E]: covered("mynetworks = 127.0.0.0/8 192.0.2.9/32\n"),
    "net.ip@addr": "2: eth0    inet 192.0.2.25/24 scope global eth0\n",
  };
  const alone = makeHost(await openHost({ parts }));
  assert.match(JSON.stringify(bare(alone.host.postfix.networks)), "other servers of the directory");
  const known = makeHost(await openHost({ parts }), demanding(), { others: { servers: ["192.0.2.9"], missing: [] } });
  assert.match(JSON.stringify(bare(known.host.postfix.networks)), '"kind":"server"');
});

test.run();
