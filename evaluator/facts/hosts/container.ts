import { splitLines } from "../../sources/lines.js";
import { type Parsed, error, ok } from "../../sources/parsed.js";
import type { Leaf } from "../leaf.js";
import { type HostSource, knownOf, leafFrom, readPart, unknownOf } from "./host-source.js";

/** systemd-detect-virt(1): containers, and machines, which have a kernel of their own. */
const CONTAINERS = new Set("openvz lxc lxc-libvirt systemd-nspawn docker podman rkt wsl proot pouch container-other".split(" "));
const MACHINES = new Set(
  "none qemu kvm amazon zvm vmware microsoft oracle powervm xen bochs uml parallels bhyve qnx acrn apple sre google vm-other".split(" "),
);

const parseWord = (text: string): Parsed<string> => {
  const [word = "", ...more] = splitLines(text)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return more.length === 0 && /^[a-z][a-z-]{0,30}$/.test(word) ? ok(word) : error("systemd-detect-virt printed no single word");
};

export const containerFact = (source: HostSource): Leaf<string> => {
  const virt = readPart(source, "os.container", "virt", parseWord);
  return leafFrom(source, virt, (word) => {
    if (CONTAINERS.has(word)) return knownOf(source, virt, "command", word, [[1, 1]]);
    return MACHINES.has(word)
      ? knownOf(source, virt, "command", "none", [[1, 1]])
      : unknownOf(source, virt, `whether ${word} is a container is not known`);
  });
};
