# shellcheck shell=sh disable=SC2154
# systemctl: show, is-active, is-enabled, list-unit-files and list-timers, from the tables.
if [ "$3" != show ]; then
  case "$*" in
    "is-active "*)
      awk -F '\t' -v unit="$2" '
        { name = $1; sub(/\.service$/, "", name) }
        name == unit || $1 == unit { print $3; found = 1; bad = $3 != "active" }
        END { if (!found) print "inactive"; exit found ? bad : 3 }' "$root/.fake/units"
      exit ;;
    *" is-enabled "*)
      awk -F '\t' -v unit="$4" '
        $1 == unit { print $4; found = 1; bad = $4 != "enabled" }
        END { exit found ? bad : 1 }' "$root/.fake/units"
      exit ;;
    *" list-unit-files") spend 60; cat "$root/.fake/unit-files"; exit 0 ;;
    *" list-timers --all") spend 40; cat "$root/.fake/timers"; exit 0 ;;
  esac
  exit 1
fi
property=$9
shift 9
spend 90
printf '%s\n' "$@" | awk -F '\t' -v table="$root/.fake/units" -v property="$property" '
  BEGIN { while ((getline line < table) > 0) { split(line, f, "\t"); load[f[1]] = f[2]; active[f[1]] = f[3]; file[f[1]] = f[4] } }
  {
    if (NR > 1) print ""
    there = $0 in load
    print "Id=" $0 "\nLoadState=" (there ? load[$0] : "not-found")
    print property "=" (property == "ActiveState" ? (there ? active[$0] : "inactive") : (there ? file[$0] : ""))
  }'
