import { test } from "uvu";
import * as assert from "uvu/assert";
import type { ZimbraFacts } from "../../../../evaluator/facts/hosts/zimbra.js";
import { bare, makeHost, openHost } from "./sample-host.js";

const read = async (text: string): Promise<ZimbraFacts> =>
  makeHost(await openHost({ parts: { "zm.version@zmcontrol": text } })).host.zimbra;

test("the fourth number is the patch where patches have numbers of their own", async () => {
  for (const [text, version, edition] of [
    ["Release 8.8.15.GA.3869.UBUNTU18.64 UBUNTU18_64 FOSS edition, Patch 8.8.15_P31.1.", [8, 8, 15, 31.1], "FOSS"],
    ["Release 8.8.15_GA_3869.RHEL7_64_20190917004220 RHEL7_64 NETWORK edition.", [8, 8, 15, 0], "NETWORK"],
    ["Release 9.0.0_GA_3924.UBUNTU18_64 UBUNTU18_64 FOSS edition, Patch 9.0.0_P40.", [9, 0, 0, 40], "FOSS"],
    ["Release 10.1.5.GA.4655.UBUNTU22_64 FOSS edition.", [10, 1, 5, 0], "FOSS"],
  ] as const) {
    const facts = await read(`${text}\n`);
    assert.equal(
      [bare(facts.version), bare(facts.edition), bare(facts.release)],
      [
        { value: version, from: "command" },
        { value: edition, from: "command" },
        { value: text, from: "command" },
      ],
    );
  }
});

test("a version that was never released, and a third party's patch, are unknown with the text shown", async () => {
  for (const text of ["Release 8.8.46.GA.3869.UBUNTU18_64 FOSS edition.", "Release 10.1.10.p3.UBUNTU22_64 FOSS edition."]) {
    const facts = await read(`${text}\n`);
    assert.ok("unknown" in facts.version && facts.version.unknown.includes(text), JSON.stringify(facts.version));
    assert.equal(bare(facts.release), { value: text, from: "command" });
  }
});

test("without an edition the numbers still count", async () => {
  const facts = await read("Release 10.1.5.GA.4655.UBUNTU22_64\n");
  assert.equal(bare(facts.version), { value: [10, 1, 5, 0], from: "command" });
  assert.equal(bare(facts.edition), { unknown: "zmcontrol -v names no edition" });
});

test.run();
