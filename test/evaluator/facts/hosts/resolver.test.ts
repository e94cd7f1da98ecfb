import { test } from "uvu";
import * as assert from "uvu/assert";
import { bare, makeHost, openHost } from "./sample-host.js";

const read = async (text: string): Promise<unknown> =>
  bare(makeHost(await openHost({ parts: { "net.resolv@resolv.conf": text } })).host.resolver.nameservers);

test("the first three are asked", async () => {
  const four = ["127.0.0.1", "2001:4860:4860:0::8888", "1.1.1.1", "9.9.9.9"].map((address) => `nameserver ${address}\n`).join("");
  assert.equal(await read(four), { value: ["127.0.0.1", "2001:4860:4860::8888", "1.1.1.1"], from: "file" });
});

test("none is the host itself, and a name in its place leaves it open", async () => {
  assert.equal(await read("search example.com\n"), { value: ["127.0.0.1"], from: "default" });
  const odd = (await read("nameserver 127.0.0.1\nnameserver dns.example.com\n")) as { unknown?: string };
  assert.match(odd.unknown ?? "", /line 2/);
});

test.run();
