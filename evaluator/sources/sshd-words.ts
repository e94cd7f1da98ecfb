/**
 * The arguments of a directive as OpenSSH divides them (misc.c argv_split): blanks separate, single and double quotes keep
 * words together, a backslash protects a quote, itself or a blank, `#` at the start of a word begins a comment. Undefined
 * where a quote stays open: sshd refuses such a line.
 */
export const splitArguments = (text: string): readonly string[] | undefined => {
  const words: string[] = [];
  let index = 0;
  while (index < text.length) {
    while (text[index] === " " || text[index] === "\t") index++;
    if (index >= text.length || text[index] === "#") break;
    const parts: string[] = [];
    let quote = "";
    for (; index < text.length; index++) {
      const character = text[index] ?? "";
      const next = text[index + 1] ?? "";
      if (character === "\\" && (next === "\"" || next === "'" || next === "\\" || (quote === "" && next === " "))) {
        parts.push(next);
        index++;
      } else if (quote === "" && (character === " " || character === "\t")) break;
      else if (quote === "" && (character === "\"" || character === "'")) quote = character;
      else if (character === quote) quote = "";
      else parts.push(character);
    }
    if (quote !== "") return undefined;
    words.push(parts.join(""));
  }
  return words;
};
