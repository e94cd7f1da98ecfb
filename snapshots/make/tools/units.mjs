// systemctl: which units there are, run and are enabled, and the timers.
import { program } from "../root/program.mjs";

/** `units`: name to [active state, enabled state]; `files`: further names for the list of unit files. */
export const installUnits = (root, { units, files = {}, timers = [] }) => {
  const rows = Object.entries(units).map(([name, [active, enabled, load = "loaded"]]) => [name, load, active, enabled]);
  root.kernel("/.fake/units", rows.map((row) => `${row.join("\t")}\n`).join(""));
  const all = Object.entries({ ...files, ...Object.fromEntries(rows.map(([name, , , enabled]) => [name, enabled])) })
    .filter(([, state]) => state !== "")
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const presetOf = (state) => (["static", "masked"].includes(state) ? "-" : "enabled");
  const width = Math.max(...all.map(([name]) => name.length));
  const line = (name, state, preset) => `${name.padEnd(width)} ${state.padEnd(15)} ${preset}\n`;
  root.kernel(
    "/.fake/unit-files",
    `${line("UNIT FILE", "STATE", "VENDOR PRESET")}${all.map(([name, state]) => line(name, state, presetOf(state))).join("")}
${all.length} unit files listed.
`,
  );
  const columns = ["NEXT", "LEFT", "LAST", "PASSED", "UNIT", "ACTIVATES"];
  const table = [columns, ...timers];
  const widths = columns.map((_, index) => Math.max(...table.map((row) => row[index].length)));
  root.kernel(
    "/.fake/timers",
    `${table
      .map(
        (row) =>
          `${row
            .map((cell, index) => cell.padEnd(widths[index]))
            .join(" ")
            .trimEnd()}\n`,
      )
      .join("")}\n${timers.length} timers listed.\n`,
  );
  root.tool("/usr/bin/systemctl", [{ run: program("systemctl") }]);
};
