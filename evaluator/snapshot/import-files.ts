import { constants } from "node:fs";
import { lstat, open, readdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { inputError } from "../errors.js";
import type { Budget } from "./budget.js";
import { asBuffers, collect, counted } from "./chunks.js";
import { isSourceFolder, readImportName, readPartName } from "./import-name.js";
import type { ImportName } from "./import-name.js";
import { sayBytes } from "./limits.js";
import { refusal } from "./refusals.js";

export interface LooseFile extends ImportName {
  readonly path: string;
  readonly read: (budget: Budget) => Promise<Buffer>;
}

export interface LooseHost {
  readonly name: string;
  readonly files: readonly LooseFile[];
}

const command = "command";

const readWhole = async (path: string, id: string, follow: boolean, budget: Budget): Promise<Buffer> => {
  const limit = id === "zm.accounts" ? budget.limits.accountsBytes : budget.limits.partBytes;
  try {
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | (follow ? 0 : constants.O_NOFOLLOW));
    try {
      const chunks = counted(asBuffers(handle.createReadStream({ autoClose: false })), (bytes) => {
        budget.countRead(bytes, path);
        budget.countExpanded(bytes, path);
      });
      const bytes = await collect(chunks, limit);
      if (bytes) return bytes;
      throw inputError({
        what: `The file is larger than ${sayBytes(limit)}`, where: path,
        todo: "Give the output of the command that the source names",
      });
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw refusal.unreadable(path, cause) ?? cause;
  }
};

const loose = (name: ImportName, path: string, follow = false): LooseFile =>
  ({ ...name, path, read: (budget) => readWhole(path, name.id, follow, budget) });

interface Entry { readonly name: string; readonly path: string; readonly folder: boolean }

const list = async (path: string, budget: Budget): Promise<Entry[]> => {
  const entries: Entry[] = [];
  for (const name of (await readdir(path)).sort()) {
    if (name.startsWith(".")) continue;
    const inner = join(path, name);
    budget.countMember(path);
    const status = await lstat(inner);
    if (!status.isFile() && !status.isDirectory()) {
      throw inputError({ what: "The folder holds a link, device, pipe or socket", where: inner, todo: "Give a folder of plain files" });
    }
    entries.push({ name, path: inner, folder: status.isDirectory() });
  }
  return entries;
};

const inSourceFolder = async (id: string, path: string, budget: Budget): Promise<LooseFile[]> =>
  (await list(path, budget)).map((entry) => {
    if (entry.folder) throw inputError({
      what: `There is a folder inside the folder of ${id}`, where: entry.path,
      todo: "Name a part's file after it, with / as %2F",
    });
    return loose(readPartName(id, entry.name, entry.path), entry.path);
  });

/** The loose files of one host's folder, and the folders in it that are no source's. */
const inHostFolder = async (path: string, budget: Budget): Promise<{ readonly files: LooseFile[]; readonly hosts: Entry[] }> => {
  const files: LooseFile[] = [];
  const hosts: Entry[] = [];
  for (const entry of await list(path, budget)) {
    if (!entry.folder) files.push(loose(readImportName(entry.name, entry.path), entry.path));
    else if (isSourceFolder(entry.name)) files.push(...(await inSourceFolder(entry.name, entry.path, budget)));
    else hosts.push(entry);
  }
  return { files, hosts };
};

/** The hosts whose files the inputs are, sorted by name: a folder is a host, and so is each folder in it. */
export const listLooseFiles = async (inputs: readonly string[], host: string | undefined, budget: Budget): Promise<LooseHost[]> => {
  // Files of one folder are of one host, however they were given.
  const groups = new Map<string, { name: string; files: LooseFile[] }>();
  let folders = 0;
  const add = (folder: string, files: readonly LooseFile[]): void => {
    const group = groups.get(host ?? folder) ?? { name: host ?? (basename(folder) || "host"), files: [] };
    group.files.push(...files);
    groups.set(host ?? folder, group);
  };
  for (const input of inputs) {
    if (input === "-") throw inputError({
      what: "Loose files cannot come from standard input", where: "-",
      todo: "Give files or folders", kind: command,
    });
    const path = resolve(input);
    const status = await stat(path).catch((cause: unknown) => {
      throw refusal.unreadable(input, cause) ?? cause;
    });
    if (!status.isDirectory()) {
      add(dirname(path), [loose(readImportName(basename(path), input), input, true)]);
      continue;
    }
    const { files, hosts } = await inHostFolder(input, budget);
    if (files.length > 0) add(path, files);
    for (const entry of hosts) {
      const inner = await inHostFolder(entry.path, budget);
      const [deeper] = inner.hosts;
      if (deeper) throw inputError({
        what: "There is a folder inside a host's folder", where: deeper.path,
        todo: "Use one folder a host, with its files in it",
      });
      if (inner.files.length === 0) throw inputError({
        what: "The folder holds no file to import", where: entry.path,
        todo: "Remove it, or put the host's files into it",
      });
      if (host !== undefined) {
        throw inputError({
          what: "One host name was given for folders of several hosts", where: entry.path,
          todo: "Leave --host out: each folder's name is its host's", kind: command,
        });
      }
      folders++;
      add(resolve(entry.path), inner.files);
    }
    if (files.length === 0 && folders === 0) throw inputError({
      what: "The folder holds no file to import", where: input,
      todo: "Put files named ID.txt or ID@PART.txt into it",
    });
  }
  if (groups.size === 0) throw inputError({
    what: "There is nothing to import", where: "the command line",
    todo: "Give files or folders", kind: command,
  });
  const found = [...groups.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const [index, { name }] of found.entries()) {
    if (found[index + 1]?.name === name) throw inputError({
      what: `Two folders are named ${name}`, where: "the command line",
      todo: "Import them one at a time, with --host",
    });
  }
  return found;
};
