import { test } from "uvu";
import * as assert from "uvu/assert";
import { builtinPolicy } from "../../evaluator/policy/builtin.js";
import { startEngine } from "../../evaluator/policy/engine.js";
import { decide } from "../../evaluator/results/decide.js";

// Classes of service that are judged by what all servers do: four times as many of both take about four times as long, not sixteen.
const engine = startEngine();
const { name, wasm, controls } = builtinPolicy();
const on = { value: true, from: "cos", ev: 0 };
const off = { value: false, from: "server", ev: 1 };
const all = { value: true, from: "command", ev: 2 };

const many = <T>(count: number, prefix: string, item: T): Readonly<Record<string, T>> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}${i}`, item]));

const world = (count: number): unknown => ({
  collections: { cos: all, servers: all },
  cos: many(count, "class", { id: on, used: on, attrs: { zimbraImapEnabled: on, zimbraPop3Enabled: on } }),
  servers: many(count, "store", {
    services: { value: ["mailbox"], from: "server", ev: 1 },
    attrs: {
      zimbraImapServerEnabled: off, zimbraImapSSLServerEnabled: off, zimbraPop3ServerEnabled: off, zimbraPop3SSLServerEnabled: off,
      zimbraRemoteImapServerEnabled: off, zimbraRemoteImapSSLServerEnabled: off, zimbraReverseProxyMailEnabled: off,
    },
  }),
});

for (const id of ["10.1", "10.2"]) {
  test(`${id}: many classes of many servers`, async () => {
    const control = controls.find((one) => one.id === id);
    if (!control) throw new Error(`there is no ${id}`);
    const time = async (count: number): Promise<number> => {
      const parameters = Object.fromEntries(Object.entries(control.parameters).map(([key, { default: value }]) => [key, value]));
      const facts = { ...(world(count) as object), parameters: { [id]: parameters } };
      const bytes = new TextEncoder().encode(JSON.stringify(facts));
      const source = { name, wasm, controls: [{ id, entrypoint: control.entrypoint }] };
      const started = performance.now();
      const [judgement] = await engine.judge([source], bytes);
      if (!judgement) throw new Error("not judged");
      const { status, subjects, reason } = decide(facts, control.gate, judgement);
      assert.equal([status, subjects.length, reason], ["pass", count, undefined]);
      return performance.now() - started;
    };
    await time(100);
    const [small, large] = [await time(1500), await time(6000)];
    assert.ok(large < 9 * small, `${Math.round(small)} ms, then ${Math.round(large)} ms`);
    console.log(`${id}: ${Math.round(small)} ms for 1,500 of both, ${Math.round(large)} ms for 6,000`);
  });
}

test("the engine ends", () => engine.close());

test.run();
