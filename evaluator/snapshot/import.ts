import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { inputError } from "../errors.js";
import { commandText, sourceById, sourceTable } from "../sources/table.js";
import type { Output, Record as SnapshotRecord, Snapshot } from "../types/snapshot.js";
import { createBudget } from "./budget.js";
import type { Budget } from "./budget.js";
import { errorMessageOf } from "./error-text.js";
import { listLooseFiles } from "./import-files.js";
import type { LooseFile, LooseHost } from "./import-files.js";
import { limits as defaultLimits } from "./limits.js";
import type { Limits } from "./limits.js";
import { quote } from "./quote.js";
import type { SnapshotFiles } from "./write.js";

export interface ImportOptions {
  /** The host's name; by default that of the folder. */
  readonly host?: string | undefined;
  /** When the files were made, as RFC 3339; without it the snapshot has no time. */
  readonly collectedAt?: string | undefined;
  readonly limits?: Partial<Limits>;
  readonly clock?: () => number;
}

/** Larger outputs are files of the archive, as the collector does it. */
const inlineLimit = 1024 * 1024;
/** What all inline outputs may take of the document, which is limited itself. */
const inlineTotal = 32 * 1024 * 1024;

const readTime = (text: string): string => {
  const valid = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  const time = valid ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return `${new Date(time).toISOString().slice(0, 19)}Z`;
  throw inputError({
    what: `This is no time (${quote(text)})`, where: "--collected-at", todo: "Write it as 2026-08-01T12:00:00Z", kind: "command",
  });
};

const order = new Map(sourceTable.flatMap(({ id, parts }, row) =>
  [[id, row * 100 + 99] as const, ...parts.map(({ name }, index) => [`${id}@${name}`, row * 100 + index] as const)]));

const rankOf = ({ id, part }: LooseFile): number => order.get(`${id}@${part}`) ?? order.get(id) ?? Number.MAX_SAFE_INTEGER;

const inOrder = (files: readonly LooseFile[]): LooseFile[] =>
  [...files].sort((a, b) => rankOf(a) - rankOf(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.part < b.part ? -1 : 1));

const importHost = async (host: LooseHost, time: string | undefined, budget: Budget): Promise<SnapshotFiles> => {
  const outputs = new Map<string, Uint8Array>();
  const meant: Record<string, string[]> = {};
  let inline = 0;

  const keep = (bytes: Buffer): Output => {
    if (bytes.length < inlineLimit) {
      const output: Output = isUtf8(bytes) ? { text: bytes.toString("utf8") } : { base64: bytes.toString("base64") };
      const cost = Buffer.byteLength(JSON.stringify(output));
      if (inline + cost <= inlineTotal) {
        inline += cost;
        return output;
      }
    }
    const member = `outputs/${outputs.size + 1}`;
    outputs.set(member, bytes);
    return { member };
  };

  const parts: SnapshotRecord[] = [];
  for (const file of inOrder(host.files)) {
    const { id, part } = file;
    const before = parts[parts.length - 1];
    if (before && before.id === id && before.part === part) {
      throw inputError({ what: `There are two files for ${id}@${part}`, where: file.path, todo: "Keep one of them" });
    }
    const bytes = await file.read(budget);
    const row = sourceById(id);
    const command = commandText(id, part);
    const known = { id, part, ...(command === undefined ? {} : { command }), ...(row && row.user !== "any" ? { user: row.user } : {}) };
    const reason = errorMessageOf(id, part, bytes.length < inlineLimit ? bytes.toString("utf8") : "");
    parts.push(reason === undefined
      ? {
        ...known, state: "ok", exit: 0, stdout: keep(bytes), out_bytes: bytes.length,
        sha256: createHash("sha256").update(bytes).digest("hex"),
      }
      : { ...known, state: "failed", reason, stderr: keep(bytes), err_bytes: bytes.length });
    // Collected whole: what a source with counted parts meant to cover is what was given.
    if (!row || row.open) (meant[id] ??= []).push(part);
  }
  const snapshot: Snapshot = {
    format: "zmaudit-snapshot", version: 1, origin: "import", host: { name: host.name, euid: 0 },
    ...(time === undefined ? {} : { started_at: time, ended_at: time }), complete: true,
    ...(Object.keys(meant).length > 0 ? { meant } : {}), parts,
  };
  return { snapshot, outputs };
};

/**
 * Snapshots of loose files, one a host, sorted by its name. A file counts as the whole output of a command that went well
 * and ran as root, unless its text is an error message.
 */
export const importSnapshot = async (inputs: readonly string[], options: ImportOptions = {}): Promise<SnapshotFiles[]> => {
  const clock = options.clock ?? (() => performance.now());
  const budget = createBudget({ limits: { ...defaultLimits, ...options.limits }, clock });
  const time = options.collectedAt === undefined ? undefined : readTime(options.collectedAt);
  const hosts = await listLooseFiles(inputs, options.host, budget);
  const imported: SnapshotFiles[] = [];
  for (const host of hosts) imported.push(await importHost(host, time, budget));
  return imported;
};
