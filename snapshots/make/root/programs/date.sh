# shellcheck shell=sh disable=SC2154
# date of the root's own clock.
read -r up _ <"$root/proc/uptime"
exec "$root/.fake/real/date" -u -d "@$((boot + ${up%.*}))" "$@"
