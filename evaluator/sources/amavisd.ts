import { type LineRange, nameLines } from "./lines.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";
import { type PerlToken, tokenizePerl } from "./perl-tokens.js";

export interface AmavisdSetting {
  readonly value: string;
  readonly line: number;
}

/** One entry of @decoders: what it unpacks, with which function, by which of these programs (the first that is found). */
export interface AmavisdDecoder {
  readonly types: readonly string[];
  readonly handler: string;
  readonly programs: readonly string[];
  readonly lines: LineRange;
}

export interface AmavisdConf {
  /** Folders of $path in order; null where the file does not set it. */
  readonly path: { readonly value: readonly string[]; readonly line: number } | null;
  /** Null where the file does not set @decoders. */
  readonly decoders: readonly AmavisdDecoder[] | null;
  /** Regular expressions of $banned_filename_re; null where it is not set. `allows`: what matches is let through. */
  readonly banned: readonly { readonly pattern: string; readonly flags: string; readonly allows: boolean; readonly line: number }[] | null;
  /** Keyed by `final_banned_destiny` and so on. */
  readonly destinies: ReadonlyMap<string, AmavisdSetting>;
  /** Other settings for all mail, without their sigil: `sa_kill_level_deflt`, `bypass_banned_checks_maps`. */
  readonly settings: ReadonlyMap<string, AmavisdSetting>;
  /** Settings of each policy bank, as written: `[0]`, `1`, `undef`. */
  readonly policyBanks: ReadonlyMap<string, ReadonlyMap<string, AmavisdSetting>>;
  /** Lines that zmconfigd writes under a condition: the file is the template. */
  readonly conditional: readonly number[];
  /** Whether its last line is whole, or its last statement the `1;` that Zimbra's file ends with. */
  readonly ends: boolean;
}

interface Statement {
  readonly tokens: readonly PerlToken[];
  /** Not closed by its own `;`: inside of a block of code, or the file ends. */
  readonly doubtful: boolean;
}

const OPENING = new Set(["(", "[", "{"]);
const CLOSING = new Set([")", "]", "}"]);

/** Statements at the outer level; one with a block of code in it (`if (…) {…}`) ends at the next `;` there. */
const splitStatements = (tokens: readonly PerlToken[]): { statements: readonly Statement[]; stray: readonly number[] } => {
  const statements: Statement[] = [];
  const stray: number[] = [];
  let current: PerlToken[] = [];
  let depth = 0;
  let code = false;
  for (const token of tokens) {
    const sign = token.kind === "sign" ? token.text : "";
    if (OPENING.has(sign)) depth++;
    else if (CLOSING.has(sign) && --depth < 0) {
      depth = 0;
      stray.push(token.line);
    }
    if (sign === ";" && depth === 0) {
      statements.push({ tokens: current, doubtful: code });
      current = [];
      code = false;
    } else {
      if (sign === ";") code = true;
      current.push(token);
    }
  }
  const rest = current.filter(({ kind }) => kind !== "marker");
  if (rest.length > 0) statements.push({ tokens: rest, doubtful: true });
  return { statements, stray: depth > 0 ? [...stray, rest[0]?.line ?? 0] : stray };
};

/** What is between commas at this level, from the token after an opening bracket to its closing one. */
const splitItems = (tokens: readonly PerlToken[]): readonly (readonly PerlToken[])[] => {
  const items: PerlToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === "marker") continue;
    const sign = token.kind === "sign" ? token.text : "";
    if (OPENING.has(sign)) depth++;
    if (CLOSING.has(sign)) depth--;
    if (sign === "," && depth === 0) items.push([]);
    else items.at(-1)?.push(token);
  }
  return items.filter((item) => item.length > 0);
};

const isSign = (token: PerlToken | undefined, text: string): boolean => token?.kind === "sign" && token.text === text;
const insideOf = (item: readonly PerlToken[], opening: string, closing: string): readonly PerlToken[] | undefined =>
  isSign(item[0], opening) && isSign(item.at(-1), closing) ? item.slice(1, -1) : undefined;

/** A string, qw(…), or a list in brackets of them. */
const readStrings = (item: readonly PerlToken[]): readonly string[] | undefined => {
  const [token, ...more] = item;
  if (token && more.length === 0) {
    if (token.kind === "words") return token.text.split(/\s+/).filter((word) => word !== "");
    return token.kind === "string" ? [token.text] : undefined;
  }
  const inside = insideOf(item, "[", "]");
  if (!inside) return undefined;
  const strings = splitItems(inside).map(readStrings);
  return strings.includes(undefined) ? undefined : strings.flatMap((list) => list ?? []);
};

const readDecoder = (item: readonly PerlToken[]): AmavisdDecoder | undefined => {
  const [types, handler, ...programs] = splitItems(insideOf(item, "[", "]") ?? []);
  const names = types && readStrings(types);
  const read = programs.map(readStrings);
  const [slash, code, ...rest] = handler ?? [];
  if (!names || !isSign(slash, "\\") || code?.kind !== "name" || rest.length > 0 || read.includes(undefined)) return undefined;
  const lines: LineRange = [item[0]?.line ?? 0, item.at(-1)?.line ?? 0];
  return { types: names, handler: code.text.replace(/^&/, ""), programs: read.flatMap((list) => list ?? []), lines };
};

const spell = (tokens: readonly PerlToken[]): string => tokens.map(({ kind, text }) => (kind === "string" ? `'${text}'` : text)).join("");

const readBank = (tokens: readonly PerlToken[]): ReadonlyMap<string, AmavisdSetting> | undefined => {
  const inside = insideOf(tokens, "{", "}");
  if (!inside) return undefined;
  return new Map(splitItems(inside).flatMap((item) => {
    const [key, arrow, ...value] = item;
    return key && isSign(arrow, "=>") ? [[key.text, { value: spell(value), line: key.line }] as const] : [];
  }));
};

const SETTING = /^(?:\$sa_kill_level_deflt|@banned_filename_maps|@bypass_(?:banned|spam|virus)_checks_maps)$/;
const WATCHED = /^(?:\$path|@decoders|\$decoders|\$banned_filename_re|\$policy_bank|\$final_\w+_destiny)$/;
const isWatched = (name: string): boolean => WATCHED.test(name) || SETTING.test(name);

interface Reading {
  path: AmavisdConf["path"];
  decoders: readonly AmavisdDecoder[] | null;
  banned: AmavisdConf["banned"];
  readonly destinies: Map<string, AmavisdSetting>;
  readonly settings: Map<string, AmavisdSetting>;
  readonly policyBanks: Map<string, ReadonlyMap<string, AmavisdSetting>>;
}

/** False where the statement sets one of ours in a way that cannot be followed. */
const readAssignment = (tokens: readonly PerlToken[], into: Reading): boolean => {
  const [target, second, ...value] = tokens;
  const first = value[0];
  if (!target || !first) return false;
  if (target.text === "$policy_bank" && isSign(second, "{")) {
    const [name, close, equals, ...bank] = value;
    const settings = isSign(close, "}") && isSign(equals, "=") ? readBank(bank) : undefined;
    if (!settings || name === undefined) return false;
    into.policyBanks.set(name.text, settings);
    return true;
  }
  if (!isSign(second, "=")) return false;
  if (target.text === "$path") {
    if (first.kind !== "string" || value.length > 1 || first.text.includes("$")) return false;
    into.path = { value: first.text.split(":").filter((folder) => folder !== ""), line: target.line };
    return true;
  }
  if (target.text === "@decoders") {
    const inside = insideOf(value, "(", ")");
    const decoders = inside && splitItems(inside).map(readDecoder);
    if (!decoders || decoders.includes(undefined)) return false;
    into.decoders = decoders.flatMap((decoder) => (decoder ? [decoder] : []));
    return true;
  }
  if (target.text === "$banned_filename_re") {
    into.banned = value.flatMap(({ kind, text, flags, line }, index) => {
      const allows = isSign(value[index + 1], "=>") && value[index + 2]?.text === "0";
      return kind === "regex" ? [{ pattern: text, flags: flags ?? "", allows, line }] : [];
    });
    return true;
  }
  if (SETTING.test(target.text)) {
    into.settings.set(target.text.slice(1), { value: spell(value), line: target.line });
    return true;
  }
  into.destinies.set(target.text.slice(1), { value: spell(value), line: target.line });
  return true;
};

/**
 * What matters of amavisd.conf, and of amavisd.conf.in, the template it is written from. Of a variable that is set twice the last
 * counts, as in perl. Comments do not count, and neither do lines that zmconfigd writes under a condition.
 *
 * @example
 *     $path = '/usr/sbin:/usr/bin';
 *     $final_banned_destiny = D_BOUNCE; # shipped
 *     @decoders = (
 *     # ['tar', \&do_tar],
 *       [['cpio','tar'], \&do_pax_cpio, ['pax', 'gcpio'] ],
 *       [[qw(7z tar)], \&do_7zip, '7z'],
 *     );
 *
 * => ok {"path": {"value": ["/usr/sbin", "/usr/bin"], "line": 1},
 *   "decoders": [{"types": ["cpio", "tar"], "handler": "do_pax_cpio", "programs": ["pax", "gcpio"], "lines": [5, 5]},
 *     {"types": ["7z", "tar"], "handler": "do_7zip", "programs": ["7z"], "lines": [6, 6]}],
 *   "banned": null, "destinies": {"final_banned_destiny": {"value": "D_BOUNCE", "line": 2}}, "settings": {}, "policyBanks": {},
 *   "conditional": [], "ends": true}
 */
export const parseAmavisd = (text: string): Parsed<AmavisdConf> => {
  const { tokens, openQuote } = tokenizePerl(text);
  const { statements, stray } = splitStatements(tokens);
  const into: Reading = { path: null, decoders: null, banned: null, destinies: new Map(), settings: new Map(), policyBanks: new Map() };
  const doubts = [...stray, ...(openQuote === undefined ? [] : [openQuote])];
  let read = 0;
  for (const statement of statements) {
    const plain = statement.tokens.filter(({ kind }) => kind !== "marker");
    const watched = plain.find(({ kind, text: name }) => kind === "name" && isWatched(name));
    // On the right side of somebody else's assignment it is only read.
    if (!watched || (watched !== plain[0] && /^[$@%]/.test(plain[0]?.text ?? ""))) continue;
    if (statement.doubtful || watched !== plain[0] || !readAssignment(plain, into)) doubts.push(watched.line);
    else read++;
  }
  const conditional = tokens.filter(({ kind }) => kind === "marker").map(({ line }) => line);
  const last = statements.at(-1)?.tokens.filter(({ kind }) => kind !== "marker") ?? [];
  const value: AmavisdConf = { ...into, conditional, ends: text.endsWith("\n") || (last.length === 1 && last[0]?.text === "1") };
  const lines = [...new Set(doubts)].sort((one, other) => one - other);
  const reason = `${nameLines(lines)} cannot be followed`;
  if (lines.length > 0) return read === 0 ? error(reason, lines) : partial(value, reason, lines);
  return tokens.length > 0 ? ok(value) : nothing(value);
};
