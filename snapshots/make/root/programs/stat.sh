# shellcheck shell=sh disable=SC2154
# stat: the formats that the collector asks for, from the table; what is outside of the root is asked of the real stat.
[ "$1" != -L ] || shift
[ "$1" = -c ] || { printf 'stat: unexpected arguments: %s\n' "$*" >&2; exit 64; }
format=$2
shift 2
[ "$1" != -- ] || shift
case $1 in "$root"/*) ;; *) exec "$root/.fake/real/stat" -c "$format" "$@" ;; esac
for path; do printf '%s\n' "${path#"$root"}"; done | FORMAT=$format awk -F '\t' -v table="$root/.fake/stat" '
  BEGIN { while ((getline line < table) > 0) { n = split(line, f, "\t"); row[f[1]] = line } }
  {
    path = $0; gsub(/\/\/+/, "/", path)
    if (!(path in row)) { print "stat: cannot statx " path > "/dev/stderr"; bad = 1; next }
    split(row[path], f, "\t"); out = ENVIRON["FORMAT"]
    n = split("%a %U %G %u %s %Y %d", signs, " ")
    for (i = 1; i <= n; i++) gsub(signs[i], f[i + 1], out)
    print out
  }
  END { exit bad }'
