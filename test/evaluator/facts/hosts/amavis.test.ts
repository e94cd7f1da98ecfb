import { test } from "uvu";
import * as assert from "uvu/assert";
import type { AmavisFacts } from "../../../../evaluator/facts/hosts/amavis.js";
import { bare, makeHost, openHost } from "./sample-host.js";

const read = async (text: string): Promise<AmavisFacts> =>
  makeHost(await openHost({ parts: { "zm.amavis@amavisd.conf": text, "zm.amavis@amavisd.conf.in": "$path = '/x';\n" } })).host.amavis;

test("programs of the entries for cpio and tar, in order, and not 7z's", async () => {
  const facts = await read(`@decoders = (
['cpio', \\&do_pax_cpio, ['pax', 'gcpio', 'cpio']],
['tar', \\&do_tar],
[[qw(7z tar cpio)], \\&do_7zip, ['7za']],
['gz', \\&do_uncompress, 'gzip -d'],
);
`);
  assert.equal(bare(facts.decoders), { value: ["pax", "gcpio", "cpio"], from: "file" });
  assert.equal(bare(facts.path), { from: "unset" });
  assert.equal(bare(facts.template_decoders), { from: "unset" });
});

test("no entry at all is an empty list, a commented one does not count", async () => {
  assert.equal(bare((await read("@decoders = (\n# ['cpio', \\&do_pax_cpio, ['cpio']],\n['mail', \\&do_mime_decode],\n);\n")).decoders), {
    value: [],
    from: "file",
  });
});

test("a statement that cannot be followed spoils what it speaks of", async () => {
  const base = "$path = '/a';\n@decoders = (['cpio', \\&do_pax_cpio, ['pax']]);\n";
  const pushed = await read(`${base}push(@decoders, ['cpio', \\&do_pax_cpio, ['cpio']]);\n`);
  assert.ok("unknown" in pushed.decoders);
  const banked = await read(`${base}$policy_bank{'X'} = other();\n`);
  assert.equal(bare(banked.decoders), { value: ["pax"], from: "file" });
  assert.equal(bare(banked.path), { value: ["/a"], from: "file" });
  const open = await read(`${base}$x = 'never closed;\n`);
  assert.ok("unknown" in open.decoders && "unknown" in open.path);
});

test.run();
