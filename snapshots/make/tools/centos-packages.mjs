// The packages of a CentOS 7 server.
import { readFileSync } from "node:fs";

const SYSTEM = readFileSync(new URL("centos7-packages.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));

const KEY = "RSA/SHA256, Fri 20 Nov 2020 04:16:01 PM UTC, Key ID 24c6a8a7f4a80eb5";

/** Rows of the collector's query; `installed` is when the system was last updated. */
export const systemRows = (installed) =>
  SYSTEM.map((text, index) => {
    const [, epoch = "0", name, full, arch] = /^(?:(\d+):)?(\S+) (\S+) (\S+)$/.exec(text);
    const at = full.indexOf("-");
    const [version, release] = [full.slice(0, at), `${full.slice(at + 1)}.el7_9`];
    return [name, epoch, version, release, arch, installed + index, `${name}-${version}-${release}.src.rpm`, KEY];
  });

export const row = (
  name,
  version,
  release,
  installed,
  { arch = "x86_64", epoch = "0", key = KEY, source = `${name}-${version}-${release}.src.rpm` } = {},
) => [name, epoch, version, release, arch, installed, source, key];
