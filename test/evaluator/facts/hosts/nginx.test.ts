import { test } from "uvu";
import * as assert from "uvu/assert";
import { bare, makeHost, openHost, openSample, type GivenHost } from "./sample-host.js";

const conf = "/opt/zimbra/conf";
const inc = `${conf}/nginx/includes`;

const read = async (files: Readonly<Record<string, GivenHost["parts"][string]>>, more: Partial<GivenHost> = {}): Promise<unknown> => {
  const parts = Object.fromEntries(Object.entries(files).map(([name, part]) => [`tls.nginx@${name}`, part] as const));
  return bare(makeHost(await openHost({ parts, meant: { "tls.nginx": Object.keys(files) }, ...more })).host.nginx.servers);
};

const server = (file: string, line: number, names: readonly string[]): unknown => ({ file, line, listen: ["443"], names, returns: [], headers: [] });

test("a file that nginx does not include has no servers, whatever stands in it", async () => {
  const value = await read({
    [`${conf}/nginx.conf`]: `include ${inc}/nginx.conf.web;\n`,
    [`${inc}/nginx.conf.web`]: `http { include ${inc}/nginx.conf.web.x*; }\n`,
    [`${inc}/nginx.conf.web.x1`]: "server { listen 443; server_name a; }\n",
    [`${inc}/nginx.conf.web.old`]: "server { listen 443; server_name b; }\n",
  });
  assert.equal(value, { value: [server(`${inc}/nginx.conf.web.x1`, 1, ["a"])], from: "file" });
});

test("loose files count as they are, but what they include outside of a server must be there", async () => {
  const https = `${inc}/nginx.conf.web.https.default`;
  const text = `server { listen 443; server_name a; include ${inc}/nginx.conf.web.https.mode-https; }\n`;
  assert.equal(await read({ [https]: text }, { origin: "import" }), { value: [server(https, 1, ["a"])], from: "file" });
  assert.equal(await read({ [https]: `${text}include ${inc}/nginx.conf.web.sso;\n` }, { origin: "import" }), {
    unknown: `tls.nginx has no ${inc}/nginx.conf.web.sso, which another file includes`,
  });
});

test("a file that was meant and is not here may hold any server", async () => {
  const files = { [`${conf}/nginx.conf`]: "http { server { listen 443; server_name a; } }\n" };
  const meant = { "tls.nginx": [`${conf}/nginx.conf`, `${inc}/nginx.conf.web`] };
  assert.equal(await read(files, { meant }), { unknown: `tls.nginx@${inc}/nginx.conf.web was not collected` });
  assert.equal(await read({ ...files, [`${inc}/nginx.conf.web`]: { state: "truncated" } }), {
    unknown: `tls.nginx@${inc}/nginx.conf.web is cut off`,
  });
  assert.match(JSON.stringify(await read({ ...files, [`${inc}/nginx.conf.web`]: "server {\n" })), "leave a block");
});

test("none meant is none there, none said is unknown", async () => {
  assert.equal(await read({}, { meant: { "tls.nginx": [] } }), { value: [], from: "file" });
  assert.equal(await read({}, { meant: {} }), { unknown: "tls.nginx was not collected" });
});

test("files that include each other are read once", async () => {
  const value = await read({
    [`${conf}/nginx.conf`]: `include ${conf}/nginx.conf;\ninclude ${conf}/nginx.conf;\nserver { listen 443; server_name a; }\n`,
  });
  assert.equal(value, { value: [server(`${conf}/nginx.conf`, 3, ["a"])], from: "file" });
});

test("the strict block: found when it is on, not when its lines begin with #", async () => {
  const key = `tls.nginx@${inc}/nginx.conf.web.https.default`;
  const strict = "server {\n    listen 443 default_server;\n    server_name _;\n    return 400;\n}\n";
  const on = makeHost(await openSample({ [key]: strict })).host.nginx.servers;
  assert.ok("value" in on && on.value.some(({ names, returns }) => names.includes("_") && returns.includes("400")));
  const off = makeHost(await openSample({ [key]: strict.replaceAll(/^/gm, "#") })).host.nginx.servers;
  assert.ok("value" in off && !off.value.some(({ names }) => names.includes("_")));
});

test("headers for the servers behind, at any level, each once", async () => {
  const main = `${conf}/nginx.conf`;
  const text = "http {\n  proxy_set_header Host $host;\n  server {\n    location / {\n      proxy_set_header X-Real-IP $remote_addr;\n"
    + "      proxy_set_header Host $host;\n    }\n  }\n}\n#proxy_set_header X-Off 1;\n";
  const made = makeHost(await openHost({ parts: { [`tls.nginx@${main}`]: text }, meant: { "tls.nginx": [main] } }));
  assert.equal(bare(made.host.nginx.proxy_headers), { value: ["Host $host", "X-Real-IP $remote_addr"], from: "file" });
});

test.run();
