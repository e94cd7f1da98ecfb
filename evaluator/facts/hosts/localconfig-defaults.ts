import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../../paths.js";

/** What is Java and no value: the table quotes some defaults as LC.java computes them. */
const isExpression = (value: string): boolean => /^\d+ ?\*|Constants\.|" \+ |\.toString\(\)|\\\\/.test(value);

let table: ReadonlyMap<string, string> | undefined;

const readTable = (): ReadonlyMap<string, string> => {
  const lines = readFileSync(join(projectFolder, "policies", "data", "localconfig.tsv"), "utf8").split("\n");
  const rows = lines.filter((line) => line !== "" && !line.startsWith("#") && !line.startsWith("key\t"));
  return new Map(
    rows.map((row) => {
      const tab = row.indexOf("\t");
      return [row.slice(0, tab < 0 ? undefined : tab), tab < 0 ? "" : row.slice(tab + 1)] as const;
    }),
  );
};

/** The compiled default of a key: null where it has none, undefined where it is not known. */
export const localconfigDefault = (key: string): string | null | undefined => {
  table ??= readTable();
  const value = table.get(key);
  return value === "null" ? null : value === undefined || isExpression(value) ? undefined : value;
};
