import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { validateSnapshot } from "#validators";
import { isInputError } from "../../../evaluator/errors.js";
import { importSnapshot, openDocument, openSnapshot, partOf, writeSnapshot } from "../../../evaluator/snapshot/index.js";
import type { ImportOptions, SnapshotFiles } from "../../../evaluator/snapshot/index.js";
import { sha256, temporary } from "./samples.js";

const folder = (files: Readonly<Record<string, string | Buffer>>): string => {
  const root = join(temporary(), "mail");
  mkdirSync(root);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
};

const only = (imported: readonly SnapshotFiles[]): SnapshotFiles => {
  const [first] = imported;
  if (!first || imported.length !== 1) throw new Error(`${imported.length} hosts`);
  return first;
};

const partsOf = async (files: Readonly<Record<string, string | Buffer>>): Promise<string[]> =>
  only(await importSnapshot([folder(files)])).snapshot.parts
    .map(({ id, part, state }) => `${id}@${part}${state === "ok" ? "" : ` ${state}`}`);

const refusalOf = async (inputs: readonly string[], options: ImportOptions = {}): Promise<string> => {
  try {
    await importSnapshot(inputs, options);
  } catch (error) {
    if (isInputError(error)) return error.message;
    throw error;
  }
  return "accepted";
};

const bytesOf = async (files: readonly SnapshotFiles[], gzip = false): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of writeSnapshot(files, { gzip })) chunks.push(chunk);
  return Buffer.concat(chunks);
};

test("a loose file is the whole output of a command that went well", async () => {
  const imported = only(await importSnapshot([folder({ "zm.global.txt": "a: b\n" })]));
  assert.equal(imported.snapshot, {
    format: "zmaudit-snapshot", version: 1, origin: "import", host: { name: "mail", euid: 0 }, complete: true,
    parts: [{
      id: "zm.global", part: "gacf", command: "zmprov -l gacf", user: "zimbra", state: "ok", exit: 0,
      stdout: { text: "a: b\n" }, out_bytes: 5, sha256: sha256("a: b\n"),
    }],
  });
  assert.ok(validateSnapshot(imported.snapshot));
});

test("the longest id wins, any ending does", async () => {
  assert.equal(await partsOf({ "zm.server.own.txt": "x", "zm.server.log": "x", "rng": "x", "fw.iptables.save.old": "x" }),
    ["zm.server@gas", "zm.server.own@gas", "fw.iptables@save", "rng@entropy"]);
});

test("other parts, by name and percent-escaped", async () => {
  assert.equal(await partsOf({
    "zm.version@install_history.txt": "x", "tls.ciphers@openssl.cnf.txt": "x", "tls.ciphers@1.txt": "x",
    "f2b.status@sshd%2Fbantime.txt": "600",
    "tls.nginx@%2Fopt%2Fzimbra%2Fconf%2Fnginx.conf.txt": "x", "zm.domain.own@example.com.txt": "x",
    "fw.files@%2Fetc%2F100%25.rules.txt": "x",
    "ssh.effective@user=root,host=h,addr=192.0.2.1,laddr=192.0.2.2,lport=22.txt": "x",
    "extra.site.vpn.txt": "x", "extra.site@peers.txt": "x",
  }), [
    "zm.version@install_history", "zm.domain.own@example.com", "tls.nginx@/opt/zimbra/conf/nginx.conf",
    "tls.ciphers@openssl.cnf", "tls.ciphers@1",
    "fw.files@/etc/100%.rules", "ssh.effective@user=root,host=h,addr=192.0.2.1,laddr=192.0.2.2,lport=22", "f2b.status@sshd/bantime",
    "extra.site@peers", "extra.site.vpn@default",
  ]);
});

test("a folder named after a source holds its parts", async () => {
  assert.equal(await partsOf({
    "mta.postconf/changed": "x", "mta.postconf/master.txt": "x", "tls.certs/%2Fopt%2Fa.crt": "x", "zm.domain.own/example.com": "x",
  }), ["zm.domain.own@example.com", "mta.postconf@changed", "mta.postconf@master", "tls.certs@/opt/a.crt"]);
});

test("what a counted source meant to cover is what was given", async () => {
  const { snapshot } = only(await importSnapshot([folder({ "tls.dh@%2Fb.txt": "x", "tls.dh@%2Fa.txt": "x", "zm.global.txt": "x" })]));
  assert.equal(snapshot.meant, { "tls.dh": ["/a", "/b"] });
});

test("an error message is no output", async () => {
  const errors: readonly (readonly [string, string, string])[] = [
    ["zm.global.txt", "ERROR: account.NO_SUCH_DOMAIN (no such domain)\n", "ERROR: account.NO_SUCH_DOMAIN (no such domain)"],
    ["zm.cos.txt", "\nERROR: service.FAILURE\n\tat com.zimbra.Foo(Foo.java:1)\nCaused by: x\n", "ERROR: service.FAILURE"],
    ["zm.localconfig.txt", "usage: zmlocalconfig [options] [args]\n -c path\n", "usage: zmlocalconfig [options] [args]"],
    ["fw.iptables.txt", "bash: iptables-save: command not found\n", "bash: iptables-save: command not found"],
    ["fw.nft.txt", "sh: 1: nft: not found", "sh: 1: nft: not found"],
    ["zm.crontab.txt", "cat: /var/spool/cron/zimbra: Permission denied\n", "cat: /var/spool/cron/zimbra: Permission denied"],
    ["ssh.effective.txt", "/etc/ssh/sshd_config: line 3: Bad configuration option: Foo\n" +
      "/etc/ssh/sshd_config: terminating, 1 bad configuration options\n",
      "/etc/ssh/sshd_config: line 3: Bad configuration option: Foo"],
    ["zm.robots.txt", "cat: /opt/zimbra/conf/robots.txt: No such file or directory\n",
      "cat: /opt/zimbra/conf/robots.txt: No such file or directory"],
  ];
  for (const [name, text, reason] of errors) {
    const [part] = only(await importSnapshot([folder({ [name]: text })])).snapshot.parts;
    assert.equal([part?.state, part?.reason, part?.stderr, part?.stdout], ["failed", reason, { text }, undefined], name);
  }
});

test("a text that only mentions an error is an output", async () => {
  for (const [name, text] of [
    ["zm.global.txt", "zimbraMtaRestriction: reject_invalid\ndescription: ERROR: not found\n"],
    ["fw.iptables.txt", ""],
    ["pkg.reboot.txt", "ls: cannot access '/var/run/reboot-required': No such file or directory\n"],
    ["zm.ext@%2Fa.txt", "total 4\nls: cannot access 'x': Permission denied\n"],
  ] as const) assert.is(only(await importSnapshot([folder({ [name]: text })])).snapshot.parts[0]?.state, "ok", name);
});

test("text that is not UTF-8 and large outputs survive the way through a file", async () => {
  const large = Buffer.from("dn: uid=x\n".repeat(200_000));
  const imported = await importSnapshot([folder({
    "zm.accounts.ldif": large, "pkg.dpkg.txt": Buffer.from([0xff, 0x0a]), "zm.global.txt": "a\0b",
  })]);
  assert.equal([...only(imported).outputs.keys()], ["outputs/1"]);
  const [opened] = await openDocument(imported, "x");
  if (!opened) throw new Error("nothing opened");
  assert.equal(opened.parts.map(({ damage }) => damage), [undefined, undefined, undefined]);
  assert.equal(opened.warnings, []);
  assert.is(Buffer.compare(Buffer.from(partOf(opened, "zm.accounts", "accounts")?.bytes() ?? []), large), 0);
  assert.equal([...(partOf(opened, "pkg.dpkg", "list")?.bytes() ?? [])], [0xff, 0x0a]);
  assert.is(partOf(opened, "zm.global", "gacf")?.text(), "a\0b");
});

test("a subfolder is a host, and the archive of several opens again", async () => {
  const root = folder({ "mta1/zm.global.txt": "a: 1\n", "ldap/zm.global.txt": "a: 2\n", "ldap/tls.certs/%2Fa.crt": "x" });
  const imported = await importSnapshot([root]);
  assert.equal(imported.map(({ snapshot }) => snapshot.host.name), ["ldap", "mta1"]);
  const opened = await openDocument(imported, "all.tar");
  assert.equal(opened.map(({ name, snapshot, parts }) => [name, snapshot.host.name, parts.length]),
    [["all.tar:ldap/snapshot.json", "ldap", 2], ["all.tar:mta1/snapshot.json", "mta1", 1]]);
});

test("the time is that of the caller or none", async () => {
  const root = folder({ "rng.txt": "x" });
  const timed = only(await importSnapshot([root], { collectedAt: "2026-08-01T12:00:00+02:00", host: "m1" })).snapshot;
  assert.equal([timed.host.name, timed.started_at, timed.ended_at], ["m1", "2026-08-01T10:00:00Z", "2026-08-01T10:00:00Z"]);
  assert.is(await refusalOf([root], { collectedAt: "yesterday" }),
    'This is no time ("yesterday"): --collected-at. Write it as 2026-08-01T12:00:00Z.');
});

test("the same files give the same bytes, and GNU tar reads them", async () => {
  const root = folder({ "mta1/zm.global.txt": "a: 1\n", "ldap/zm.accounts.ldif": "x".repeat(2 << 20) });
  for (const gzip of [false, true]) {
    const [first, second] = [await bytesOf(await importSnapshot([root]), gzip), await bytesOf(await importSnapshot([root]), gzip)];
    assert.is(Buffer.compare(first, second), 0);
    const listed = execFileSync("tar", [gzip ? "-tzf" : "-tf", "-"], { input: first }).toString();
    assert.is(listed, "ldap/snapshot.json\nldap/outputs/1\nmta1/snapshot.json\n");
  }
  const single = await bytesOf(await importSnapshot([join(root, "mta1")]));
  assert.match(single.toString(), /^\{\n "format": "zmaudit-snapshot",\n "version": 1,\n "origin": "import",\n "host": \{/);
  assert.is((await openSnapshot({ name: "x", bytes: single }))[0]?.parts[0]?.text(), "a: 1\n");
});

test("single files are of the host their folder is named after", async () => {
  const root = folder({ "rng.txt": "x", "zm.global.txt": "x", "README.md": "not given" });
  const { snapshot } = only(await importSnapshot([join(root, "rng.txt"), join(root, "zm.global.txt")]));
  assert.equal([snapshot.host.name, snapshot.parts.length], [basename(root), 2]);
});

test("file names that say nothing", async () => {
  const of = async (name: string): Promise<string> => (await refusalOf([folder({ [name]: "x" })])).replace(/: \/\S+\/mail\//, ": ");
  const todo = "Name it ID.txt for the default part or ID@PART.txt for another, with / as %2F.";
  assert.is(await of("zm.globl.txt"), `The file name begins with no known source (did you mean zm.global?): zm.globl.txt. ${todo}`);
  assert.is(await of("README.md"), `The file name begins with no known source: README.md. ${todo}`);
  assert.is(await of("zm.global@gacv.txt"),
    'The source zm.global has no part "gacv" (did you mean gacf?): zm.global@gacv.txt. Its parts are gacf.');
  assert.is(await of("zm.global@.txt"), 'The source zm.global has no part ".txt": zm.global@.txt. Its parts are gacf.');
  assert.is(await of("tls.nginx.txt"),
    "The source tls.nginx has no default part, but one a file, named after its path: tls.nginx.txt. " +
      "Name it tls.nginx@PART.txt, with / as %2F.");
  assert.is(await of("tls.nginx@%2.txt"),
    'The part\'s name has a broken percent-escape ("%2.txt"): tls.nginx@%2.txt. Write / as %2F and % as %25.');
  assert.is(await of("tls.nginx@%00.txt"),
    'The part\'s name has a broken percent-escape ("%00.txt"): tls.nginx@%00.txt. Write / as %2F and % as %25.');
  assert.is(await of("tls.nginx@"), `The file name names no part: tls.nginx@. ${todo}`);
});

test("inputs that cannot be imported", async () => {
  const twice = folder({ "zm.global.txt": "x", "zm.global.log": "x" });
  assert.is(await refusalOf([twice]), `There are two files for zm.global@gacf: ${join(twice, "zm.global.txt")}. Keep one of them.`);
  const empty = folder({});
  assert.is(await refusalOf([empty]), `The folder holds no file to import: ${empty}. Put files named ID.txt or ID@PART.txt into it.`);
  assert.is(await refusalOf([]), "There is nothing to import: the command line. Give files or folders.");
  assert.is(await refusalOf(["-"]), "Loose files cannot come from standard input: -. Give files or folders.");
  assert.is(await refusalOf(["/nonexistent"]), "There is no such file or folder: /nonexistent. Check the name.");
  const hosts = folder({ "a/rng.txt": "x", "b/rng.txt": "x" });
  assert.is(await refusalOf([hosts], { host: "h" }),
    `One host name was given for folders of several hosts: ${join(hosts, "a")}. Leave --host out: each folder's name is its host's.`);
  const deep = folder({ "a/b/rng.txt": "x" });
  assert.is(await refusalOf([deep]),
    `There is a folder inside a host's folder: ${join(deep, "a/b")}. Use one folder a host, with its files in it.`);
  assert.is(await refusalOf([folder({ "rng.txt": "" }), folder({ "rng.txt": "" })]),
    "Two folders are named mail: the command line. Import them one at a time, with --host.");
  const linked = folder({});
  symlinkSync("/etc/passwd", join(linked, "rng.txt"));
  assert.is(await refusalOf([linked]),
    `The folder holds a link, device, pipe or socket: ${join(linked, "rng.txt")}. Give a folder of plain files.`);
  const large = folder({ "rng.txt": "12345" });
  assert.is(await refusalOf([large], { limits: { partBytes: 4 } }),
    `The file is larger than 4 bytes: ${join(large, "rng.txt")}. Give the output of the command that the source names.`);
});

test.run();
