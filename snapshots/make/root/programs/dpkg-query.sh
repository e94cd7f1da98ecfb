# shellcheck shell=sh disable=SC2154
# dpkg-query -W -f=FORMAT NAME…: status and name of those that are installed; a name may end in *.
spend 80
shift 2
set -f
printf '%s\n' "$@" | awk -v table="$root/.fake/dpkg-names" '
  BEGIN { while ((getline line < table) > 0) have[substr(line, 5)] = line }
  /\*$/ { start = substr($0, 1, length($0) - 1); for (name in have) if (index(name, start) == 1) print have[name]; next }
  $0 in have { print have[$0] }
  $0 ":amd64" in have { print have[$0 ":amd64"] }' | "$root/.fake/real/sort"
exit 0
