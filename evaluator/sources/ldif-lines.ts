/** One line of LDIF with its folded parts joined. */
export interface LdifLine {
  readonly text: string;
  readonly line: number;
  readonly last: number;
  /** The line was longer than the limit and its end is missing. */
  readonly cut: boolean;
}

export interface LineFolder {
  push(chunk: string, take: (line: LdifLine) => void): void;
  end(take: (line: LdifLine) => void): void;
}

/** No value a control reads comes near it; without it one line could hold the whole text in memory. */
const LINE_LIMIT = 8 * 1024 * 1024;

/**
 * Joins folded lines (a line that begins with one blank goes on the line before) of text that comes in pieces. Each
 * character is looked at once: parts are kept in lists and joined when the line is complete.
 */
export const foldLines = (): LineFolder => {
  let tail: string[] = [];
  let tailSize = 0;
  let parts: string[] = [];
  let size = 0;
  let first = 0;
  let number = 0;
  let cut = false;

  const flush = (take: (line: LdifLine) => void): void => {
    if (first === 0) return;
    const text = parts.length === 1 ? (parts[0] ?? "") : parts.join("");
    take({ text, line: first, last: number - 1, cut });
    first = 0;
  };
  const physical = (raw: string, take: (line: LdifLine) => void): void => {
    number++;
    let text = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    if (number === 1 && text.startsWith("\uFEFF")) text = text.slice(1);
    if (text.startsWith(" ") && first > 0 && size > 0) {
      size += text.length - 1;
      if (size > LINE_LIMIT) cut = true;
      else parts.push(text.slice(1));
      return;
    }
    flush(take);
    first = number;
    size = text.length;
    cut = tailSize > LINE_LIMIT;
    parts = [text];
  };
  // A line that grows beyond the limit over many pieces keeps only its beginning.
  const keep = (piece: string): void => {
    tailSize += piece.length;
    if (tailSize <= LINE_LIMIT || tail.length === 0) tail.push(piece);
  };
  return {
    push(chunk, take) {
      let start = 0;
      for (let end = chunk.indexOf("\n"); end >= 0; end = chunk.indexOf("\n", start)) {
        if (tail.length > 0) {
          keep(chunk.slice(start, end));
          physical(tail.join(""), take);
          tail = [];
        } else {
          tailSize = end - start;
          physical(chunk.slice(start, end), take);
        }
        tailSize = 0;
        start = end + 1;
      }
      if (start < chunk.length) keep(chunk.slice(start));
    },
    end(take) {
      if (tail.length > 0) physical(tail.join(""), take);
      number++;
      flush(take);
    },
  };
};
