import { test } from "uvu";
import * as assert from "uvu/assert";
import { bare, makeHost, openHost, type GivenHost } from "./sample-host.js";

const root = "/opt/zimbra/lib/ext";
const time = "2026-11-24 05:28:07.1 +0000";
const folder = (name: string): string => `drwxr-xr-x 2 root root 4096 ${time} ${name}\n`;
const file = (name: string): string => `-rw-r--r-- 1 root root 12 ${time} ${name}\n`;

const read = async (folders: Readonly<Record<string, GivenHost["parts"][string]>>, meant = Object.keys(folders)): Promise<unknown> => {
  const parts = Object.fromEntries(Object.entries(folders).map(([name, part]) => [`zm.ext@${name}`, part] as const));
  return bare(makeHost(await openHost({ parts, meant: { "zm.ext": meant } })).host.extensions);
};

test("paths of the folder and of those in it; zimlets are none", async () => {
  const value = await read({
    [root]: `total 8\n${folder("twofactorauth")}${file("readme")}`,
    [`${root}/twofactorauth`]: file("zeta two.jar"),
    "/opt/zimbra/zimlets-deployed": folder("com_zimbra_email"),
  });
  assert.equal(value, { value: [`${root}/readme`, `${root}/twofactorauth`, `${root}/twofactorauth/zeta two.jar`], from: "file" });
  assert.equal(await read({ [root]: "total 0\n" }), { value: [], from: "file" });
});

test("a folder that was not listed may hold anything", async () => {
  assert.equal(await read({ [root]: folder("a") }, [root, `${root}/a`]), { unknown: `zm.ext@${root}/a was not collected` });
  assert.equal(await read({ [`${root}/a`]: file("a.jar") }), { unknown: `zm.ext@${root} was not collected` });
  assert.equal(await read({ [root]: { state: "truncated", text: folder("a") } }), { unknown: `zm.ext@${root} is cut off` });
  assert.match(JSON.stringify(await read({ [root]: `${folder("a")}b\n` })), "read in part only");
});

test.run();
