// The programs of a fake root. Those that only move bytes are links to this machine's; those that tell something of the host are
// scripts with a recorded answer, which also say how long they took: the clock of the root is its /proc/uptime.
import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { program } from "./program.mjs";

const BASE = [
  "sh",
  "awk",
  "sed",
  "grep",
  "cat",
  "dd",
  "tr",
  "head",
  "tail",
  "wc",
  "cut",
  "sort",
  "od",
  "xargs",
  "sha256sum",
  "base64",
  "mktemp",
  "mkdir",
  "rm",
  "ln",
  "cp",
  "mv",
  "chmod",
  "gzip",
  "tar",
  "setsid",
  "sleep",
  "printf",
  "env",
  "readlink",
  "basename",
  "dirname",
  "uniq",
  "df",
  "kill",
  "test",
];
const WRAPPED = ["stat", "date", "find", "sort", "xargs"];

const where = (name) => {
  const folder = ["/usr/bin", "/bin", "/usr/sbin", "/sbin", ...(process.env.PATH ?? "").split(":")].find((one) =>
    existsSync(join(one, name)),
  );
  if (!folder) throw new Error(`${name} is needed to make the snapshots and was not found`);
  return join(folder, name);
};

export const linkPrograms = (place) => {
  for (const folder of ["usr/bin", "usr/sbin", ".fake/real", ".fake/answers"]) mkdirSync(join(place, folder), { recursive: true });
  for (const name of BASE) symlinkSync(where(name), join(place, "usr/bin", name));
  for (const name of WRAPPED) symlinkSync(where(name), join(place, ".fake/real", name));
};

const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;

const library = (place, boot) => `root=${quote(place)}
boot=${boot}
spend() { # milliseconds
  read -r up idle <"$root/proc/uptime"
  cs=$((\${up%.*} * 100 + 1\${up#*.} - 100 + $1 / 10))
  printf '%d.%02d %s\\n' $((cs / 100)) $((cs % 100)) "$idle" >"$root/proc/uptime"
}
answer() { # $1 name of the recorded answer, $2 milliseconds, $3 exit status
  spend "$2"
  cat "$root/.fake/answers/$1"
  [ ! -f "$root/.fake/answers/$1.err" ] || cat "$root/.fake/answers/$1.err" >&2
  exit "$3"
}
`;

const writeProgram = (place, path, body) => {
  mkdirSync(dirname(join(place, path)), { recursive: true });
  writeFileSync(join(place, path), `#!/bin/sh\n. ${quote(join(place, ".fake/lib.sh"))}\n${body}`);
  chmodSync(join(place, path), 0o755);
};

/** `when` is compared as it stands, `ending` with the end: options before it may come and go with the collector. */
const answerOf = (place, name, { when, ending, out = "", err = "", exit = 0, ms = 10, run }, number) => {
  const pattern = ending !== undefined ? `*${quote(ending)}` : when === undefined ? "*" : quote(when);
  if (run !== undefined) return `${pattern})\n${run}\n;;`;
  const file = `${name}.${number}`;
  writeFileSync(join(place, ".fake/answers", file), out);
  if (err !== "") writeFileSync(join(place, ".fake/answers", `${file}.err`), err);
  return `${pattern}) answer ${file} ${ms} ${exit} ;;`;
};

export const writeFakes = (place, fakes, boot) => {
  writeFileSync(join(place, ".fake/lib.sh"), library(place, boot));
  for (const name of ["date", "find", "ls", "stat"]) writeProgram(place, `/usr/bin/${name}`, program(name));
  for (const [path, answers] of fakes) {
    const name = path.slice(1).replaceAll("/", "_");
    const cases = answers.map((answer, index) => answerOf(place, name, answer, index));
    writeProgram(
      place,
      path,
      `case "$*" in
${cases.join("\n")}
*) printf '%s: unexpected arguments: %s\\n' "\${0##*/}" "$*" >&2; exit 64 ;;
esac
`,
    );
  }
};
