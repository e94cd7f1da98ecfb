import { test } from "uvu";
import * as assert from "uvu/assert";
import { type NginxDirective, findBlocks, parseNginx } from "../../../evaluator/sources/nginx.js";

const print = (directives: readonly NginxDirective[]): string =>
  directives.map(({ name, args, block }) => `${[name, ...args].join("|")}${block ? `{${print(block)}}` : ";"}`).join("");

const say = (text: string): string => {
  const parsed = parseNginx(text);
  return parsed.outcome === "error" ? parsed.reason : print(parsed.value);
};

test("words, quotes, escapes, variables in braces", () => {
  assert.is(say("a b  c;\td 'e f' \"g;h\" ;"), "a|b|c;d|e f|g;h;");
  assert.is(say("set $x ${host}:80;"), "set|$x|${host}:80;");
  assert.is(say("rewrite ^/\\.well-known /x\\ y; log_format m '\\'q\\' \"z\"';"), "rewrite|^/\\.well-known|/x\\ y;log_format|m|'q' \"z\";");
  assert.is(say("if ($virtual_host = '') { set $v $server_addr:$server_port; }"),
    "if|($virtual_host|=||){set|$v|$server_addr:$server_port;}");
});

test("a comment begins where a word could begin and nowhere else", () => {
  assert.is(say("a b#c; # d;\n#e;\nf g;#h;\n"), "a|b#c;f|g;");
});

test("a block that the generator switched off is not there", () => {
  const strict = "    # Strict\n#server {\n#    listen 443 default_server;\n#    server_name _;\n#    return 400;\n#}\n";
  const off = `${strict}server\n{\n    #listen [::]:443;\n    listen 443;\n}\n`;
  assert.is(say(off), "server{listen|443;}");
  const on = off.replaceAll(/^#/gm, "");
  assert.is(say(on), "server{listen|443|default_server;server_name|_;return|400;}server{listen|443;}");
});

test("blocks at any depth; upstream's server has no block", () => {
  const web = "http {\n upstream u { server 192.0.2.1:8080; }\n server { listen 80; location / { return 301; } }\n}\n";
  const parsed = parseNginx(`${web}mail { server { listen 143; } }\n`);
  assert.is(parsed.outcome, "ok");
  assert.equal(parsed.outcome === "ok" && findBlocks(parsed.value, "server").map(({ line }) => line), [3, 5]);
});

test("lines are those where a directive begins", () => {
  const parsed = parseNginx("\n\nlog_format x 'a\nb'\n  'c';\nserver_name a;\n");
  assert.equal(parsed.outcome === "ok" && parsed.value.map(({ line }) => line), [3, 6]);
});

test("what is left open is named", () => {
  for (const second of ["server {\n listen 80;\n", "}\n", "c 'd;\n", "c d\n", "{ c; }\n"]) {
    const parsed = parseNginx(`a b;\n${second}`);
    assert.is(parsed.outcome, "partial", second);
    assert.equal(parsed.outcome === "partial" && parsed.lines, [2], second);
  }
  assert.is(parseNginx("cat: nginx.conf: Permission denied").outcome, "error");
  assert.is(parseNginx("# only a comment\n").outcome, "nothing");
});

test("depth is bounded", () => {
  assert.is(parseNginx("a;" + "b {".repeat(100_000)).outcome, "partial");
});

test.run();
