// The programs of a fake root. Those that only move bytes are links to this machine's; those that tell something of the host are
// scripts with a recorded answer, which also say how long they took: the clock of the root is its /proc/uptime.
import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const BASE = ["sh", "awk", "sed", "grep", "cat", "dd", "tr", "head", "tail", "wc", "cut", "sort", "od", "xargs", "sha256sum", "base64", "mktemp",
  "mkdir", "rm", "ln", "cp", "mv", "chmod", "gzip", "tar", "setsid", "sleep", "printf", "env", "readlink", "basename", "dirname", "uniq", "df", "kill", "test"];
const WRAPPED = ["stat", "date", "find", "sort", "xargs"];

const where = (name) => {
  const folder = ["/usr/bin", "/bin", "/usr/sbin", "/sbin", ...(process.env.PATH ?? "").split(":")].find((one) => existsSync(join(one, name)));
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

const DATE = `read -r up _ <"$root/proc/uptime"
exec "$root/.fake/real/date" -u -d "@$((boot + \${up%.*}))" "$@"
`;

// Formats of stat that the collector asks for, from the table; anything outside of the root is asked of the real stat.
const STAT = `given="$*"
[ "$1" != -L ] || shift
case $1 in -c) ;; *) exec "$root/.fake/real/stat" $given ;; esac
format=$2
shift 2
[ "$1" != -- ] || shift
case $1 in "$root"/*) ;; *) exec "$root/.fake/real/stat" -c "$format" "$@" ;; esac
for path; do printf '%s\\n' "\${path#"$root"}"; done | FORMAT=$format awk -F '\\t' -v table="$root/.fake/stat" '
  BEGIN { while ((getline line < table) > 0) { n = split(line, f, "\\t"); row[f[1]] = line } }
  {
    path = $0; gsub(/\\/\\/+/, "/", path)
    if (!(path in row)) { print "stat: cannot statx " path > "/dev/stderr"; bad = 1; next }
    split(row[path], f, "\\t"); out = ENVIRON["FORMAT"]
    gsub(/%a/, f[2], out); gsub(/%U/, f[3], out); gsub(/%G/, f[4], out); gsub(/%u/, f[5], out); gsub(/%s/, f[6], out); gsub(/%Y/, f[7], out); gsub(/%d/, f[8], out)
    print out
  }
  END { exit bad }'
`;

const LS = `known() { # $1 listing, $2 path
  awk -F '\\t' -v path="$2" -v found=0 '$1 == path { sub(/^[^\\t]*\\t/, ""); print; found = 1 } END { exit !found }' "$root/.fake/$1" && exit 0
  printf "ls: cannot access '%s': No such file or directory\\n" "$2" >&2
  exit 2
}
case "$*" in
  "-ld --time-style=full-iso -- $root"/*) known ls-ld "\${4#"$root"}" ;;
  "-l --time-style=full-iso -- $root"/*) spend 10; known ls-l "\${4#"$root"}" ;;
  "-l --time-style=full-iso $root"/*) spend 10; known ls-l "\${3#"$root"}" ;;
  "-lt --time-style=full-iso $root"/*) spend 10; known ls-lt "\${3#"$root"}" ;;
esac
case $1 in -*) printf 'ls: unexpected arguments: %s\\n' "$*" >&2; exit 64 ;; esac
status=0
for path; do
  if [ -e "$path" ]; then printf '%s\\n' "$path"; else printf "ls: cannot access '%s': No such file or directory\\n" "$path" >&2; status=2; fi
done
exit $status
`;

// A folder's order differs from one file system to the next.
const FIND = `count=0
while [ $# -gt 0 ] && [ "$1" != -exec ]; do set -- "$@" "$1"; shift; count=$((count + 1)); [ $count -lt 200 ] || exit 1; done
shift
one=$1 two=$2 three=$3 four=$4
shift 6
"$root/.fake/real/find" "$@" -print0 | "$root/.fake/real/sort" -z | "$root/.fake/real/xargs" -0 -r "$one" "$two" "$three" "$four"
`;

const program = (place, path, body) => {
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
  program(place, "/usr/bin/date", DATE);
  program(place, "/usr/bin/stat", STAT);
  program(place, "/usr/bin/ls", LS);
  program(place, "/usr/bin/find", FIND);
  for (const [path, answers] of fakes) {
    const name = path.slice(1).replaceAll("/", "_");
    const cases = answers.map((answer, index) => answerOf(place, name, answer, index));
    program(place, path, `case "$*" in\n${cases.join("\n")}\n*) printf '%s: unexpected arguments: %s\\n' "\${0##*/}" "$*" >&2; exit 64 ;;\nesac\n`);
  }
};
