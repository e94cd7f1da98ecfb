import * as assert from "uvu/assert";
import { test } from "uvu";
import { loadCompiler } from "../../../evaluator/policy/compiler.js";
import { pagesFor, pagesNeeded } from "../../../evaluator/policy/memory.js";
import { instantiate } from "../../../evaluator/policy/wasm.js";

test("the start has room for what is needed, also of nothing", () => {
  for (const bytes of [0, 1, 1000, 10_000_000]) assert.ok(pagesFor(bytes) >= pagesNeeded(bytes) && pagesNeeded(bytes) > 0);
});

const leaf = (value: unknown): object => ({ value, from: "server", ev: 0 });
const attrs = { zimbraMailMode: leaf("https"), zimbraMtaMyNetworks: leaf(["127.0.0.0/8", "[::1]/128"]) };
const server = { services: leaf(["mailbox", "mta"]), attrs };
const shapes: Readonly<Record<string, unknown>> = {
  "entities with leaves": Object.fromEntries(Array.from({ length: 6000 }, (_, i) => [`mbx${i}.example.com`, server])),
  "lists of short words": Array.from({ length: 200_000 }, (_, i) => (i % 7).toString()),
  "many short names": Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [i.toString(36), true])),
  "one long text": "x".repeat(1_000_000),
};

for (const [name, list] of Object.entries(shapes)) {
  test(`facts fit into the memory that is there at the start: ${name}`, async () => {
    const compiler = await loadCompiler();
    const built = compiler.build({ modules: { "p.rego": "package p\n\nx := count(input.list)\n" }, entrypoints: ["p/x"] });
    if (built.errors) throw new Error("the sample does not build");
    const bytes = new TextEncoder().encode(JSON.stringify({ list }));
    const size = { initial: pagesFor(bytes.byteLength), maximum: 16384 };
    const instance = instantiate(await WebAssembly.compile(built.wasm), size, () => undefined);
    instance.setInput(bytes);
    instance.evaluate("p/x");
    assert.is(instance.pages(), size.initial, "no growing by pages");
  });
}

test.run();
