// Zimbra's tools when they are ill: each source says so, and the next one runs.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseZmprov } from "../../evaluator/sources/zmprov.js";
import { collect, errorsOf, makeRoot, outputOf, partOf, project, textOf } from "./collect.js";

const withTool = (path: string, body: string, only: string) => {
  const root = makeRoot();
  writeFileSync(join(root, path), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return collect(["--only", only], { root });
};

test("a full-size server entry: every attribute of the schema, each value of a plain type whole, each secret dropped", () => {
  const rows = readFileSync(join(project, "policies/data/attributes.tsv"), "utf8").split("\n").filter((line) => line !== "" && !line.startsWith("#")).slice(1).map((line) => line.split("\t"));
  const lines = rows.map(([name = "", type = ""]) => ({ name, type })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const root = makeRoot();
  writeFileSync(join(root, "opt/zimbra/answers/gas"), Array.from({ length: 20 }, (_, server) => `# name s${server}.example.com\n${lines.map(({ name, type }) => `${name}: ${type}-value\n`).join("")}\n`).join(""));
  const document = collect(["--only", "zm.server"], { root });
  const text = textOf(document, "zm.server", "gas");
  assert.is(text.split("\n").length, 20 * (lines.length + 2) + 1, "as many lines as zmprov printed");
  for (const { name, type } of lines) {
    const kept = text.includes(`\n${name}: ${type}-value\n`);
    if (["boolean", "integer", "duration", "enum", "port", "long", "gentime"].includes(type) && /^zimbra(Mta|Reverse|Mail|Http|Admin|Service)/.test(name)) assert.ok(kept || !rows.some(([one, , , , required, optional]) => one === name && /server|globalConfig|domain|cos/.test(`${required},${optional}`)), name);
    if (/(Password|Secret|Token|PrivateKey|Credentials)$/.test(name) && /string/.test(type)) assert.not.ok(kept, name);
  }
  const parsed = parseZmprov(text, { known: (name) => lines.some((line) => line.name === name), single: () => true });
  assert.is(parsed.outcome, "ok", "the evaluator's parser has no doubt about it");
});

test("usage on standard output with exit status 1", () => {
  const document = withTool("opt/zimbra/bin/zmprov", "echo 'usage:  getAllCos(gac) [-v]'; exit 1", "zm.cos,zm.global");
  assert.equal([partOf(document, "zm.cos").state, partOf(document, "zm.cos").exit], ["failed", 1]);
  assert.is(textOf(document, "zm.cos"), "usage:  getAllCos(gac) [-v]\n");
});

test("an error of the directory", () => {
  const document = withTool("opt/zimbra/bin/zmprov", "echo 'ERROR: service.FAILURE (system failure: unable to lookup server: bindpw=CANARY x)' >&2; exit 2", "zm.server");
  assert.is(partOf(document, "zm.server").state, "failed");
  assert.is(errorsOf(partOf(document, "zm.server")), "ERROR: service.FAILURE (system failure: unable to lookup server: bindpw=<dropped>\n");
});

test("a crash, after half a line", () => {
  const document = withTool("opt/zimbra/bin/zmprov", "printf 'zimbraCsrfTokenCheckEnabled: TR'; kill -SEGV $$", "zm.global");
  assert.equal([partOf(document, "zm.global").state, partOf(document, "zm.global").signal], ["failed", 11]);
});

test("NULs, bytes that are no UTF-8, and 100 MB", () => {
  const document = withTool("opt/zimbra/bin/zmprov", "printf 'zimbraCsrfTokenCheckEnabled: TRUE\\n\\000zimbraPreAuthKey: \\000CANARY\\nzimbraSpamSubjectTag: gr\\374n\\n'; yes 'zimbraMtaMyNetworks: 127.0.0.0/8' | head -c 104857600", "zm.global");
  const record = partOf(document, "zm.global");
  assert.is(record.state, "truncated");
  const bytes = outputOf(record);
  assert.not.match(bytes.toString("latin1"), "CANARY");
  assert.match(bytes.toString("latin1"), "zimbraSpamSubjectTag: gr\xfcn\n");
  assert.ok(bytes.length <= 8 * 1024 * 1024 + 1);
});

test("nothing at all", () => {
  const document = withTool("opt/zimbra/bin/zmprov", "exit 0", "zm.domain,zm.domain.own,zm.global");
  assert.equal([partOf(document, "zm.global").state, partOf(document, "zm.global").out_bytes], ["ok", 0]);
  assert.match(partOf(document, "zm.domain.own").reason ?? "", "no list of domains");
});

test("tools that are missing", () => {
  const root = makeRoot();
  for (const path of ["opt/zimbra/bin", "opt/zimbra/common/bin", "opt/zimbra/libexec", "opt/zimbra/conf"]) rmSync(join(root, path), { recursive: true });
  const document = collect(["--only", "zm,tls,mta"], { root });
  assert.is(document.complete, true);
  for (const { id, part, state, reason } of document.parts) if (state === "absent") assert.ok(reason, `${id}@${part}`);
  for (const id of ["zm.version", "zm.global", "zm.localconfig", "zm.accounts", "tls.ciphers"]) assert.is(partOf(document, id).state, "absent", id);
});

test.run();
