import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's own folder: the nearest one above this file that has a package.json. Holds for build/ and for the bundle in dist/. */
export const projectFolder = ((): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json")) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
})();

export const distFile = (name: string): string => join(projectFolder, "dist", name);
