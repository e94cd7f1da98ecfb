import { test } from "uvu";
import * as assert from "uvu/assert";
import { bare, makeHost, openHost, type GivenHost } from "./sample-host.js";

const root = "/opt/zimbra/lib/ext";
const time = "2026-11-24 05:28:07.1 +0000";
const folder = (name: string): string => `drwxr-xr-x 2 root root 4096 ${time} ${name}\n`;
const file = (name: string, size = 12): string => `-rw-r--r-- 1 root root ${size} ${time} ${name}\n`;

const read = async (folders: Readonly<Record<string, GivenHost["parts"][string]>>): Promise<unknown> => {
  const parts = Object.fromEntries(Object.entries(folders).map(([name, part]) => [`zm.ext@${name}`, part] as const));
  return bare(makeHost(await openHost({ origin: "import", parts })).host.two_factor);
};

test("its own folder decides, whatever else was listed", async () => {
  assert.equal(await read({ [`${root}/twofactorauth`]: `total 4\n${file("zetatwofactorauth.jar")}` }), { value: ["zetatwofactorauth.jar"], from: "file" });
  assert.equal(await read({ [root]: folder("twofactorauth"), [`${root}/twofactorauth`]: "total 0\n" }), { value: [], from: "file" });
});

test("an empty jar is none, a link may be one", async () => {
  const link = `lrwxrwxrwx 1 root root 9 ${time} a.jar -> /opt/a.jar\n`;
  assert.equal(await read({ [`${root}/twofactorauth`]: `${file("zetatwofactorauth.jar", 0)}${folder("old")}${link}` }), { value: ["a.jar"], from: "file" });
});

test("a whole list without the folder is knowledge", async () => {
  assert.equal(await read({ [root]: `total 8\n${folder("openidconsumer")}` }), { value: [], from: "file" });
  assert.equal(await read({ [root]: "total 0\n" }), { value: [], from: "file" });
});

test("a folder that was seen and not listed may hold it", async () => {
  assert.equal(await read({ [root]: folder("twofactorauth") }), { unknown: `zm.ext@${root}/twofactorauth was not collected` });
  assert.equal(await read({ [root]: { state: "truncated", text: folder("a") } }), { unknown: `zm.ext@${root} is cut off` });
  assert.equal(await read({}), { unknown: `zm.ext@${root} was not collected` });
});

test.run();
