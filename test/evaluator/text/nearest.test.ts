import { test } from "uvu";
import * as assert from "uvu/assert";
import { didYouMean, distance, nearest } from "../../../evaluator/text/nearest.js";

test("a swap of neighbours is one edit", () => {
  assert.is(distance("postocnf", "postconf", 3), 1);
  assert.is(distance("", "ab", 3), 2);
  assert.is(distance("same", "same", 0), 0);
});

test("more edits than the bound are not counted out", () => {
  assert.is(distance("abcdef", "uvwxyz", 2), 3);
  assert.is(distance("a", "a".repeat(90), 2), 3);
});

test("the nearest come first and ties are sorted", () => {
  assert.equal(nearest("prats", ["host", "parts", "part"]), ["parts", "part"]);
  assert.equal(nearest("zm.globl", ["zm.global", "zm.cos", "zm.domain"]), ["zm.global"]);
  assert.equal(nearest("bb", ["ab", "ba", "cb", "bc"]), ["ab", "ba", "bc"]);
});

test("a candidate that contains the word is offered", () => {
  assert.equal(nearest("postconf", ["mta.postconf", "mta.maps"]), ["mta.postconf"]);
});

test("nothing near gives nothing, and three letters are not near three others", () => {
  assert.equal(nearest("zzz", ["abc"]), []);
  assert.is(didYouMean("zzz", ["abc"]), "");
});

test("the words of a suggestion", () => {
  assert.is(didYouMean("prats", ["parts"]), " (did you mean parts?)");
  assert.is(didYouMean("aa", ["ab", "ac", "ad", "ae"]), " (did you mean ab, ac or ad?)");
});

test("a hostile word of a megabyte is compared by its beginning", () => {
  const started = performance.now();
  nearest("x".repeat(1 << 20), Array.from({ length: 2000 }, (_, n) => `x`.repeat(80) + n));
  assert.ok(performance.now() - started < 30_000);
});

test.run();
