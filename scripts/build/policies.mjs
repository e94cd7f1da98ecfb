import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The built-in controls, compiled, with the contracts that the gate needs: `audit` then loads no compiler. */
export const policies = {
  name: "policies",
  says: "the built-in policies",
  reads: ["policies/controls", "policies/lib", "policies/data", "policies/capabilities.json", "dist/facts.schema.json", "compiler", "evaluator/policy", "evaluator/results/decide.ts"],
  makes: ["dist/policies.wasm", "dist/policies.json", "dist/gates.json"],
  async run(root) {
    const built = (path) => import(pathToFileURL(join(root, "build/evaluator", path)));
    const { startEngine } = await built("policy/engine.js");
    const { readPolicyFolder } = await built("policy/folder.js");
    const { forwardedBuiltins } = await built("policy/wasm.js");
    const { compilePolicy } = await built("policy/compile-policy.js");
    const engine = startEngine({ compileTime: 300_000 });
    try {
      const answer = await compilePolicy(engine, await readPolicyFolder(join(root, "policies"), "builtin"));
      if (answer.errors) throw new Error(answer.errors.map((e) => `${e.file}:${e.row}: ${e.message}`).join("\n"));
      const { wasm, controls, ...policy } = answer.policy;
      const forwarded = forwardedBuiltins(await WebAssembly.compile(wasm));
      if (forwarded.length > 0) throw new Error(`the WebAssembly lacks ${forwarded.join(", ")}, so that every audit would load OPA's compiler: write the rule without`);
      writeFileSync(join(root, "dist/policies.wasm"), wasm);
      writeFileSync(join(root, "dist/policies.json"), JSON.stringify({ ...policy, controls: controls.map(({ gate: _, ...control }) => control) }));
      writeFileSync(join(root, "dist/gates.json"), JSON.stringify(Object.fromEntries(controls.map(({ id, gate }) => [id, gate]))));
    } finally {
      await engine.close();
    }
  },
};
