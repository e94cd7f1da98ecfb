import { joined, visible, width, wrapped, type Visible } from "./visible.js";

/** Words of a shell command, quoted parts whole. */
const shellWords = (command: string): readonly string[] => command.match(/(?:'[^']*'|"[^"]*"|\\.|[^\s'"\\])+|['"]/g) ?? [];

/**
 * A command in lines of at most so many columns that can be pasted as they are: broken between words with a backslash, never
 * inside quotes. A comment is plain text, and each of its lines is a comment.
 */
export const wrapCommand = (command: string, columns: number): readonly Visible[] => {
  if (command.startsWith("#")) return wrapped(visible(command.replace(/^#\s*/, "")), columns - 2).map((line) => joined(visible("# "), line));
  if (width(visible(command)) <= columns) return [visible(command)];
  const lines: string[] = [];
  let line = "";
  for (const word of shellWords(command)) {
    if (line !== "" && width(visible(`${line} ${word} \\`)) > columns) {
      lines.push(`${line} \\`);
      line = `  ${word}`;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((text) => visible(text));
};
