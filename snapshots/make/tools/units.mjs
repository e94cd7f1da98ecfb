// systemctl: which units there are, run and are enabled, and the timers.
const SHOW = `if [ "$3" != show ]; then
  case "$*" in
    "is-active "*) awk -F '\\t' -v u="$2" '{ n = $1; sub(/\\.service$/, "", n) } n == u || $1 == u { print $3; found = 1; exit $3 != "active" } END { if (!found) { print "inactive"; exit 3 } }' "$root/.fake/units"; exit ;;
    *" is-enabled "*) awk -F '\\t' -v u="$4" '$1 == u { print $4; found = 1; exit $4 != "enabled" } END { if (!found) exit 1 }' "$root/.fake/units"; exit ;;
    *" list-unit-files") spend 60; cat "$root/.fake/unit-files"; exit 0 ;;
    *" list-timers --all") spend 40; cat "$root/.fake/timers"; exit 0 ;;
  esac
  exit 1
fi
property=$9
shift 9
spend 90
printf '%s\\n' "$@" | awk -F '\\t' -v table="$root/.fake/units" -v property="$property" '
  BEGIN { while ((getline line < table) > 0) { split(line, f, "\\t"); load[f[1]] = f[2]; active[f[1]] = f[3]; file[f[1]] = f[4] } }
  {
    if (NR > 1) print ""
    there = $0 in load
    print "Id=" $0 "\\nLoadState=" (there ? load[$0] : "not-found")
    print property "=" (property == "ActiveState" ? (there ? active[$0] : "inactive") : (there ? file[$0] : ""))
  }'
`;

/** `units`: name to [active state, enabled state]; `files`: further names for the list of unit files. */
export const installUnits = (root, { units, files = {}, timers = [] }) => {
  const rows = Object.entries(units).map(([name, [active, enabled, load = "loaded"]]) => [name, load, active, enabled]);
  root.kernel("/.fake/units", rows.map((row) => `${row.join("\t")}\n`).join(""));
  const all = Object.entries({ ...files, ...Object.fromEntries(rows.map(([name, , , enabled]) => [name, enabled])) }).filter(([, state]) => state !== "").sort(([one], [other]) => (one < other ? -1 : 1));
  const width = Math.max(...all.map(([name]) => name.length));
  const line = (name, state, preset) => `${name.padEnd(width)} ${state.padEnd(15)} ${preset}\n`;
  root.kernel("/.fake/unit-files", `${line("UNIT FILE", "STATE", "VENDOR PRESET")}${all.map(([name, state]) => line(name, state, state === "static" || state === "masked" ? "-" : "enabled")).join("")}\n${all.length} unit files listed.\n`);
  const columns = ["NEXT", "LEFT", "LAST", "PASSED", "UNIT", "ACTIVATES"];
  const table = [columns, ...timers];
  const widths = columns.map((_, index) => Math.max(...table.map((row) => row[index].length)));
  root.kernel("/.fake/timers", `${table.map((row) => `${row.map((cell, index) => cell.padEnd(widths[index])).join(" ").trimEnd()}\n`).join("")}\n${timers.length} timers listed.\n`);
  root.tool("/usr/bin/systemctl", [{ run: SHOW }]);
};
