import { test } from "uvu";
import * as assert from "uvu/assert";
import { bare, makeHost, openHost } from "./sample-host.js";

const read = async (text: string): Promise<unknown> => bare(makeHost(await openHost({ parts: { "pax.tool@candidates": text } })).host.pax);

test("nothing there is knowledge, in either form", async () => {
  assert.equal(await read(""), { value: [], from: "file" });
  const absent = makeHost(await openHost({ parts: { "pax.tool@candidates": { state: "absent", reason: "none of the places" } } }));
  assert.equal(bare(absent.host.pax), { value: [], from: "file" });
  assert.match(JSON.stringify(absent.evidence.entries[absent.host.pax.ev]), "none of the places");
});

test("a file that zimbra cannot run is no program", async () => {
  assert.equal(await read("/usr/bin/pax\t644\t0\t1\n/bin/pax\t750\t0\t1\n"), {
    unknown: "whether user zimbra may run /bin/pax hangs on its group",
  });
  assert.equal(await read("/usr/bin/pax\t644\t0\t1\n/bin/pax\t700\t0\t1\n"), { value: [], from: "file" });
  assert.equal(await read("/usr/bin/spax\t4755\t0\t1\n/opt/zimbra/bin/pax\t0700\t999\t1\n"), {
    value: [
      { path: "/usr/bin/spax", mode: "4755", uid: 0, executable: true },
      { path: "/opt/zimbra/bin/pax", mode: "0700", uid: 999, executable: true },
    ],
    from: "file",
  });
});

test("a line that is no candidate may be one", async () => {
  assert.match(JSON.stringify(await read("/usr/bin/pax\t755\t0\t1\nls: cannot access '/bin/pax'\n")), "read in part only");
});

test.run();
