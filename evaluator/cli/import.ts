import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { inputError } from "../errors.js";
import { importSnapshot, writeSnapshot } from "../snapshot/index.js";
import { exits } from "./exit.js";
import { say, type Io } from "./io.js";

/** `zmaudit import DIR|FILE…`: a snapshot of loose files. */
export const runImport = async (inputs: readonly string[], args: { readonly output?: string; readonly host?: string; readonly collectedAt?: string }, io: Io): Promise<number> => {
  const files = await importSnapshot(inputs, { host: args.host, collectedAt: args.collectedAt });
  if (args.output === undefined || args.output === "-") {
    for await (const chunk of writeSnapshot(files)) await io.raw(chunk);
    return exits.good;
  }
  const gzip = /\.(gz|tgz)$/.test(args.output);
  await pipeline(Readable.from(writeSnapshot(files, { gzip })), createWriteStream(args.output, { mode: 0o600 })).catch((cause: unknown) => {
    throw inputError({ what: `the snapshot cannot be written: ${(cause as Error).message}`, where: args.output ?? "", todo: "give --output a file in a folder you may write to", kind: "command", cause });
  });
  io.err(say(`wrote ${args.output}: ${files.map(({ snapshot }) => `${snapshot.host.name} (${snapshot.parts.length} parts)`).join(", ")}`));
  return exits.good;
};
