/** Longer texts are outputs, whatever their first line says. */
const longest = 16 * 1024;

/** Lines that only an error message has. */
const errorLines: readonly RegExp[] = [
  /^ERROR: /,
  /(?:^|: )Permission denied\.?$/,
  /(?:^|: )Operation not permitted\.?$/,
  /(?:^|: )(?:command )?not found$/,
  /(?:^|: )No such file or directory\.?$/,
  /(?:^|: )Bad configuration option\b/,
  /: terminating, \d+ bad configuration options?$/,
];

/** What Java prints below its message; never first. */
const traceLine = /^(?:at \S|Caused by: |\.\.\. \d+ more)/;

/** `ls` says this where no restart is owed: for this part it is the answer, as its line format says. */
const answers = new Set(["pkg.reboot@flag"]);

/**
 * The message, where the whole text of a loose file is one: `bash: iptables-save: command not found`. People redirect both
 * streams, and an error must not pass for an empty firewall.
 */
export const errorMessageOf = (id: string, part: string, text: string): string | undefined => {
  if (text.length > longest) return undefined;
  const lines = text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  const [first] = lines;
  if (first === undefined) return undefined;
  const isError = /^usage:/i.test(first) ||
    lines.every((line, index) => errorLines.some((pattern) => pattern.test(line)) || (index > 0 && traceLine.test(line)));
  if (!isError || (answers.has(`${id}@${part}`) && first.includes("No such file"))) return undefined;
  return first.slice(0, 500);
};
