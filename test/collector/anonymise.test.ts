// Pseudonyms: the same person and the same network everywhere, classes and containment kept, the rest untouched.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { collect, hasTool, isRoot, makeRoot, normalise, partOf, shells, textOf } from "./collect.js";

// Much of what has names in it is read by root alone.
if (!isRoot) console.log("SKIPPED the sources that only root reads: not run by root");
const rootTest = isRoot ? test : test.skip;

const root = makeRoot();
const plain = collect([], { root });
const hidden = collect(["--anonymise"], { root });
const whole = JSON.stringify({ ...hidden, run: undefined });

const numberOf = (address: string): number => address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
const isIn = (address: string, network: string): boolean => {
  const [base = "", bits = "32"] = network.split("/");
  const size = 2 ** (32 - Number(bits));
  return Math.floor(numberOf(address) / size) === Math.floor(numberOf(base) / size);
};
const find = (id: string, part: string, pattern: RegExp): string => {
  const found = pattern.exec(textOf(hidden, id, part))?.[1];
  if (found === undefined) throw new Error(`${id}@${part}: no ${pattern}\n${textOf(hidden, id, part)}`);
  return found;
};

test("no name of a person and no address of theirs is left", () => {
  for (const word of ["ann@", "bob@", "ann.private", "uid=ann", "5.6.7.", "2a00:1450", "8.8.4.4", "10.20.30."]) assert.not.match(whole, word);
});

rootTest("one person is one pseudonym, in the directory and in the accounts; hosts, domains and role names stay", () => {
  const mail = find("zm.accounts", "accounts", /^mail: (p[0-9a-f]{14})@example\.com$/m);
  assert.is(find("zm.accounts", "accounts", /^dn: uid=(p[0-9a-f]{14}),ou=people,dc=example,dc=com$/m), mail);
  assert.is(find("zm.accounts", "datasources", /uid=(p[0-9a-f]{14}),/), mail);
  assert.is(find("acct.shadow", "list", /^(p[0-9a-f]{14})\t/m), mail, "the same name elsewhere is the same pseudonym");
  assert.match(textOf(hidden, "zm.admins"), "# name admin@example.com\n");
  assert.match(textOf(hidden, "acct.shadow"), /^root\t/);
  assert.match(textOf(hidden, "zm.server"), "# name mail.example.com\n");
});

rootTest("an address stays in its networks and in its class, wherever it is printed", () => {
  const own = find("net.ip", "addr", /inet ([\d.]+)\/24/);
  assert.is(find("net.listen", "sockets", /([\d.]+):443 /), own);
  assert.is(find("zm.server", "gas", /zimbraMtaMyNetworks: .* ([\d.]+)\/32/), own);
  const network = find("fw.iptables", "save", /-s ([\d.]+\/24)/);
  assert.ok(isIn(own, network), `${own} in ${network}`);
  assert.match(network, /\.0\/24$/);
  assert.ok(isIn(find("fw.ipset", "save", /add x ([\d.]+)\/25/), network));
  assert.is(find("f2b.status", "sshd/ignoreip", /([\d.]+\/24)/), network);
  assert.ok(isIn(find("net.ip", "route", /via ([\d.]+)/), network));
  const inner = find("mta.postconf", "changed", /mynetworks = 127\.0\.0\.0\/8 (10\.[\d.]+\/24)/);
  assert.is(find("zm.server", "gas", /\[::1\]\/128 (10\.[\d.]+\/24)/), inner);
  assert.is(find("ssh.files", "/etc/ssh/sshd_config", /Match Address (10\.[\d.]+\/24)/), inner);
  assert.match(find("fw.ip6tables", "save", /-s ([0-9a-f:]+\/48)/), /^2a00:[0-9a-f]+:[0-9a-f]+::\/48$/);
  assert.match(textOf(hidden, "net.ip", "route"), "unreachable 203.0.113.7\n", "addresses that only documents use stay");
  const connections = hidden.meant?.["ssh.effective"] ?? [];
  assert.is(connections.length, plain.meant?.["ssh.effective"]?.length);
  assert.ok(connections.every((words) => words === "default" || new RegExp(`laddr=${own.replaceAll(".", "\\.")},`).test(words)));
  assert.ok(connections.some((words) => isIn(/addr=(10[\d.]+)/.exec(words)?.[1] ?? "", inner)), "the tested address is in the Match network");
});

rootTest("nothing else changes", () => {
  for (const [id, part] of [["pkg.dpkg", "list"], ["zm.version", "zmcontrol"], ["zm.cos", "gac"], ["proc.list", "list"], ["tls.jetty", "jetty.xml"], ["os.release", "os-release"]] as const) {
    assert.is(textOf(hidden, id, part), textOf(plain, id, part));
  }
  assert.equal(hidden.parts.map(({ id, state }) => `${id} ${state}`), plain.parts.map(({ id, state }) => `${id} ${state}`));
  assert.is(partOf(hidden, "zm.global").redactions, partOf(plain, "zm.global").redactions);
});

for (const shell of shells.slice(-1).filter(([name = ""]) => hasTool(name))) test(`the same pseudonyms in the next run, under ${shell.join(" ")}`, () => {
  assert.equal(normalise({ ...collect(["--anonymise"], { root, shell }), run: undefined } as never), normalise({ ...hidden, run: undefined } as never));
});

test.run();
