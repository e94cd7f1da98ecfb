import { test as real } from "uvu";
import * as assert from "uvu/assert";
import { existsSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectFolder } from "../../evaluator/paths.js";
import { command, endSessions, ptyTest } from "./pty.js";
import { broken, inShell, isSane } from "./shell.js";
import { temporaryFolder } from "../temporary.js";

const test = ptyTest("crashes of the browser");

test("a throw while a key is handled", async () => {
  const session = broken(`options.keymap = { ...defaultKeymap, find: (context, key) => {
    if (key === "j") throw new Error("in a handler");
    return defaultKeymap.find(context, key);
  } };`);
  await session.see("Section 1");
  session.send("j");
  await isSane(session, /defect: in a handler[^]*code=4 end/);
});

test("a throw while a frame is made", async () => {
  const session = broken(`options.load = async () => ({ ...world, report: model.report, control: () => {
    throw new Error("in a frame");
  } });`);
  await session.see("Section 1");
  session.send("1jj");
  await isSane(session, /defect: in a frame[^]*code=4 end/);
});

/** From the moment that `when` holds, React's render of the browser's rows throws. */
const throwingRender = (when: string): string => `
  const { createRequire } = await import("node:module");
  const runtime = createRequire(${JSON.stringify(join(projectFolder, "package.json"))})("react/jsx-runtime");
  const real = runtime.jsx;
  runtime.jsx = (type, ...rest) => {
    if (!(${when}) || type?.name !== "Rows") return real(type, ...rest);
    return real(() => { throw new Error("in React's render"); }, ...rest);
  };`;

test("a throw in React's first render", async () => {
  await isSane(broken("", throwingRender("true")), /defect: in React's render[^]*code=4 end/);
});

test("a throw in a later render of React", async () => {
  const session = broken("", throwingRender("process.stdout.columns === 90"));
  await session.see("Section 1");
  session.resize(90, 30);
  await isSane(session, /defect: in React's render[^]*code=4 end/);
});

test("a promise that nobody awaits is rejected", async () => {
  const session = broken(`options.load = async () => {
    setTimeout(() => void Promise.reject(new Error("nobody awaited")), 50);
    return { ...world, report: model.report };
  };`);
  await isSane(session, /defect: nobody awaited[^]*code=4 end/);
});

test("a worker of somebody else runs out of memory", async () => {
  const session = broken(`const { Worker } = await import("node:worker_threads");
    options.load = async () => {
      const eats = "const a = []; for (;;) a.push(new Array(1e6).fill(1));";
      const worker = new Worker(eats, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 20 } });
      await new Promise((resolve, reject) => worker.on("error", reject));
    };`);
  await isSane(session, /defect: .*memory[^]*code=4 end/);
});

test("what a library prints does not tear the frame and is printed at the end", async () => {
  const session = broken(`options.load = async () => {
    setTimeout(() => console.warn("a warning of a library"), 50);
    return { ...world, report: model.report };
  };`);
  await session.see("a warning of a library");
  assert.ok(session.lines()[22]?.includes("a warning"), "in the message line");
  session.send("q");
  await isSane(session, /a warning of a library[^]*code=0 end/);
});

/** Loaded into every thread of the real program: the engine's worker throws at a question, once or always. */
const crashing = (
  kind: "load" | "judge", how: "at once" | "idle", often: "once" | "always",
): Readonly<Record<string, string>> => {
  const folder = temporaryFolder("crash");
  const file = join(folder, "crash.cjs");
  writeFileSync(file, `
    const { isMainThread, parentPort } = require("node:worker_threads");
    const { existsSync, writeFileSync } = require("node:fs");
    const flag = ${JSON.stringify(join(folder, "crashed"))};
    const crash = () => {
      writeFileSync(flag, "");
      throw new Error("the worker broke");
    };
    if (!isMainThread) {
      const real = parentPort.on.bind(parentPort);
      parentPort.on = (name, listen) => real(name, name !== "message" ? listen : (ask) => {
        const due = ask.kind === ${JSON.stringify(kind)} && !(${often === "once"} && existsSync(flag));
        if (due && ${how === "at once"}) crash();
        if (due) setTimeout(crash, 0);
        listen(ask);
      });
    }
  `);
  return { NODE_OPTIONS: `--require ${file}`, CRASHED: join(folder, "crashed") };
};
const snapshot = join(projectFolder, "snapshots/default-install/snapshot.json.gz");
const words = ["browse", snapshot, "--only", "8,10"];
const browseWords = [process.execPath, command, ...words].map((word) => `'${word}'`).join(" ");
const auditStatus = (environment: Readonly<Record<string, string>>): number | null =>
  spawnSync(process.execPath, [
    command, "audit", ...words.slice(1),
  ], { env: { ...process.env, ...environment }, stdio: "ignore" }).status;

test("the engine's worker crashes while it judges: one verdict says so, the browser stays", async () => {
  const environment = crashing("judge", "at once", "once");
  const session = inShell(browseWords, { environment });
  await session.until((text) => text.includes("SSH"), "the sections", 60_000);
  session.send("1/status:error\r");
  await session.see("ended the worker", 60_000);
  await session.see("1 of ");
  await session.until((text) => !text.includes("judging"), "the end of judging", 60_000);
  assert.ok(existsSync(environment["CRASHED"] ?? ""));
  session.send("\u0003");
  const status = auditStatus(crashing("judge", "at once", "once"));
  assert.ok(status === 1 || status === 2);
  await isSane(session, status ?? -1);
});

test("the engine's worker crashes between two questions: another one takes over", async () => {
  const environment = crashing("load", "idle", "once");
  const session = inShell(browseWords, { environment });
  await session.until((text) => text.includes("SSH"), "the sections", 60_000);
  assert.ok(existsSync(environment["CRASHED"] ?? ""));
  session.send("1/status:error\r");
  await session.see("0 of ");
  session.send("\u0003");
  await isSane(session, auditStatus({}) ?? -1);
});

test("a worker that crashes whenever it is asked: every verdict says so, and the status is audit's", async () => {
  const session = inShell(browseWords, { environment: crashing("load", "at once", "always") });
  await session.until((text) => text.includes("SSH"), "the sections", 60_000);
  session.send("1");
  await session.see("ended the worker");
  session.send("\u0003");
  await isSane(session, auditStatus(crashing("load", "at once", "always")) ?? -1);
});

real.after(endSessions);
real.run();
