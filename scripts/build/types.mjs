import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "json-schema-to-typescript";

/** TypeScript types of every schema, so that a contract has one home. */
export const types = {
  name: "types",
  says: "types from schemas/",
  reads: ["schemas"],
  makes: ["evaluator/types"],
  async run(root) {
    const out = join(root, "evaluator/types");
    mkdirSync(out, { recursive: true });
    for (const file of readdirSync(join(root, "schemas")).filter((name) => name.endsWith(".schema.json")).sort()) {
      const schema = JSON.parse(readFileSync(join(root, "schemas", file), "utf8"));
      const text = await compile(schema, schema.title, {
        bannerComment: `// Generated from schemas/${file} by scripts/build/types.mjs. Do not edit.`,
        additionalProperties: false,
        format: false,
        maxItems: -1,
        strictIndexSignatures: true,
        unreachableDefinitions: true,
      });
      writeFileSync(join(out, file.replace(".schema.json", ".ts")), text);
    }
  },
};
