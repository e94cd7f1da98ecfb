import { format } from "node:util";

const most = 200;

/**
 * What a library prints would tear the frame: it is kept, said in the message line, and printed to stderr at the end.
 */
export const captureConsole = (onLine: (line: string) => void): { release(): readonly string[] } => {
  const lines: string[] = [];
  const names = ["log", "info", "warn", "error", "debug"] as const;
  const before = names.map((name) => console[name]);
  for (const name of names) {
    console[name] = (...words: unknown[]): void => {
      const line = format(...words);
      lines.push(line);
      if (lines.length > most) lines.shift();
      onLine(line);
    };
  }
  return {
    release: () => {
      names.forEach((name, i) => {
        const own = before[i];
        if (own) console[name] = own;
      });
      return lines;
    },
  };
};
