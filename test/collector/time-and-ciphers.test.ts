// What the collector asks for once it has seen the first answer: timedatectl of an old systemd, and cipher strings.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseTimedatectl } from "../../evaluator/sources/timedatectl.js";
import { collect, errorsOf, makeRoot, partOf, textOf } from "./collect.js";

const withTools = (tools: Readonly<Record<string, string>>, only: string) => {
  const root = makeRoot();
  for (const [path, body] of Object.entries(tools)) writeFileSync(join(root, path), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return collect(["--only", only], { root });
};
const withTimedatectl = (body: string) => withTools({ "usr/bin/timedatectl": body }, "time.sync");

const table = "      Local time: Tue 2026-11-24 04:56:20 UTC\n     NTP enabled: yes\nNTP synchronized: no\n";

test("systemd 219 refuses show: its table is taken, and the refusal is no error", () => {
  const document = withTimedatectl(`case "$*" in *show*) echo 'Unknown operation show' >&2; exit 1 ;; esac\nprintf '${table.replaceAll("\n", "\\n")}'`);
  const record = partOf(document, "time.sync", "timedatectl");
  assert.equal([record.state, record.exit, errorsOf(record)], ["ok", 0, ""]);
  assert.is(textOf(document, "time.sync", "timedatectl"), table);
  const parsed = parseTimedatectl(textOf(document, "time.sync", "timedatectl"));
  assert.is(parsed.outcome === "ok" && parsed.value.synchronized?.value, false);
});

test("show is enough where it is known", () => {
  const document = withTimedatectl(`case "$*" in show) echo NTPSynchronized=yes ;; *) echo 'NTP synchronized: no' ;; esac`);
  assert.is(textOf(document, "time.sync", "timedatectl"), "NTPSynchronized=yes\n");
});

test("another error of timedatectl stays one, with its words", () => {
  const words = "System has not been booted with systemd as init system (PID 1). Can't operate.";
  const document = withTimedatectl(`[ "$1" = show ] || echo 'NTP synchronized: yes'\necho "${words}" >&2; exit 1`);
  const record = partOf(document, "time.sync", "timedatectl");
  assert.equal([record.state, record.exit, errorsOf(record)], ["failed", 1, `${words}\n`]);
  assert.is(textOf(document, "time.sync", "timedatectl"), "");
});

test("cipher strings are those of cipher lists, not every setting whose name ends like one", () => {
  const settings = [
    "smtpd_tls_exclude_ciphers = ", "tls_export_cipherlist = EXPORT", "tls_high_cipherlist = HIGH:!aNULL", "tls_low_cipherlist = LOW",
    "tls_medium_cipherlist = MEDIUM", "tls_null_cipherlist = eNULL:!aNULL", "tls_preempt_cipherlist = no",
  ];
  const document = withTools({ "opt/zimbra/common/sbin/postconf": `case "$*" in
  -d) printf '%s\\n' ${settings.map((line) => `'${line.replace(/ = .*/, " = x")}'`).join(" ")} ;;
  '') printf '%s\\n' ${settings.map((line) => `'${line}'`).join(" ")} ;;
esac` }, "mta.postconf,tls.ciphers");
  assert.match(textOf(document, "mta.postconf", "effective"), "tls_preempt_cipherlist = no\n");
  const strings = (document.meant?.["tls.ciphers"] ?? []).map((part) => textOf(document, "tls.ciphers", part).split("\n")[0]);
  for (const string of ["EXPORT", "HIGH:!aNULL", "LOW", "MEDIUM", "eNULL:!aNULL"]) assert.ok(strings.includes(`# ${string}`), string);
  assert.not.ok(strings.includes("# no"));
});

test.run();
