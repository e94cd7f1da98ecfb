# shellcheck shell=sh disable=SC2154
# ls: listings from the tables.
known() { # $1 listing, $2 path
  awk -F '\t' -v path="$2" '
    $1 == path { sub(/^[^\t]*\t/, ""); print; found = 1 }
    END { exit !found }' "$root/.fake/$1" && exit 0
  printf "ls: cannot access '%s': No such file or directory\n" "$2" >&2
  exit 2
}
case "$*" in
  "-ld --time-style=full-iso -- $root"/*) known ls-ld "${4#"$root"}" ;;
  "-l --time-style=full-iso -- $root"/*) spend 10; known ls-l "${4#"$root"}" ;;
  "-l --time-style=full-iso $root"/*) spend 10; known ls-l "${3#"$root"}" ;;
  "-lt --time-style=full-iso $root"/*) spend 10; known ls-lt "${3#"$root"}" ;;
esac
case $1 in -*) printf 'ls: unexpected arguments: %s\n' "$*" >&2; exit 64 ;; esac
status=0
for path; do
  if [ -e "$path" ]; then printf '%s\n' "$path"
  else
    printf "ls: cannot access '%s': No such file or directory\n" "$path" >&2
    status=2
  fi
done
exit $status
