// The bars of the terminal browser, in a real pseudo-terminal: most as ratios within one run, since machines differ.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "zmaudit-bench-tui-"));
const built = (path) => import(new URL(`../../build/test/tui/${path}`, import.meta.url).href);
const p = (times, share) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Time from a key to the end of the frame that counts it. */
const press = async (session, key) => {
  const before = session.output().length;
  const began = performance.now();
  session.send(key);
  while (!session.output().slice(before).includes("\u001b[?2026l")) {
    if (performance.now() - began > 5_000) throw new Error(`no frame after ${JSON.stringify(key)}\n${session.text()}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return performance.now() - began;
};
const presses = async (session, list) => {
  const times = [];
  for (const key of list) {
    times.push(await press(session, key));
    // Longer than a frame: otherwise the wait for the next one would be measured.
    await sleep(20);
  }
  return times;
};

const open = async (tui, file, options, ready) => {
  const session = tui.start(process.execPath, [tui.command, "browse", file], {
    columns: 140, rows: 40, ...options,
    environment: { ZMAUDIT_TRACE: join(folder, "trace.json"), ...options?.environment },
  });
  await session.see(ready ?? "Section 1");
  return session;
};
const toFlat = async (session) => {
  session.send("1");
  await session.see(" of ");
  // Every finding, flat: no facet, no group.
  for (const key of ["f", "r", "f", "T"]) await press(session, key);
  await session.see("not grouped");
};
const quit = async (session) => {
  session.send("\u0003");
  await session.ended;
};

const firstFrame = async (tui, file) => {
  const bare = [];
  const skeleton = [];
  const findings = [];
  for (let i = 0; i < 7; i++) {
    const began = performance.now();
    spawnSync(process.execPath, ["-e", "0"]);
    bare.push(performance.now() - began);
    const start = performance.now();
    const session = tui.start(process.execPath, [tui.command, "browse", file], { columns: 140, rows: 40 });
    while (!session.output().includes("zmaudit")) await new Promise((resolve) => setImmediate(resolve));
    skeleton.push(performance.now() - start);
    await session.see("Section 1");
    findings.push(performance.now() - start);
    await quit(session);
  }
  const alone = [];
  for (let i = 0; i < 3; i++) {
    const began = performance.now();
    spawnSync(
      process.execPath, ["--input-type=module", "-e", "await import('ink'); await import('react')"], { cwd: root }
    );
    alone.push(performance.now() - began);
  }
  return { bare: p(bare, 0.5), skeleton: p(skeleton, 0.5), findings: p(findings, 0.5), inkAlone: p(alone, 0.5) };
};

const cpuTicks = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return Number(fields[11]) + Number(fields[12]);
};
const rss = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;

/** Rows: what is measured, the value, the bar, whether it holds. */
export const run = async () => {
  const tui = await built("pty.js");
  const { makeReport } = await built("make-report.js");
  if (!tui.hasPty) return [{ name: "tui", skipped: "there is no pseudo-terminal here" }];
  const write = (name, shape) => {
    const file = join(folder, name);
    writeFileSync(file, JSON.stringify(makeReport(shape)));
    return file;
  };
  const small = write("100.json", { hosts: 5, controls: 20 });
  const large = write("10000.json", { hosts: 50, controls: 150, subjects: 67 });
  const huge = write("100000.json", { hosts: 50, controls: 150, subjects: 667 });
  const rows = [];
  const bar = (name, value, limit, unit = "ms") =>
    rows.push({ name, value: Math.round(value * 100) / 100, limit, unit, ok: value <= limit });

  const first = await firstFrame(tui, small);
  bar("tui skeleton against node -e 0", first.skeleton / first.bare, 3, "×");
  bar("tui skeleton beyond node -e 0", first.skeleton - first.bare, 150);
  bar("tui findings, first frame", first.findings, 400);
  bar("tui findings against importing ink and react", first.findings / (first.bare + first.inkAlone), 1.3, "×");

  const measured = {};
  for (const [name, file] of [["100", small], ["10000", large], ["100000", huge]]) {
    const session = await open(tui, file);
    await toFlat(session);
    await presses(session, Array.from({ length: 20 }, () => "j"));
    const edge = await presses(session, Array.from({ length: 60 }, () => "j"));
    await press(session, "\u0004");
    const inside = await presses(session, Array.from({ length: 60 }, (_, i) => (i % 2 ? "j" : "k")));
    const ends = await presses(session, Array.from({ length: 20 }, (_, i) => (i % 2 ? "g" : "G")));
    // The moves were warm; the ratio compares with a filter that is typed the second time, the bar in milliseconds with
    // both.
    const cold = await presses(session, ["/", "m", "a", "i", "l", "3"]);
    const typed = await presses(session, ["\u007f", "\u007f", "\u007f", "\u007f", "a", "i", "l", "2", "\u007f", "4"]);
    measured[name] = { edge, inside, ends, typed, cold, all: [...edge, ...inside, ...ends] };
    if (name === "10000") {
      session.send("\u001b");
      await sleep(150);
      const before = session.output().length;
      session.send("j".repeat(50));
      await sleep(400);
      const burst = session.output().slice(before).split("\u001b[?2026l").length - 1;
      bar("tui frames of 50 keys in one write", burst, 6, "frames");
      const ticks = cpuTicks(session.pid);
      const idleFrom = session.output().length;
      await sleep(5_000);
      bar("tui idle bytes in 5 s", session.output().length - idleFrom, 0, "bytes");
      bar("tui idle CPU", ((cpuTicks(session.pid) - ticks) * 10) / 50, 0.5, "%");
      bar("tui memory at 10,000 findings", rss(session.pid), 200, "MB");
    }
    await quit(session);
    if (name === "10000") {
      const { renders } = JSON.parse(readFileSync(join(folder, "trace.json"), "utf8"));
      bar("tui render, 99th percentile", p(renders.slice(5), 0.99), 33);
    }
  }
  bar("tui key to frame at 10,000, 95th percentile", p(measured["10000"].all, 0.95), 50);
  bar("tui key to frame, 10,000 against 100 (medians)", p(
    measured["10000"].all, 0.5
  ) / p(measured["100"].all, 0.5), 1.3, "×");
  bar("tui key to frame at 100,000, 95th percentile", p(measured["100000"].all, 0.95), 100);
  bar("tui filter key at 10,000, 95th percentile", p(
    [...measured["10000"].cold, ...measured["10000"].typed], 0.95
  ), 80);
  bar(
    "tui filter key against a move at 10,000", p(measured["10000"].typed, 0.5) / p(measured["10000"].all, 0.5), 3, "×"
  );

  const narrow = await open(tui, large, { columns: 80, rows: 24 }, "Section 1");
  await toFlat(narrow);
  await press(narrow, "j");
  const before = narrow.output().length;
  await presses(narrow, ["j", "j", "k", "k"]);
  bar("tui bytes of a move inside the window at 80×24", (narrow.output().length - before) / 4, 1024, "bytes");
  for (let i = 0; i < 100; i++) {
    narrow.resize(60 + (i % 80), 16 + (i % 30));
    await sleep(20);
  }
  narrow.resize(90, 30);
  await narrow.until(
    () => narrow.lines()[29]?.includes("q quit") === true && (narrow.lines()[28] ?? "") !== "",
    "the last frame after 100 resizes"
  );
  bar("tui last frame after 100 resizes is wrong", narrow.lines().filter((line) =>
    line.length > 90).length, 0, "lines");
  await quit(narrow);

  const grown = await memoryGrowth(tui, large);
  bar("tui memory (RSS) from key 1,000 to key 5,000", grown, 20, "MB");
  return rows;
};

/** Keys 1,000 to 5,000 with forced collections, through the program itself. */
const memoryGrowth = async (tui, file) => {
  const session = tui.start(process.execPath, ["--expose-gc", tui.command, "browse", file], {
    columns: 140, rows: 40, environment: { ZMAUDIT_TRACE: join(folder, "heap.json") },
  });
  await session.see("Section 1");
  await toFlat(session);
  const some = ["j", "j", "k", "\u0006", "\u0002", "t", "T", "G", "g", "s"];
  const heaps = [];
  for (let i = 0; i < 5_000; i += 10) {
    session.send(some.join(""));
    await sleep(4);
    if (i === 1_000 || i === 4_990) {
      await sleep(600);
      heaps.push(rss(session.pid));
    }
  }
  await quit(session);
  return heaps[1] - heaps[0];
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = await run();
  for (const { name, value, limit, unit, ok, skipped } of rows) console.log(
    skipped ? `SKIPPED ${name}: ${skipped}` : `${ok ? "ok  " : "OVER"} ${name}: ${value} ${unit} (bar ${limit})`
  );
  process.exitCode = rows.some(({ ok }) => ok === false) ? 1 : 0;
}
