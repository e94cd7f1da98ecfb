import { constants } from "node:fs";
import { open as openFile } from "node:fs/promises";
import { join } from "node:path";
import { isInputError } from "../errors.js";
import type { InputError } from "../errors.js";
import type { Snapshot } from "../types/snapshot.js";
import { createBudget } from "./budget.js";
import type { Budget, Progress } from "./budget.js";
import { asBuffers, collect, counted, hashed, peek } from "./chunks.js";
import type { Chunks } from "./chunks.js";
import { checkDocument, parseJson } from "./document.js";
import { folderMembers } from "./folder.js";
import { digestOfFiles, documentTooLarge, gather } from "./gather.js";
import type { Gathered, Gathering } from "./gather.js";
import { gunzip } from "./gunzip.js";
import { limits as defaultLimits } from "./limits.js";
import type { Limits } from "./limits.js";
import { readManifest } from "./manifest.js";
import type { OpenedSnapshot } from "./opened.js";
import { openPart } from "./parts.js";
import type { OutputFiles } from "./parts.js";
import { plain } from "./quote.js";
import { headLength, recognise } from "./recognise.js";
import { refusal } from "./refusals.js";
import { tarMembers } from "./tar.js";

export type SnapshotInput =
  | string
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name: string; readonly stream: AsyncIterable<Uint8Array> };

export interface OpenOptions {
  readonly limits?: Partial<Limits>;
  readonly onProgress?: (progress: Progress) => void;
  /** Milliseconds from any fixed point; the time limit is measured with it. */
  readonly clock?: () => number;
  /** Called for each snapshot of several that cannot be opened; without it the first one is thrown. */
  readonly onBad?: (error: InputError) => void;
}

interface Opening {
  readonly budget: Budget;
  readonly onBad: ((error: InputError) => void) | undefined;
}

const assemble = (
  name: string, digest: string, document: Snapshot, files: OutputFiles, warnings: readonly string[], budget: Budget,
): OpenedSnapshot => {
  const { parts, ...snapshot } = document;
  const opened = parts.map((record) => {
    budget.checkTime(name);
    return openPart(record, files, budget.limits);
  });
  const incomplete = snapshot.complete ? [] : [`the run is incomplete: ${snapshot.stopped ?? "it did not reach its end"}`];
  const lost = opened.filter(({ damage }) => damage !== undefined).length;
  const areDamaged = lost === 1 ? "is damaged and counts" : "are damaged and count";
  const damage = lost === 0 ? [] : [`${lost} of ${opened.length} parts ${areDamaged} as unknown`];
  return { name, digest, snapshot, complete: snapshot.complete, parts: opened, warnings: [...incomplete, ...damage, ...warnings] };
};

/** Outputs that no part names: in a finished snapshot somebody put them there, in a killed run their line was never written. */
const unnamedOutputs = (document: Snapshot, files: OutputFiles): string[] => {
  const outputs = document.parts.flatMap(({ stdout, stderr }) => [stdout, stderr]);
  const named = new Set(outputs.flatMap((output) => (output && "member" in output ? [output.member] : [])));
  return [...files.keys()].filter((file) => !named.has(file));
};

const list = (names: readonly string[]): string =>
  names.slice(0, 5).map(plain).join(", ") + (names.length > 5 ? ` and ${names.length - 5} more` : "");

const openGathered = (
  name: string, where: string, digest: string, gathered: Gathered, more: readonly string[], strict: boolean, budget: Budget,
): OpenedSnapshot => {
  const { manifest, document, outputs } = gathered;
  if (manifest) {
    const working = readManifest(manifest, where, budget.limits);
    const warnings = [...working.warnings, ...more];
    if (document) warnings.push("snapshot.json beside manifest.ndjson was not read: the run was still writing it");
    const unnamed = unnamedOutputs(working.snapshot, outputs);
    if (unnamed.length > 0) warnings.push(`no part names ${list(unnamed)}`);
    return assemble(name, digest, working.snapshot, outputs, warnings, budget);
  }
  if (!document) throw refusal.noDocument(name, gathered.folder);
  const snapshot = checkDocument(parseJson(document, where, budget.limits), where);
  const unnamed = unnamedOutputs(snapshot, outputs);
  if (strict && unnamed.length > 0) throw refusal.unnamedOutput(name, unnamed[0] ?? "");
  return assemble(name, digest, snapshot, outputs, unnamed.length > 0 ? [...more, `no part names ${list(unnamed)}`] : more, budget);
};

/** The snapshots of an archive (`whole` gives its digest) or of a folder on disk, sorted by name. */
const openGathering = (
  name: string, sayMember: (member: string) => string, { folders, nested, strangers }: Gathering, whole: (() => string) | undefined,
  ignored: readonly string[], opening: Opening,
): OpenedSnapshot[] => {
  const { budget, onBad } = opening;
  const working = [...folders.values()].filter(({ manifest }) => manifest).map(({ folder }) => folder);
  const left = new Map<string, string[]>();
  const bad: InputError[] = [];
  for (const { member, error } of strangers) {
    const home = working.find((folder) => folder === "" || member.startsWith(`${folder}/`));
    if (home === undefined) bad.push(error);
    else left.set(home, [...(left.get(home) ?? []), member]);
  }
  const single = folders.size + nested.length + bad.length === 1;
  const opened = [...nested];
  for (const gathered of folders.values()) {
    const { folder } = gathered;
    const file = gathered.manifest ? "manifest.ndjson" : "snapshot.json";
    const inside = folder === "" ? file : `${folder}/${file}`;
    const where = sayMember(inside);
    const own = single ? name : whole ? where : sayMember(folder);
    const digest = single && whole ? whole() : digestOfFiles(gathered.digests);
    const others = [...(left.get(folder) ?? []), ...(single ? ignored : [])];
    const warnings = others.length > 0 ? [`files that belong to no part were not read: ${list(others)}`] : [];
    try {
      opened.push(openGathered(own, where, digest, gathered, warnings, whole !== undefined, budget));
    } catch (error) {
      if (!isInputError(error)) throw error;
      bad.push(error);
    }
  }
  const [first] = bad;
  if (first && (!onBad || single)) throw first;
  for (const error of bad) onBad?.(error);
  if (opened.length === 0 && bad.length === 0) throw refusal.noSnapshot(name, whole ? "archive" : "folder");
  return opened.sort((a, b) => (a.name < b.name ? -1 : 1));
};

const openChunks = async (name: string, source: Chunks, nesting: number, opening: Opening): Promise<OpenedSnapshot[]> => {
  const { budget } = opening;
  const { limits } = budget;
  const { chunks: input, digest } = hashed(source);
  let { head, chunks } = await peek(input, headLength);
  let kind = recognise(head);
  if (kind === "gzip") {
    const unpacked = counted(gunzip(chunks, head, name), (bytes) => budget.countExpanded(bytes, name));
    ({ head, chunks } = await peek(unpacked, headLength));
    kind = recognise(head);
    if (kind === "gzip") throw refusal.gzipTwice(name);
    if (kind === "empty") throw refusal.emptyInGzip(name);
  } else if (nesting === 0) chunks = counted(chunks, (bytes) => budget.countExpanded(bytes, name));
  if (kind === "tar") {
    if (nesting > limits.nesting) throw refusal.nested(name);
    const openNested = (member: string, bytes: Chunks): Promise<OpenedSnapshot[]> => openChunks(member, bytes, nesting + 1, opening);
    const sayMember = (member: string): string => `${name}:${plain(member)}`;
    const gathering = await gather(tarMembers(chunks, name, budget), { name, sayMember, budget, openNested });
    return openGathering(name, sayMember, gathering, digest, [], opening);
  }
  if (kind !== "json") throw refusal.unrecognised(name, kind);
  const bytes = await collect(chunks, limits.documentBytes);
  if (!bytes) throw documentTooLarge(name, limits.documentBytes);
  if (bytes.subarray(0, 64).toString("latin1").replaceAll(" ", "").startsWith('{"zmaudit":"header"')) throw refusal.bareManifest(name);
  return [assemble(name, digest(), checkDocument(parseJson(bytes, name, limits), name), new Map(), [], budget)];
};

const openPath = async (path: string, opening: Opening): Promise<OpenedSnapshot[]> => {
  const { budget } = opening;
  try {
    const handle = await openFile(path, constants.O_RDONLY);
    try {
      if ((await handle.stat()).isDirectory()) {
        const { members, ignored } = folderMembers(path, budget);
        const openNested = (member: string, bytes: Chunks): Promise<OpenedSnapshot[]> => openChunks(member, bytes, 0, opening);
        const sayMember = (member: string): string => join(path, member);
        const gathering = await gather(members, { name: path, sayMember, budget, openNested });
        return openGathering(path, sayMember, gathering, undefined, ignored, opening);
      }
      const chunks = counted(asBuffers(handle.createReadStream({ autoClose: false })), (bytes) => budget.countRead(bytes, path));
      return await openChunks(path, chunks, 0, opening);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw refusal.unreadable(path, cause) ?? cause;
  }
};

/**
 * The snapshots of one input: a JSON document, an archive, a folder, `-` for standard input; recognised by content. An
 * input that cannot be used throws an InputError; a part that cannot be trusted is marked, and the rest is given.
 */
export const openSnapshot = async (input: SnapshotInput, options: OpenOptions = {}): Promise<OpenedSnapshot[]> => {
  const clock = options.clock ?? (() => performance.now());
  const budget = createBudget({ limits: { ...defaultLimits, ...options.limits }, clock, onProgress: options.onProgress });
  const opening: Opening = { budget, onBad: options.onBad };
  if (typeof input === "string" && input !== "-") return openPath(input, opening);
  const name = typeof input === "string" ? "standard input" : input.name;
  const source = typeof input === "string" ? process.stdin : "bytes" in input ? [input.bytes] : input.stream;
  const chunks = counted(asBuffers(source), (bytes) => budget.countRead(bytes, name));
  try {
    return await openChunks(name, chunks, 0, opening);
  } catch (cause) {
    throw refusal.unreadable(name, cause) ?? cause;
  } finally {
    // A pipe that its writer holds open would keep the process alive after the refusal.
    if (input === "-") process.stdin.destroy();
  }
};
