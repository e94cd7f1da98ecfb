import { test } from "uvu";
import * as assert from "uvu/assert";
import { narrowReport } from "../../../evaluator/results/narrow.js";
import { safePattern } from "../../../evaluator/results/safe-pattern.js";
import { readWhere, rowsOf } from "../../../evaluator/results/where.js";
import { makeReport } from "../../tui/make-report.js";

const report = makeReport({ hosts: 3, controls: 40 });
const rows = rowsOf(report);
const find = (text: string): readonly string[] => {
  const where = readWhere(text);
  if ("problem" in where) throw new Error(where.problem);
  return rows.filter(where.test).map(({ result, subject }) => `${result.id} ${subject?.name ?? ""} ${subject?.status ?? result.status}`);
};
const problem = (text: string): string => {
  const where = readWhere(text);
  return "problem" in where ? where.problem : "";
};

test("no filter is everything", () => assert.is(find("").length, rows.length));

test("words must all match, in any order, whatever their case", () => {
  assert.ok(find("tls mail1").length > 0);
  assert.equal(find("tls mail1"), find("MAIL1 TLS"));
  assert.ok(find("tls mail1").length < find("tls").length);
});

test("a minus leaves out, also with a field", () => {
  assert.is(find("tls").length + find("-tls").length, rows.length);
  assert.is(find("status:fail").length + find("-status:fail").length, rows.length);
});

test("several values of a field are alternatives", () => {
  assert.is(find("status:fail,pass").length, find("status:fail").length + find("status:pass").length);
});

test("the beginning of a status is enough while it is typed", () => assert.equal(find("status:fa"), find("status:fail")));

test("severities compare", () => {
  assert.is(find("sev:>=high").length, find("sev:high").length + find("sev:critical").length);
  assert.is(find("sev:<low").length, find("sev:info").length);
  assert.is(find("sev:>=info").length, rows.length);
});

test("id:3 is section 3 and not section 31", () => {
  assert.ok(find("id:3").length > 0);
  assert.ok(find("id:3").every((text) => text.startsWith("3.")));
  assert.equal(find("id:3"), find("sec:3"));
});

test("host:=NAME is the whole name", () => {
  assert.ok(find("host:=mail1.example.test").length > 0);
  assert.is(find("host:=mail1").length, 0);
  assert.ok(find("host:mail1").length > 0);
});

test("a phrase is one word, an expression is one too", () => {
  assert.ok(find('"accepts tls"').length > 0);
  assert.is(find('"tls accepts"').length, 0);
  assert.equal(find("/accepts +tls/"), find('"accepts tls"'));
});

test("evidence is searched on its own field and marked as slow", () => {
  const where = readWhere("ev:sslprotocols status:fail");
  assert.ok(!("problem" in where) && where.slow);
  assert.ok(find("ev:sslprotocols").length > 0);
});

test("mistakes are named, not ignored", () => {
  assert.match(problem("hots:mail1"), /no field "hots"/);
  assert.match(problem("status:bad"), /no status "bad"/);
  assert.match(problem("sev:>=urgent"), /no severity/);
  assert.match(problem("sec:abc"), /number/);
  assert.match(problem("/(/"), /not finished/);
});

test("expressions that could run away are refused", () => {
  for (const source of ["(a+)+", "(a|aa)+b", "((a*)b)*", "a*b*c*", "(a)\\1", "(?=a)b", "(a|b){2,}", "x{1,1000}", "(?:a+b)*"]) assert.is(safePattern(source).kind, "refused", source);
  for (const source of ["a+b", "^tls.*1\\.0$", "(a|b)c", "[+*]+", "(ab)+", "(?:ab)?c", "x{1,3}"]) assert.is(safePattern(source).kind, "pattern", source);
});

test("a narrowed report counts what is left and says that it is narrowed", () => {
  const where = readWhere("host:mail1 status:fail");
  if ("problem" in where) throw new Error(where.problem);
  const narrowed = narrowReport(report, where.test, "host:mail1 status:fail");
  assert.ok(narrowed.results.every(({ subjects }) => subjects.every(({ host, status }) => host?.startsWith("mail1") && status === "fail")));
  assert.is(narrowed.summary.status.fail, narrowed.results.length);
  assert.match((narrowed.warnings ?? []).join(), /host:mail1 status:fail/);
  assert.is(narrowReport(report, () => true, "").results.length, report.results.length);
});

test.run();
