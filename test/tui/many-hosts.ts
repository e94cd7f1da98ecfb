import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { extract } from "tar-stream";
import { projectFolder } from "../../evaluator/paths.js";
import { temporaryFolder } from "../temporary.js";

interface Part {
  readonly stdout?: { readonly text?: string };
  readonly sha256?: string;
  readonly out_bytes?: number;
}
interface Document {
  readonly host: { readonly name: string; readonly id?: string };
  readonly parts: readonly Part[];
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The six hosts of the example estate, as the collector wrote them. */
const estate = async (): Promise<readonly string[]> => {
  const documents: string[] = [];
  const tar = extract();
  tar.end(gunzipSync(readFileSync(join(projectFolder, "snapshots/estate/snapshot.tar.gz"))));
  for await (const entry of tar) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    documents.push(Buffer.concat(chunks).toString("utf8"));
  }
  return documents;
};

/** The same host at another site: other names wherever they stand, and the digests that go with them. */
const moved = (text: string, site: number): string => {
  const document = JSON.parse(text.replaceAll("example.com", `example${site}.com`)) as Document;
  const parts = document.parts.map((part) => {
    const { stdout } = part;
    if (stdout?.text === undefined || part.sha256 === undefined) return part;
    return { ...part, sha256: sha256(stdout.text), out_bytes: Buffer.byteLength(stdout.text) };
  });
  const host = { ...document.host, id: sha256(`${document.host.id ?? ""} ${site}`) };
  return JSON.stringify({ ...document, host, parts });
};

/** Snapshots of so many hosts in a folder of their own: the example estate at as many sites as it takes. */
export const manyHosts = async (count: number): Promise<readonly string[]> => {
  const folder = temporaryFolder("hosts");
  const documents = await estate();
  return Array.from({ length: count }, (_, i) => {
    const site = 1 + Math.floor(i / documents.length);
    const path = join(folder, `${String(i + 1).padStart(2, "0")}.json`);
    writeFileSync(path, moved(documents[i % documents.length] ?? "", site));
    return path;
  });
};

/** A policy of so many controls, each about every host, whose verdicts differ from host to host. */
export const manyControls = (count: number): string => {
  const folder = temporaryFolder("controls");
  for (let i = 1; i <= count; i++) {
    const at = join(folder, "controls", `acme_${i}_packages`);
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, "rule.rego"), `# METADATA
# title: Rule ${i} of the site looks at the kernel
# custom:
#   id: acme-${i}
#   severity: ${["low", "medium", "high"][i % 3] ?? "low"}
#   kind: evidence
package acme.packages_${i}

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.hosts

result contains verdict.pass(name, $"the name of {name} is short", [leaf]) if {
	some name in subject
	leaf := input.hosts[name].kernel.release
	count(name) % ${2 + (i % 5)} != 0
}

result contains verdict.fail(name, $"the name of {name} is long", [leaf], [$"echo {name}"]) if {
	some name in subject
	leaf := input.hosts[name].kernel.release
	count(name) % ${2 + (i % 5)} == 0
}
`);
  }
  return folder;
};
