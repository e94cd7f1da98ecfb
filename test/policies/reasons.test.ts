import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { projectFolder } from "../../evaluator/paths.js";
import { builtinPolicy } from "../../evaluator/policy/builtin.js";
import { listCases, readFragment } from "../../evaluator/policy/cases.js";
import { factsSchema } from "../../evaluator/policy/compile-policy.js";
import { startEngine } from "../../evaluator/policy/engine.js";
import { completeFragment } from "../../evaluator/policy/fragment.js";
import { decide } from "../../evaluator/results/decide.js";

// An unknown without a reason helps nobody: in every case, each unknown row says what is not known or what would settle it.
const engine = startEngine();
const { name, wasm, controls } = builtinPolicy();

for (const control of controls) {
  test(`${control.id} says why it is unknown`, async () => {
    const parameters = Object.fromEntries(Object.entries(control.parameters).map(([key, { default: value }]) => [key, value]));
    const source = { name, wasm, controls: [{ id: control.id, entrypoint: control.entrypoint }] };
    const silent: string[] = [];
    for (const one of await listCases(join(projectFolder, "policies"), control)) {
      if (one.form !== "fragment") continue;
      const { input } = completeFragment(await factsSchema(), await readFragment(one), one.path, { [control.id]: parameters });
      const [judgement] = await engine.judge([source], new TextEncoder().encode(JSON.stringify(input)));
      if (!judgement) throw new Error("not judged");
      for (const subject of decide(input, control.gate, judgement).subjects) {
        if (subject.status === "unknown" && subject.missing.length + subject.settle.length === 0) silent.push(`${one.name}: ${subject.name}`);
      }
    }
    assert.equal(silent, []);
  });
}

test("the engine ends", () => engine.close());

test.run();
