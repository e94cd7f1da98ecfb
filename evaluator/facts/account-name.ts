/** One `type=value` of a distinguished name; of `cn=a+uid=b` both. */
interface NamePart {
  readonly type: string;
  readonly value: string;
}

/** RFC 4514: `\,` and `\2C` are the character itself. */
const unescapeValue = (text: string): string => {
  if (!text.includes("\\")) return text;
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const hex = text[index] === "\\" ? /^[0-9A-Fa-f]{2}/.exec(text.slice(index + 1, index + 3))?.[0] : undefined;
    if (hex !== undefined) {
      bytes.push(Number.parseInt(hex, 16));
      index += 2;
      continue;
    }
    if (text[index] === "\\") index++;
    const character = String.fromCodePoint(text.codePointAt(index) ?? 0xfffd);
    bytes.push(...Buffer.from(character));
    index += character.length - 1;
  }
  return Buffer.from(bytes).toString("utf8");
};

const readPart = (text: string): NamePart[] => {
  const equals = text.indexOf("=");
  return equals > 0 ? [{ type: text.slice(0, equals).trim().toLowerCase(), value: unescapeValue(text.slice(equals + 1).trimStart()) }] : [];
};

const splitName = (dn: string): NamePart[] => {
  const parts: NamePart[] = [];
  let start = 0;
  for (let index = 0; index < dn.length; index++) {
    const character = dn[index];
    if (character === "\\") index++;
    else if (character === "," || character === "+") {
      parts.push(...readPart(dn.slice(start, index)));
      start = index + 1;
    }
  }
  parts.push(...readPart(dn.slice(start)));
  return parts;
};

export interface AccountName {
  readonly name: string;
  /** Empty for a service account under cn=zimbra. */
  readonly domain: string;
}

/** Zimbra reads an account's name from where it stands: `uid=ann,ou=people,dc=example,dc=com` is ann@example.com. */
export const accountName = (dn: string): AccountName => {
  const parts = splitName(dn);
  const uid = parts.find(({ type }) => type === "uid") ?? parts[0];
  const domain = parts.filter(({ type }) => type === "dc").map(({ value }) => value).join(".").toLowerCase();
  const local = uid?.value ?? dn;
  return { name: domain === "" ? local : `${local}@${domain}`, domain };
};
