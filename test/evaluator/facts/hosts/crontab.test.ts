import { test } from "uvu";
import * as assert from "uvu/assert";
import { bare, makeHost, openHost } from "./sample-host.js";

const read = async (text: string): Promise<unknown> =>
  bare(makeHost(await openHost({ parts: { "zm.crontab@zimbra": text } })).host.crontab.zimbra);

test("jobs of zimbra; a commented one is none, an empty crontab has none", async () => {
  assert.equal(await read("# SpamAssassin\n45 23 * * * /opt/zimbra/libexec/zmsaupdate\n#0 1 * * * /x\n"), {
    value: [{ schedule: "45 23 * * *", command: "/opt/zimbra/libexec/zmsaupdate" }],
    from: "command",
  });
  assert.equal(await read(""), { value: [], from: "command" });
});

test("a line that was left out on the host may be any job", async () => {
  const part = (await read("45 23 * * * /opt/zimbra/libexec/zmsaupdate\n<dropped>\n")) as { unknown?: string };
  assert.match(part.unknown ?? "", /zm.crontab is read in part only/);
});

test.run();
