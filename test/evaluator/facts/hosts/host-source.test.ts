import { test } from "uvu";
import * as assert from "uvu/assert";
import { type FoundLeaf, bare, demanding, findLeaves, makeHost, openHost, openSample, sampleTexts } from "./sample-host.js";

const demand = demanding({
  localconfig: ["alias_login_enabled"],
  postconf: ["relayhost", "mynetworks"],
  sshd: ["port", "ciphers"],
  units: ["ssh.service"],
});

/** States that mean that nothing is known, and the words that tell them apart. */
const STATES = {
  absent: "is absent on the host (why)",
  denied: "was not permitted (why)",
  failed: "failed (why)",
  skipped: "was not collected: skipped (why)",
  timeout: "took too long (why)",
  truncated: "is cut off (why)",
} as const;

const place = ({ leaf }: FoundLeaf, entries: readonly { readonly source: string; readonly part: string }[]): string =>
  `${entries[leaf.ev]?.source ?? ""}@${entries[leaf.ev]?.part ?? ""}`;

/** A value that another witness gives in the place of the one that is gone, or that absence itself shows. */
const SECOND: Readonly<Record<string, RegExp>> = {
  "pkg.dpkg@list": /^sshd\.installed/,
  "pax.tool@candidates": /^pax$/,
  "proc.list@list": /^$/,
  "ssh.proc@list": /^sshd\.running/,
};

for (const key of Object.keys(sampleTexts())) {
  test(`${key}: whatever its state, what it alone says is unknown`, async () => {
    const whole = makeHost(await openSample(), demand);
    const owned = findLeaves(whole.host)
      .filter((found) => place(found, whole.evidence.entries) === key && found.path !== "collected")
      .map(({ path }) => path);
    const changes = [
      ...Object.keys(STATES).map((state) => ({ [key]: { state, reason: "why", text: sampleTexts()[key] ?? "" } })),
      { [key]: undefined },
      { [key]: { text: sampleTexts()[key] ?? "", sha256: "0".repeat(64) } },
      { [key]: "\u0001 no such format {\n" },
    ] as const;
    for (const change of changes) {
      const made = makeHost(await openSample(change as Parameters<typeof openSample>[0]), demand);
      const given = JSON.stringify(Object.values(change)[0] ?? "missing");
      for (const found of findLeaves(made.host)) {
        if (found.path === "collected") continue;
        const known = "value" in found.leaf || found.leaf["from"] === "unset";
        const fromIt = place(found, made.evidence.entries) === key;
        const isAbsence = key === "pax.tool@candidates" && given.includes('"absent"');
        assert.ok(!(known && fromIt) || isAbsence, `${given.slice(0, 60)}: ${found.path} = ${JSON.stringify(found.leaf)}`);
        if (owned.includes(found.path) && known && !isAbsence) {
          assert.ok(
            place(found, made.evidence.entries) !== key && (SECOND[key]?.test(found.path) ?? true),
            `${given.slice(0, 60)}: ${found.path}`,
          );
        }
      }
    }
  });
}

test("each state has its own words", async () => {
  for (const [state, words] of Object.entries(STATES)) {
    const opened = await openHost({ parts: { "net.ip@addr": { state: state as "failed", reason: "why" } } });
    assert.equal(bare(makeHost(opened).host.addresses), { unknown: `net.ip ${words}` });
  }
  const said = await openHost({ parts: { "net.ip@addr": { state: "failed", stderr: { text: "\nip: \u001b[31mno\n" } } } });
  assert.equal(bare(makeHost(said).host.addresses), { unknown: 'net.ip failed ("ip: \\u001b[31mno")' });
  const stderr = { text: "/etc/ssh/sshd_config: line 3: Bad configuration option: Foo\n" };
  const both = await openHost({ parts: { "net.ip@addr": { state: "failed", reason: "exit status 255", stderr } } });
  const words = "net.ip failed (exit status 255: /etc/ssh/sshd_config: line 3: Bad configuration option: Foo)";
  assert.equal(bare(makeHost(both).host.addresses), { unknown: words });
  const damaged = await openHost({ parts: { "net.ip@addr": { text: "x", out_bytes: 7 } } });
  assert.equal(bare(makeHost(damaged).host.addresses), { unknown: "net.ip is damaged: its output has 1 bytes and not 7, as recorded" });
  assert.equal(bare(makeHost(await openHost({ parts: {} })).host.addresses), { unknown: "net.ip was not collected" });
});

test("a source that was not run at all is one part, and it speaks for all", async () => {
  const opened = await openHost({
    parts: { "ssh.effective@*": { state: "skipped", reason: "not asked for" }, "tls.nginx@*": { state: "absent", reason: "no nginx" } },
  });
  const { host } = makeHost(opened, demand);
  assert.equal(bare(host.sshd.default["port"]), { unknown: "ssh.effective was not collected: skipped (not asked for)" });
  assert.equal(bare(host.nginx.servers), { unknown: "tls.nginx is absent on the host (no nginx)" });
});

test("bytes that are no UTF-8 spoil what they stand in and no more", async () => {
  const base64 = Buffer.concat([Buffer.from('ID=debian\nNAME="D'), Buffer.from([0xe9]), Buffer.from('bian"\n')]).toString("base64");
  const { host } = makeHost(await openHost({ parts: { "os.release@os-release": { stdout: { base64 } } } }));
  assert.equal(bare(host.os.id), { value: "debian", from: "file" });
  assert.equal(bare(host.os.name), { unknown: "os.release is not UTF-8 there" });
});

test.run();
