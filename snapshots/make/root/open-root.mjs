// A folder that stands for a server's root: files with the owners, modes, sizes and times that the server would have. What the
// real file system cannot show without being root (owners) or without disk space (sizes) is kept in a table that the fake stat
// and ls read.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeListings } from "./listings.mjs";
import { linkPrograms, writeFakes } from "./programs.mjs";

export const openRoot = (place, { boot, now, users = {} }) => {
  const entries = new Map();
  const uids = { root: 0, syslog: 104, zimbra: 998, ...users };
  const remember = (path, kind, { mode, owner = "root", group = owner, mtime = boot - 86400 * 30, size, device = 64768 }) =>
    entries.set(path, { kind, mode, owner, group, uid: uids[owner] ?? 0, mtime, size, device });

  const dir = (path, facts = {}) => {
    mkdirSync(join(place, path), { recursive: true, mode: 0o755 });
    remember(path, "d", { mode: "755", size: 4096, ...facts });
  };
  const parents = (path) => {
    for (let parent = dirname(path); parent !== "/"; parent = dirname(parent)) if (!entries.has(parent)) dir(parent);
  };
  const put = (path, text, facts = {}) => {
    parents(path);
    writeFileSync(join(place, path), text);
    remember(path, "-", { mode: "644", size: Buffer.byteLength(text), ...facts });
  };
  const link = (path, target) => {
    parents(path);
    symlinkSync(target, join(place, path));
  };
  const alias = (path, same) => entries.set(path, entries.get(same));
  const fakes = new Map();
  /** A program whose answers are known: by its arguments as one string, or for any others. */
  const tool = (path, answers) => {
    parents(path);
    fakes.set(path, answers);
    remember(path, "-", { mode: "755", size: 40960 });
  };
  const kernel = (path, text) => {
    mkdirSync(join(place, dirname(path)), { recursive: true });
    writeFileSync(join(place, path), text);
  };

  mkdirSync(place, { recursive: true, mode: 0o755 });
  writeFileSync(join(place, "zmaudit-test-root"), "machine\n", { mode: 0o644 });
  kernel("/proc/uptime", `${now - boot}.42 ${(now - boot) * 3}.10\n`);
  linkPrograms(place);

  const close = () => {
    writeFakes(place, fakes, boot);
    writeListings(place, entries);
  };
  return { place, boot, now, dir, put, link, alias, tool, kernel, close };
};
