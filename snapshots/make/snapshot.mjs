// From a recipe to the bytes of a snapshot: one document, or an archive of one a host.
import { gzipSync } from "node:zlib";
import { collect } from "./collect.mjs";
import { writeSnapshot } from "../../build/evaluator/snapshot/index.js";

const join = async (chunks) => {
  const all = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
};

/** Outputs of more than this are members of the archive, as in the collector's own. */
const MEMBER = 1024 * 1024;

const divide = (document) => {
  const outputs = new Map();
  const parts = document.parts.map((part) => {
    const text = part.stdout?.text;
    if (text === undefined || Buffer.byteLength(text) <= MEMBER) return part;
    const name = `outputs/${outputs.size + 1}`;
    outputs.set(name, Buffer.from(text));
    return { ...part, stdout: { member: name } };
  });
  return { snapshot: { ...document, parts }, outputs };
};

/** The document as text, before it is packed. */
export const collectHosts = async ({ hosts, name }, options) => {
  const made = [];
  for (const host of hosts) {
    const run = await collect(host.fill, { name: `${name}-${host.name}`, ...(host.options ? { options: host.options } : {}), ...options });
    made.push({ ...run, document: host.spoil ? host.spoil(run.document) : run.document });
  }
  return made;
};

/** Complete in one file: a document, or an archive where there are several hosts. */
export const fileOf = ({ hosts }) => (hosts.length > 1 ? "snapshot.tar.gz" : "snapshot.json.gz");

export const makeSnapshot = async (recipe, options = {}) => {
  const runs = await collectHosts(recipe, options);
  const messages = runs.map(({ messages: said, status }) => `${said.trim().split("\n").at(-1) ?? ""} (exit ${status})`);
  const plain =
    runs.length > 1 ? await join(writeSnapshot(runs.map(({ document }) => divide(JSON.parse(document.toString()))))) : runs[0].document;
  return { bytes: gzipSync(plain, { level: 9 }), plain, messages };
};
