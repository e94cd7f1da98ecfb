import { inputError } from "../errors.js";
import { toFacts } from "../facts/index.js";
import { builtinPolicy } from "../policy/builtin.js";
import { demandOf } from "../policy/demand-of.js";
import { partOf, type OpenedSnapshot } from "../snapshot/index.js";
import { commandOf, nearestSource, sourceById, sourceTable } from "../sources/table.js";
import { nearest } from "../text/nearest.js";
import { fit, visible, visibleJson, wrapped } from "../text/visible.js";
import { openAll } from "./audit.js";
import { exits } from "./exit.js";
import { say, type Io } from "./io.js";
import { readTime } from "./time.js";

const everything = { attributes: new Set(["*"]), localconfig: new Set(["*"]), postconf: new Set(["*"]), sshd: new Set(["*"]), units: new Set(["*"]) };

const gather = async (snapshots: readonly OpenedSnapshot[], now: number | undefined): Promise<Awaited<ReturnType<typeof toFacts>>> => {
  const demand = demandOf(builtinPolicy().controls);
  return toFacts(snapshots, {
    parameters: {}, ...(now === undefined ? {} : { now }),
    demand: {
      attributes: new Set([...demand.attributes, ...everything.attributes]), localconfig: new Set([...demand.localconfig, ...everything.localconfig]),
      postconf: new Set([...demand.postconf, ...everything.postconf]), sshd: new Set([...demand.sshd, ...everything.sshd]), units: new Set([...demand.units, ...everything.units]),
    },
  });
};

/** `zmaudit sources SNAPSHOT [ID[@PART]]`: what was collected, how it ended, and what the parser made of it. */
export const runSources = async (path: string, wanted: string | undefined, args: { readonly format: string }, io: Io): Promise<number> => {
  const { snapshots } = await openAll([path], io);
  const [id = "", ...rest] = (wanted ?? "").split("@");
  const part = rest.join("@");
  if (wanted !== undefined && !sourceById(id) && !id.startsWith("extra.")) {
    throw inputError({ what: `there is no source ${JSON.stringify(id.slice(0, 60))}`, where: "sources", todo: `nearest: ${nearestSource(id).join(", ") || sourceTable.map((row) => row.id).slice(0, 5).join(", ")}`, kind: "command" });
  }
  const facts = await gather(snapshots, undefined);
  const rows = snapshots.flatMap((snapshot) => snapshot.parts.filter((one) => (wanted === undefined || one.id === id) && (part === "" || one.part === part)).map((one) => {
    const parsed = facts.reports.find((report) => report.id === one.id && report.part === one.part && report.host === facts.hosts.find(({ digest }) => digest === snapshot.digest)?.name);
    return { host: snapshot.snapshot.host.name, id: one.id, part: one.part, state: one.damage === undefined ? one.state : "damaged", reason: one.damage ?? one.reason, bytes: one.out_bytes, parse: parsed?.outcome, parse_reason: parsed?.reason, command: one.command ?? commandOf(one.id, one.part) };
  }));
  if (rows.length === 0 && wanted !== undefined) throw inputError({ what: `the snapshot has no ${wanted}`, where: path, todo: `it would come from: ${commandOf(id, part) ?? id}`, kind: "command" });
  if (args.format === "json") {
    await io.raw(`${visibleJson({ sources: rows }, 1)}\n`);
    return exits.good;
  }
  for (const row of rows) {
    io.out(fit(say(`${row.id}@${row.part}  ${row.state}${row.parse === undefined ? "" : `, parsed: ${row.parse}`}${row.bytes === undefined ? "" : `, ${row.bytes} bytes`}${snapshots.length > 1 ? `  (${row.host})` : ""}`), io.columns));
    for (const reason of [row.reason, row.parse_reason]) if (reason !== undefined) wrapped(visible(reason), io.columns - 4).forEach((line) => io.out(say(`    ${line}`)));
  }
  const [first] = snapshots;
  const single = wanted !== undefined && part !== "" && first ? partOf(first, id, part) : undefined;
  if (single) for (const line of (single.text() ?? "").split("\n").slice(0, 2000)) io.out(visible(line));
  return exits.good;
};

const dig = (node: unknown, key: string, path: string): unknown => {
  let rest = key;
  let at: unknown = node;
  while (rest !== "") {
    if (typeof at !== "object" || at === null) throw inputError({ what: `the facts end before ${key}`, where: path, todo: "give a shorter key", kind: "command" });
    const object = at as Readonly<Record<string, unknown>>;
    // Names may hold dots themselves (hosts, domains), so the longest that fits is taken.
    const found = Object.keys(object).filter((name) => rest === name || rest.startsWith(`${name}.`)).sort((a, b) => b.length - a.length)[0];
    if (found === undefined) throw inputError({ what: `the facts have no ${JSON.stringify(rest)}${rest === key ? "" : ` below ${key.slice(0, key.length - rest.length - 1)}`}`, where: path, todo: `nearest: ${nearest(rest.split(".")[0] ?? "", Object.keys(object), 3).join(", ") || Object.keys(object).slice(0, 8).join(", ")}`, kind: "command" });
    at = object[found];
    rest = rest.slice(found.length + 1);
  }
  return at;
};

/** `zmaudit facts SNAPSHOT [KEY]`: what rules would read, as JSON. */
export const runFacts = async (path: string, key: string | undefined, args: { readonly now?: string }, io: Io): Promise<number> => {
  const { snapshots } = await openAll([path], io);
  const facts = await gather(snapshots, args.now === undefined ? undefined : readTime("--now", args.now));
  for (const warning of facts.warnings) io.err(say(`warning: ${warning}`));
  await io.raw(`${visibleJson(key === undefined ? facts.input : dig(facts.input, key.replace(/^input\.?/, ""), path), 1)}\n`);
  return exits.good;
};
