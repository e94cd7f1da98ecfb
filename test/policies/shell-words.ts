const PLAIN = /^[A-Za-z0-9@%_+=:,./~^-]$/;

/**
 * One simple command as POSIX sh splits it into words; an empty list for a comment. Undefined for anything that sh would do
 * more with than split and unquote: expansions, pipes, redirections, lists.
 */
export const shellWords = (line: string): readonly string[] | undefined => {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < line.length; at++) {
    const char = line[at] ?? "";
    if (char === " " || char === "\t") {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (char === "#" && word === undefined) break;
    else if (char === "'") {
      const end = line.indexOf("'", at + 1);
      if (end < 0) return undefined;
      word = (word ?? "") + line.slice(at + 1, end);
      at = end;
    } else if (char === '"') {
      const end = line.indexOf('"', at + 1);
      const inside = line.slice(at + 1, end);
      if (end < 0 || /[$`\\]/.test(inside)) return undefined;
      word = (word ?? "") + inside;
      at = end;
    } else if (char === "\\" && at + 1 < line.length) word = (word ?? "") + (line[++at] ?? "");
    else if (PLAIN.test(char) || (char === "#" && word !== undefined)) word = (word ?? "") + char;
    else return undefined;
  }
  return word === undefined ? words : [...words, word];
};
