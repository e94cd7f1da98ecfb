import { test } from "uvu";
import * as assert from "uvu/assert";
import { type ZmprovRecord, parseGacf, parseZmprov } from "../../../evaluator/sources/zmprov.js";
import { smallTable } from "./docstring-examples.js";

const read = (text: string): readonly ZmprovRecord[] => {
  const parsed = parseZmprov(text, smallTable);
  assert.is.not(parsed.outcome, "error");
  return parsed.outcome === "error" ? [] : parsed.value;
};
const values = (record: ZmprovRecord | undefined, name: string): readonly string[] =>
  record?.attrs.get(name)?.map((item) => item.value) ?? [];

test("two records, a name with blanks, repeated lines are several values", () => {
  const [first, second, ...more] = read("# name default\nzimbraImapEnabled: FALSE\n\n# name sales team\nzimbraMailTrustedIP: 10.0.0.1\n" +
    "zimbraMailTrustedIP: 10.0.0.2\n\n");
  assert.is(more.length, 0);
  assert.is(first?.name, "default");
  assert.is(second?.name, "sales team");
  assert.equal(values(second, "zimbraMailTrustedIP"), ["10.0.0.1", "10.0.0.2"]);
  assert.equal(second?.lines, [4, 6]);
});

test("a value is split at the first colon and keeps blanks at both ends", () => {
  const [record] = read("# name x\nzimbraResponseHeader: X-Robots-Tag: noindex\nzimbraSkin:   beach \n\n");
  assert.equal(values(record, "zimbraResponseHeader"), ["X-Robots-Tag: noindex"]);
  assert.equal(values(record, "zimbraSkin"), ["  beach "]);
});

test("order is that of bytes: upper case before lower case", () => {
  const parsed = parseZmprov("# name x\nzimbraIPMode: ipv4\nzimbraIsAdminAccount: TRUE\n\n", smallTable);
  assert.is(parsed.outcome, "ok");
});

test("a signature that forges an attribute is a continuation and the record is in doubt", () => {
  const text = "# name a@example.com\nzimbraIsAdminAccount: TRUE\nzimbraPrefMailSignature: Regards\nzimbraIsAdminAccount: FALSE\n\n";
  const parsed = parseZmprov(text, smallTable);
  assert.is(parsed.outcome, "partial");
  const [record] = read(text);
  assert.equal(values(record, "zimbraIsAdminAccount"), ["TRUE"]);
  assert.equal(values(record, "zimbraPrefMailSignature"), ["Regards\nzimbraIsAdminAccount: FALSE"]);
  assert.is(record?.ambiguous, true);
  assert.equal(record?.ambiguousLines, [4]);
});

test("a single-valued attribute that comes twice puts the record in doubt", () => {
  const [record] = read("# name a\nzimbraIsAdminAccount: TRUE\nzimbraIsAdminAccount: FALSE\n\n");
  assert.is(record?.ambiguous, true);
  assert.is(record?.attrs.get("zimbraIsAdminAccount")?.length, 1);
});

test("a multi-line text with words before colons is no doubt: such names are neither known nor in order", () => {
  const parsed = parseGacf("zimbraAmavisDomainDisclaimerText: Note\nPhone: 1\nmore: 2\n\nlast\nzimbraSmtpPort: 25\n", smallTable);
  assert.is(parsed.outcome, "ok");
  if (parsed.outcome !== "ok") return;
  assert.equal(values(parsed.value, "zimbraAmavisDomainDisclaimerText"), ["Note\nPhone: 1\nmore: 2\n\nlast"]);
  assert.equal(parsed.value.attrs.get("zimbraAmavisDomainDisclaimerText")?.[0]?.lines, [1, 5]);
  assert.equal(values(parsed.value, "zimbraSmtpPort"), ["25"]);
});

test("an unknown name in order may be an attribute: the record is in doubt", () => {
  const [record] = read("# name a\ncn: a\nloginShell: /bin/sh\nzimbraId: 1\n\n");
  assert.equal(record?.ambiguousLines, [3]);
  assert.equal(values(record, "zimbraId"), ["1"]);
});

test("a PEM key with an empty line inside stays one value", () => {
  const [record, next] = read("# name a\nzimbraSSLPrivateKey: -----BEGIN-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END-----\n\n" +
    "# name b\n");
  assert.equal(values(record, "zimbraSSLPrivateKey"), ["-----BEGIN-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END-----"]);
  assert.is(record?.ambiguous, false);
  assert.is(next?.name, "b");
});

test("a header without an empty line before it puts both records in doubt", () => {
  const [first, second] = read("# name a\nzimbraNotes: hello\n# name b\nzimbraId: 1\n\n");
  assert.is(first?.ambiguous, true);
  assert.is(second?.ambiguous, true);
});

test("one name twice: both are kept, and in one command's output both are in doubt", () => {
  const parsed = parseZmprov("# name a\nzimbraId: 1\n\n# name a\nzimbraId: 2\n\n", smallTable);
  assert.is(parsed.outcome, "partial");
  if (parsed.outcome !== "partial") return;
  assert.equal(parsed.value.map((record) => record.ambiguous), [true, true]);
  assert.match(parsed.reason, /twice/);
  const batch = parseZmprov("prov> # name a\nzimbraId: 1\n\nprov> # name a\nzimbraIPMode: ipv4\n\nprov> ", smallTable);
  assert.is(batch.outcome, "partial");
  if (batch.outcome === "partial") assert.equal(batch.value.map((record) => record.ambiguous), [false, false]);
});

test("a batch: prompts before each command, two where one printed nothing, one at the end", () => {
  const parsed = parseZmprov("prov> # name a\nzimbraId: 1\n\nprov> prov> zimbraIPMode: ipv4\nprov> # name b\n\nprov> \n", smallTable);
  assert.is(parsed.outcome, "ok");
  if (parsed.outcome !== "ok") return;
  assert.equal(parsed.value.map(({ kind, name }) => `${kind} ${name}`), ["entry a", "none ", "entry b"]);
});

test("a verbose batch echoes its commands", () => {
  const parsed = parseZmprov("prov> gd -e a.example\n# name a.example\nzimbraId: 1\n\nprov> gd -e b.example\n# name b.example\n\nprov> ",
    smallTable);
  assert.is(parsed.outcome, "ok");
  if (parsed.outcome === "ok") assert.equal(parsed.value.map((record) => record.command), ["gd -e a.example", "gd -e b.example"]);
});

test("outside a batch a prompt is text", () => {
  const [record] = read("# name a\nzimbraNotes: x\nprov> # name b\n\n");
  assert.equal(values(record, "zimbraNotes"), ["x\nprov> # name b"]);
});

test("binary chunks: CR LF between them, no blank before continuation lines, text where it is text", () => {
  const [record] = read("# name a\nuserCertificate:: AAEC\r\n//79\r\nzimbraSSLDHParam:: SGVs\r\nbG8=\r\n\n");
  assert.equal(record?.attrs.get("userCertificate"), [{ value: "AAEC//79", lines: [2, 3], binary: true }]);
  assert.equal(record?.attrs.get("zimbraSSLDHParam"), [{ value: "Hello", lines: [4, 5] }]);
  assert.is(record?.ambiguous, false);
});

test("chunks that are no base64 put the record in doubt; marks of the collector stay", () => {
  const [record] = read("# name a\nuserCertificate:: !!\nzimbraSSLDHParam:: <dropped>\nzimbraSslCaKey: <redacted:1704>\n\n");
  assert.equal(record?.ambiguousLines, [2]);
  assert.equal(values(record, "zimbraSSLDHParam"), ["<dropped>"]);
  assert.equal(values(record, "zimbraSslCaKey"), ["<redacted:1704>"]);
});

test("distribution lists: members have no end mark", () => {
  const [first, second] = read("# distributionList a@x.example memberCount=2\nmail: a@x.example\n\nmembers\nu@x.example\nv@x.example\n" +
    "# distributionList b@x.example memberCount=0\nmail: b@x.example\n\nmembers\n");
  assert.is(first?.kind, "distributionList");
  assert.equal(first?.members.map(({ value }) => value), ["u@x.example", "v@x.example"]);
  assert.is(first?.ambiguous, false);
  assert.is(second?.name, "b@x.example");
  assert.equal(second?.members, []);
});

test("data sources have a type; aliases a header of their own", () => {
  const [source, alias] = read("# name gmail\n# type imap\nzimbraDataSourceHost: imap.example.com\n\n# alias c@x.example\nzimbraId: 1\n\n");
  assert.is(source?.type, "imap");
  assert.is(alias?.kind, "alias");
});

test("usage and errors on stdout are errors, not empty output", () => {
  for (const text of ["usage:  getAllCos(gac) [-v]\n", "ERROR: account.NO_SUCH_SERVER (no such server: x)\n",
    "getAllAccounts can only be used with  \"zmprov -l/--ldap\"\n\nzmprov [args] [cmd] [cmd-args ...]\n\n    -h/--help display usage\n"]) {
    const parsed = parseZmprov(text, smallTable);
    assert.is(parsed.outcome, "error");
    if (parsed.outcome === "error") assert.match(parsed.reason, /zmprov says/);
  }
  assert.is(parseGacf("ERROR: zclient.IO_ERROR (invoke Connection refused)\n", smallTable).outcome, "error");
});

test("an error after records is told apart from text of a value", () => {
  const parsed = parseZmprov("prov> # name a\nzimbraId: 1\n\nprov> ERROR: account.NO_SUCH_DOMAIN (no such domain: b)\nprov> ", smallTable);
  assert.is(parsed.outcome, "partial");
  const [record] = read("# name a\nzimbraId: 1\n\nERROR: account.NO_SUCH_DOMAIN (no such domain: b)\n");
  assert.is(record?.ambiguous, true);
});

test("names only (no -v) is an error; nothing at all is nothing", () => {
  assert.is(parseZmprov("mail1.example.com\nmail2.example.com\n", smallTable).outcome, "error");
  assert.is(parseZmprov("", smallTable).outcome, "nothing");
  assert.is(parseZmprov("prov> \n", smallTable).outcome, "nothing");
  assert.is(parseGacf("\n", smallTable).outcome, "nothing");
});

test("names such as __proto__ are harmless", () => {
  const table = { known: () => true, single: () => true };
  const parsed = parseZmprov("# name __proto__\nconstructor: x\n\n", table);
  assert.is(parsed.outcome, "ok");
  if (parsed.outcome === "ok") assert.is(parsed.value[0]?.attrs.get("constructor")?.[0]?.value, "x");
});

test("a value of a million lines is read in linear time", () => {
  const started = Date.now();
  const parsed = parseGacf(`zimbraNotes: x\n${"y: z\n".repeat(1_000_000)}`, smallTable);
  assert.is(parsed.outcome, "ok");
  assert.ok(Date.now() - started < 5000);
});

test.run();
