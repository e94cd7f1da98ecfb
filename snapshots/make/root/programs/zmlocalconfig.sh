# shellcheck shell=sh disable=SC2154
# zmlocalconfig -q: the keys that are asked for, in that order; -n: those that were changed.
[ "$1" = -q ] && shift
spend 620
if [ "$1" = -n ]; then cat "$root/.fake/localconfig.changed"; exit 0; fi
printf '%s\n' "$@" | awk -v table="$root/.fake/localconfig" '
  BEGIN { while ((getline line < table) > 0) { at = index(line, "\t"); value[substr(line, 1, at - 1)] = substr(line, at + 1) } }
  $0 in value { print $0 " = " ($0 ~ /password/ ? "*" : value[$0]); next }
  { print "Warning: null valued key \047" $0 "\047" > "/dev/stderr" }'
