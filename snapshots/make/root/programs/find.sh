# shellcheck shell=sh disable=SC2154
# find -exec … {} +: in the order of the names, since a folder's order differs from one file system to the next.
count=0
while [ $# -gt 0 ] && [ "$1" != -exec ]; do set -- "$@" "$1"; shift; count=$((count + 1)); [ $count -lt 200 ] || exit 1; done
shift
one=$1 two=$2 three=$3 four=$4
shift 6
"$root/.fake/real/find" "$@" -print0 | "$root/.fake/real/sort" -z | "$root/.fake/real/xargs" -0 -r "$one" "$two" "$three" "$four"
