import { test } from "uvu";
import * as assert from "uvu/assert";
import { selection, words } from "../../../evaluator/cli/select.js";
import type { Control } from "../../../evaluator/policy/control.js";
import type { Severity } from "../../../evaluator/results/status.js";

const control = (id: string, section: number, severity: Severity): Control => ({
  id, section, severity, title: id, kind: "evidence", parameters: {}, optional: [], mappings: {}, related: [], package: id, entrypoint: id, file: "", folder: "", reads: [],
  gate: { subjectKind: "host", subjects: [], results: [] },
});
const controls = [control("1.1", 1, "high"), control("1.2", 1, "low"), control("11.1", 11, "medium"), control("acme-1", 70, "critical")];
const ids = (only: readonly string[], except: readonly string[] = []): readonly string[] => controls.filter(selection(controls, only, except)).map(({ id }) => id);

test("a number is a section, not the beginning of an id", () => assert.equal(ids(["1"]), ["1.1", "1.2"]));
test("ids, sections and severities add up", () => assert.equal(ids(["11.1", "critical"]), ["11.1", "acme-1"]));
test("--except takes away from what --only leaves", () => assert.equal(ids(["1"], ["low"]), ["1.1"]));
test("nothing given is everything", () => assert.is(ids([]).length, 4));
test("a severity that no control has leaves nothing, and says so", () => assert.throws(() => ids(["info"]), /leaves no control/));
test("an unknown word names what is near", () => assert.throws(() => ids(["acme-2"]), /no control, section or severity "acme-2".*nearest: acme-1/));
test("commas and repeated options are the same", () => assert.equal(words("b, c", ["a"]), ["a", "b", "c"]));

test.run();
