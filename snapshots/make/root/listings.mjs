// What stat and `ls -l --time-style=full-iso` say of the files of a root.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const KINDS = { "-": "-", d: "d" };

const permissions = ({ kind, mode }) => {
  const octal = mode.padStart(4, "0");
  const special = Number(octal[0]);
  const triads = [...octal.slice(1)].map((digit, place) => {
    const bits = Number(digit);
    const set = (special & (4 >> place)) !== 0;
    const run = (bits & 1) !== 0;
    const letter = place === 2 ? "t" : "s";
    return (bits & 4 ? "r" : "-") + (bits & 2 ? "w" : "-") + (set ? (run ? letter : letter.toUpperCase()) : run ? "x" : "-");
  });
  return KINDS[kind] + triads.join("");
};

const time = (mtime) => `${new Date(mtime * 1000).toISOString().slice(0, 19).replace("T", " ")}.000000000 +0000`;
const links = ({ kind }) => (kind === "d" ? 2 : 1);

/** GNU ls makes each column as wide as its widest field: numbers to the right, names to the left. */
const lines = (rows) => {
  const width = (of) => Math.max(...rows.map((row) => String(of(row)).length));
  const [n, owner, group, size] = [links, (row) => row.owner, (row) => row.group, (row) => row.size].map(width);
  return rows.map((row) =>
    [
      permissions(row),
      String(links(row)).padStart(n),
      row.owner.padEnd(owner),
      row.group.padEnd(group),
      String(row.size).padStart(size),
      time(row.mtime),
      row.name,
    ].join(" "),
  );
};

const bytewise = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
const blocks = (rows) => rows.reduce((sum, row) => sum + Math.ceil(row.size / 4096) * 4, 0);

export const writeListings = (place, entries) => {
  const byDirectory = new Map();
  for (const [path, facts] of entries) {
    const folder = dirname(path);
    if (!byDirectory.has(folder)) byDirectory.set(folder, []);
    byDirectory.get(folder).push({ ...facts, name: path.slice(folder === "/" ? 1 : folder.length + 1) });
  }
  const paths = [...entries.keys()].sort(bytewise);
  const keep = (file, rows) => writeFileSync(join(place, ".fake", file), rows.map((row) => `${row}\n`).join(""));
  keep(
    "stat",
    paths.map((path) => {
      const { mode, owner, group, uid, size, mtime, device } = entries.get(path);
      return [path, mode, owner, group, uid, size, mtime, device].join("\t");
    }),
  );
  keep(
    "ls-ld",
    paths.map((path) => `${path}\t${lines([{ ...entries.get(path), name: path }])[0]}`),
  );
  const folders = paths.filter((path) => entries.get(path).kind === "d");
  const listing = (order) =>
    folders.flatMap((path) => {
      const rows = (byDirectory.get(path) ?? []).sort(order);
      return [`total ${blocks(rows)}`, ...(rows.length > 0 ? lines(rows) : [])].map((line) => `${path}\t${line}`);
    });
  keep(
    "ls-l",
    listing((one, other) => bytewise(one.name, other.name)),
  );
  keep(
    "ls-lt",
    listing((one, other) => other.mtime - one.mtime || bytewise(one.name, other.name)),
  );
};
