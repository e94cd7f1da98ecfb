import { test } from "uvu";
import * as assert from "uvu/assert";
import { type LdifEntry, type LdifProblem, openLdif, parseLdif, readLdif, valuesOf } from "../../../evaluator/sources/ldif.js";

const entriesOf = (text: string): readonly LdifEntry[] => {
  const parsed = parseLdif(text);
  return parsed.outcome === "error" ? [] : parsed.value;
};

test("folded lines are joined without the blank, also inside base64 and names of entries", () => {
  const [entry] = entriesOf("dn: uid=a,\n dc=example\ncn: one\n  two\nsn:: SGVs\n bG8=\n");
  assert.is(entry?.dn, "uid=a,dc=example");
  assert.equal(entry?.attrs.get("cn"), ["one two"]);
  assert.equal(entry?.attrs.get("sn"), ["Hello"]);
  assert.equal(entry?.lines, [1, 6]);
});

test("a value that forges a line is encoded, so it stays a value", () => {
  const forged = Buffer.from("Regards\nzimbraIsAdminAccount: FALSE").toString("base64");
  const [entry] = entriesOf(`dn: uid=a\nzimbraIsAdminAccount: TRUE\nzimbraPrefMailSignature:: ${forged}\n`);
  assert.equal(entry?.attrs.get("zimbraIsAdminAccount"), ["TRUE"]);
});

test("every split of the text into two pieces gives the same entries", () => {
  const text = "version: 1\r\n\r\ndn: uid=a\r\ncn: x\r\n y\r\n\r\n# note\r\n folded note\r\ndn:: dWlkPWI=\r\nmail: b@example.com\r\n";
  const whole = entriesOf(text);
  assert.equal(whole.map((entry) => entry.dn), ["uid=a", "uid=b"]);
  assert.equal(whole.map((entry) => entry.line), [3, 9]);
  for (let cut = 0; cut <= text.length; cut++) assert.equal([...readLdif([text.slice(0, cut), text.slice(cut)])], whole);
});

test("output without -LLL has comments, search and result lines", () => {
  const parsed = parseLdif("# extended LDIF\n#\n# LDAPv3\n\n# a, example\ndn: uid=a\ncn: x\n\n# search result\nsearch: 2\n" +
    "result: 0 Success\ncontrol: 1.2.840 false x\n# pagedresults: cookie=\n\n# numEntries: 1\n");
  assert.is(parsed.outcome, "ok");
});

test("a search that ended early is not complete", () => {
  const parsed = parseLdif("dn: uid=a\ncn: x\n\nsearch: 2\nresult: 4 Size limit exceeded\n");
  assert.is(parsed.outcome, "partial");
  if (parsed.outcome === "partial") assert.match(parsed.reason, /result 4 Size limit exceeded/);
  assert.is(parseLdif("dn: uid=a\ncn: x\n\nref: ldap://other/\n").outcome, "partial");
});

test("URLs are refused, damaged base64 and text that is not UTF-8 are reported with the attribute", () => {
  const [entry] = entriesOf("dn: uid=a\njpegPhoto:< file:///etc/passwd\nmail:: !!!!\ncn:: //8=\nuserCertificate;binary:: //8=\n");
  assert.equal(entry?.problems.map(({ line, attribute }) => `${line} ${attribute}`), ["2 jpegphoto", "3 mail", "4 cn"]);
  assert.is(entry?.attrs.has("jpegPhoto"), false);
  assert.equal(entry?.attrs.get("userCertificate;binary"), ["//8="]);
});

test("names differ in case: one spelling a reader, the caller's first", () => {
  const entries = [...readLdif(["dn: a\nZIMBRAID: 1\nzimbraId: 2\n\nDN: b\nMail: x\nmail: y\n"], { spellings: ["zimbraId"] })];
  assert.equal(entries[0]?.attrs.get("zimbraId"), ["1", "2"]);
  assert.equal(entries[1]?.attrs.get("Mail"), ["x", "y"]);
  const [, second] = entries;
  if (second) assert.equal([valuesOf(second, "MAIL"), valuesOf(second, "cn")], [["x", "y"], []]);
});

test("empty values, values without a blank and values with blanks", () => {
  const [entry] = entriesOf("dn: a\ncn:\nsn:x\nl:   y \n");
  assert.equal([entry?.attrs.get("cn"), entry?.attrs.get("sn"), entry?.attrs.get("l")], [[""], ["x"], ["y "]]);
});

test("lines outside of entries and entries run together are reported and nothing is lost", () => {
  const problems: LdifProblem[] = [];
  const entries = [...readLdif(["cn: stray\n\ndn: a\ncn: 1\ndn: b\ncn: 2\nnonsense\n"], { report: (problem) => problems.push(problem) })];
  assert.equal(entries.map((entry) => entry.dn), ["a", "b"]);
  assert.equal(problems.map((problem) => problem.line), [1, 5, 7]);
});

test("attribute names of the prototype are harmless", () => {
  const [entry] = entriesOf("dn: a\nconstructor: x\n");
  assert.equal(entry?.attrs.get("constructor"), ["x"]);
});

test("nothing is nothing", () => {
  assert.is(parseLdif("").outcome, "nothing");
  assert.is(parseLdif("# refldap://x\n\n").outcome, "nothing");
});

test("a line beyond the limit is cut and reported, whole or in pieces", () => {
  const long = "x".repeat(1 << 20);
  const reader = openLdif();
  const pieces = [`dn: a\ncn: `, ...Array.from({ length: 12 }, () => long), "\nsn: y\n"];
  const entries = [...pieces.flatMap((piece) => [...reader.push(piece)]), ...reader.end()];
  assert.is(entries.length, 1);
  assert.equal(entries[0]?.problems.map((problem) => problem.attribute), ["cn"]);
  assert.equal(entries[0]?.attrs.get("sn"), ["y"]);
});

test("time grows with the text, in many small pieces and in one folded value", () => {
  const time = (accounts: number): number => {
    const started = performance.now();
    const text = Array.from({ length: accounts }, (_, index) =>
      `dn: uid=${index}\nmail: ${index}@example.com\nzimbraAccountStatus: active\n\n`).join("");
    const pieces = text.match(/[^]{1,100}/g) ?? [];
    let count = 0;
    for (const entry of readLdif(pieces)) count += entry.attrs.size;
    assert.is(count, 2 * accounts);
    return performance.now() - started;
  };
  time(20_000);
  const small = time(20_000);
  const large = time(160_000);
  assert.ok(large < 8 * small * 4 + 500, `${small.toFixed(0)} ms for 20,000, ${large.toFixed(0)} ms for 160,000`);
  const folded = `dn: a\ncn: x${"\n y".repeat(500_000)}\n`;
  assert.is(entriesOf(folded)[0]?.attrs.get("cn")?.[0]?.length, 500_001);
});

test.run();
