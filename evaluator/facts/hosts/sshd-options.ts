/** The `-o` options of a daemon's command line, in order: sshd takes them before its files, and the first value counts. */
export interface SshdOption {
  /** Lower case. */
  readonly keyword: string;
  readonly value: string;
  /** As written, `-oCiphers=…`. */
  readonly text: string;
}

const readOption = (text: string): SshdOption | undefined => {
  const [, keyword, value] = /^([A-Za-z][A-Za-z0-9]*)(?:[= ]+)(.*)$/.exec(text) ?? [];
  return keyword === undefined || value === undefined ? undefined : { keyword: keyword.toLowerCase(), value, text: `-o${text}` };
};

/** Words of a command line; the title that newer sshd gives itself repeats them (`sshd: /usr/sbin/sshd -D [listener] …`). */
export const readSshdOptions = (commandLine: string): readonly SshdOption[] => {
  const words = commandLine.split(/\s+/);
  const options = words.flatMap((word, index) => {
    const option = word === "-o" ? readOption(words[index + 1] ?? "") : word.startsWith("-o") ? readOption(word.slice(2)) : undefined;
    return option ? [option] : [];
  });
  const seen = new Set<string>();
  return options.filter(({ keyword }) => !seen.has(keyword) && seen.add(keyword));
};

/** The file of `-f`, where a daemon does not read the usual one. */
export const otherConfigOf = (commandLine: string): string | undefined => {
  const words = commandLine.split(/\s+/);
  const at = words.findIndex((word) => /^-[a-eg-np-zA-Z46]*f/.test(word) && !word.startsWith("-o"));
  const file = at < 0 ? undefined : words[at]?.slice(words[at].indexOf("f") + 1) || words[at + 1];
  return file === undefined || file === "/etc/ssh/sshd_config" ? undefined : file;
};

/** `CRYPTO_POLICY='-oCiphers=… -oMACs=…'`: what EL8's unit puts on the command line. */
export const readCryptoPolicy = (text: string): readonly SshdOption[] => {
  const line = text.split("\n").find((one) => one.startsWith("CRYPTO_POLICY="));
  return readSshdOptions((line ?? "").replace(/^CRYPTO_POLICY=/, "").replace(/['"\r]/g, " "));
};
