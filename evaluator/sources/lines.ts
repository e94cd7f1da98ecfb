/** First and last line, counted from 1, of what a value was read from. */
export type LineRange = readonly [first: number, last: number];

/** A value as printed, with the lines that prove it. */
export interface Located {
  readonly value: string;
  readonly lines: LineRange;
}

/**
 * The lines of a text without their ends. CR LF counts as one end and a byte order mark is no part of the first line:
 * imported files often went through another machine's editor. A last line without an end is a line.
 */
export const splitLines = (text: string): string[] => {
  const lines = (text.startsWith("\uFEFF") ? text.slice(1) : text).split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
};

export const isBlank = (line: string): boolean => line.trim() === "";

/** The words of a line. */
export const splitWords = (line: string): string[] => line.split(/[ \t]+/).filter((word) => word !== "");

/** A short piece of a line for a reason: never a whole line, which may be megabytes long. */
export const excerpt = (line: string): string => (line.length > 80 ? `${line.slice(0, 77)}...` : line);

/** "line 3", "lines 3, 5, 9" or "lines 3, 5, 9 and 41 more". */
export const nameLines = (lines: readonly number[]): string => {
  const shown = lines.slice(0, 5).join(", ");
  if (lines.length === 1) return `line ${shown}`;
  return lines.length > 5 ? `lines ${shown} and ${lines.length - 5} more` : `lines ${shown}`;
};
