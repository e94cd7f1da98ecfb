# shellcheck shell=sh disable=SC2154
# zmprov -l: reads commands from its standard input and prints a prompt before the output of each, and after the last.
count=0
printf 'prov> '
while read -r line; do
  name=$(printf '%s' "$line" | tr ' /' '__')
  [ ! -f "$root/.fake/batch/$name" ] || cat "$root/.fake/batch/$name"
  printf 'prov> '
  count=$((count + 1))
done
spend $((2600 + 40 * count))
exit 0
