import { test } from "uvu";
import * as assert from "uvu/assert";
import { bare, makeHost, openHost } from "./sample-host.js";

test("a line that is no assignment spoils the name it begins with and no other", async () => {
  const { host } = makeHost(await openHost({ parts: { "os.release@os-release": 'ID=rhel\nVERSION_ID="8.10\nwhat\n' } }));
  assert.equal(bare(host.os.id), { value: "rhel", from: "file" });
  assert.equal(bare(host.os.version), { unknown: "VERSION_ID may stand on lines 2, 3 of os.release, which cannot be read" });
  assert.match(JSON.stringify(host.os.name), "NAME may stand on lines");
});

test("a rolling release has no version, and that is known", async () => {
  const { host } = makeHost(await openHost({ parts: { "os.release@os-release": "ID=arch\n" } }));
  assert.equal(bare(host.os.version), { from: "unset" });
});

test("the numbers of a kernel end where the packaging begins", async () => {
  for (const [release, numbers] of [
    ["4.18.0-553.8.1.el8_10.x86_64", [4, 18, 0]],
    ["5.15.0-1051-aws", [5, 15, 0]],
    ["3.10.0-1160.el7.x86_64", [3, 10, 0]],
    ["6.1", [6, 1]],
  ] as const) {
    const { host } = makeHost(await openHost({ parts: { "os.uname@uname": `Linux mail ${release} #1 SMP x86_64 GNU/Linux\n` } }));
    assert.equal(bare(host.kernel.version), { value: numbers, from: "kernel" });
  }
});

test("a virtual machine is no container", async () => {
  for (const [word, value] of [
    ["none", "none"],
    ["kvm", "none"],
    ["microsoft", "none"],
    ["lxc", "lxc"],
    ["docker", "docker"],
  ] as const) {
    const { host } = makeHost(await openHost({ parts: { "os.container@virt": `${word}\n` } }));
    assert.equal(bare(host.container), { value, from: "command" });
  }
  const strange = makeHost(await openHost({ parts: { "os.container@virt": "somethingnew\n" } }));
  assert.equal(bare(strange.host.container), { unknown: "whether somethingnew is a container is not known" });
  assert.ok("unknown" in makeHost(await openHost({ parts: { "os.container@virt": "" } })).host.container);
});

test("a process that ended while it was looked at is gone; any other line may be any process", async () => {
  const gone = makeHost(await openHost({ parts: { "proc.list@list": "1\t0\t0\tsystemd\t1\n77\t1\t-\tsh\t9\n" } }));
  assert.equal(bare(gone.host.processes), { value: ["systemd"], from: "kernel" });
  const broken = makeHost(await openHost({ parts: { "proc.list@list": "1\t0\t0\tsystemd\t1\n77\t1\n" } }));
  assert.ok("unknown" in broken.host.processes);
});

test.run();
