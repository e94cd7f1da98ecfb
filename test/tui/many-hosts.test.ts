import { test as real } from "uvu";
import * as assert from "uvu/assert";
import { command, endSessions, ptyTest, start, type Session } from "./pty.js";
import { manyControls, manyHosts } from "./many-hosts.js";

const test = ptyTest("fifty hosts");

/** Milliseconds from a key to the screen that it asks for. */
const answered = async (
  session: Session, keys: string, holds: (text: string) => boolean, what: string,
): Promise<number> => {
  const began = performance.now();
  session.send(keys);
  await session.until(holds, what);
  return performance.now() - began;
};
const has = (words: string | RegExp) =>
  (text: string): boolean => (typeof words === "string" ? text.includes(words) : words.test(text));

/** What a user takes for at once; the machine may be busy with other tests. */
const atOnce = 1_500;

test("fifty snapshots and 150 controls: progress, then hosts, roles, filter and findings at once", async () => {
  const snapshots = await manyHosts(50);
  const session = start(
    process.execPath, [command, "browse", ...snapshots, "--policy", manyControls(81)], { columns: 140, rows: 40 }
  );
  await session.see("opening");
  await session.see("compiling", 60_000);
  await session.until(has(/judging \d+\/1350/), "how far it is", 120_000);
  await session.until(has(/judging \d+ of 1350/), "a list that fills in", 120_000);
  await session.until((text) => text.includes("sections, by article") && !text.includes("judging"), "the overview", 120_000);
  assert.match(session.lines()[0] ?? "", /50 snapshots/);

  const times: [what: string, milliseconds: number][] = [];
  const step = async (what: string, keys: string, holds: (text: string) => boolean): Promise<void> => {
    times.push([what, await answered(session, keys, holds, what)]);
  };
  await step("hosts", "5", has("hosts, by failed"));
  assert.match(session.text(), /1–\d of \d+ ← →/, "the matrix says which hosts it shows");
  await step("all controls", "d", has("all controls"));
  await step("only those that differ", "d", has("differing controls"));
  await step("filter of hosts", "/mta1", has("9 hosts"));
  await step("filter taken", "\r", has("/ mta1"));
  await step("one role", "r", has("same roles"));
  // Nine hosts of one role at nine sites: the site's own rules look at the length of the name, which is the same for
  // all.
  await session.see("no control differs between these hosts");
  await step("all of them", "d", has(/Hosts › all controls/));
  const row = session.lines().find((line) => /^ +8\.1 /.test(line)) ?? "";
  assert.match(row, /FAIL +FAIL/, "the cells of one role stand side by side");
  await step("another nine", "\t\u001b[C\u001b[C", has(/3–\d of 9/));
  await step("into a control", "\r", has("/ id:"));
  await step("and back", "q", has("same roles"));
  await step("findings", "1", has(/of 8478|of \d{4}/));
  await step("a filter over 8,000", "/mbx2 sev:>=high", has("/ mbx2 sev:>=high"));
  await step("taken", "\r", has(/\d+ of \d{4}/));
  await step("by host", "tttt", has("grouped by host"));
  assert.ok(session.text().includes("mbx2.example3.com") || session.text().includes("▾ mbx2"));
  await step("plan", "4", has("Plan of all fixes"));
  await step("the last step", "G", has("STEP"));
  const slow = times.filter(([, milliseconds]) => milliseconds > atOnce);
  assert.equal(slow, [], times.map(([what, milliseconds]) => `${what}: ${Math.round(milliseconds)} ms`).join("\n"));
  if (process.env["ZMAUDIT_VERBOSE"]) {
    console.log(times.map(([what, milliseconds]) => `${what}: ${Math.round(milliseconds)} ms`).join("\n"));
  }
  session.send("\u0003");
  assert.is((await session.ended).code, 1);
});

real.after(endSessions);
real.run();
