import { nameLines, splitLines } from "./lines.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";

/** Reads one cell; undefined where it is not what the column holds. */
export type Column<T> = (cell: string) => T | undefined;

export type Columns = Readonly<Record<string, Column<unknown>>>;

export type TableRow<C extends Columns> =
  { readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never } & { readonly line: number };

export const textCell: Column<string> = (cell) => cell;
/** A count, an id or a time in epoch seconds. */
export const countCell: Column<number> = (cell) => (/^[0-9]{1,15}$/.test(cell) ? Number(cell) : undefined);
/** Permission bits as stat -c %a prints them, with or without leading zeros. */
export const modeCell: Column<number> = (cell) => (/^[0-7]{1,7}$/.test(cell) ? Number.parseInt(cell, 8) : undefined);
export const yesNoCell: Column<boolean> = (cell) => (cell === "yes" ? true : cell === "no" ? false : undefined);
/** `-` for what is not known. */
export const digestCell: Column<string | null> = (cell) => (cell === "-" ? null : /^[0-9a-f]{64}$/.test(cell) ? cell : undefined);

/**
 * Lines of cells between TABs, one for each column. A line with other cells is left out and named; an empty text means that
 * there is nothing (formats: a missing thing is an absent line).
 */
export const readTable = <C extends Columns>(text: string, columns: C): Parsed<readonly TableRow<C>[]> => {
  const names = Object.keys(columns);
  const rows: TableRow<C>[] = [];
  const stray: number[] = [];
  for (const [index, line] of splitLines(text).entries()) {
    if (line === "") continue;
    const cells = line.split("\t");
    const row = Object.fromEntries(names.map((name, column) => [name, columns[name]?.(cells[column] ?? "")]));
    if (cells.length !== names.length || names.some((name) => row[name] === undefined)) stray.push(index + 1);
    else rows.push({ ...row, line: index + 1 } as TableRow<C>);
  }
  if (stray.length > 0 && rows.length === 0) return error(`no line has the columns ${names.join(", ")}`, stray);
  if (stray.length > 0) return partial(rows, `${nameLines(stray)} do not have the columns ${names.join(", ")}`, stray);
  return rows.length > 0 ? ok(rows) : nothing(rows);
};
