import { quote } from "../snapshot/quote.js";
import type { Attribute, AttributeType } from "./attributes.js";

export type Scalar = string | number | boolean;
export type Typed = { readonly ok: true; readonly value: Scalar | readonly Scalar[] } | { readonly ok: false; readonly reason: string };
type One = { readonly ok: true; readonly value: Scalar } | { readonly ok: false; readonly reason: string };

/** What the collector leaves of a value that is not on its list. `<redacted:N>` stays: its length is a fact. */
const DROPPED = "<dropped>";

const good = (value: Scalar): One => ({ ok: true, value });
const malformed = (what: string) => (text: string): One => ({ ok: false, reason: `${quote(text)} is no ${what}` });

/** zmprov stores TRUE and FALSE only; another case is somebody's own writing, and `yes` or `1` are no booleans at all. */
const readBoolean = (text: string): One => {
  const upper = text.toUpperCase();
  return upper === "TRUE" || upper === "FALSE" ? good(upper === "TRUE") : malformed("boolean (TRUE or FALSE)")(text);
};

const readNumber = (what: string, least: number, most: number) => (text: string): One => {
  const number = /^[+-]?\d{1,19}$/.test(text) ? Number(text) : Number.NaN;
  if (Math.abs(number) > Number.MAX_SAFE_INTEGER) return { ok: false, reason: `${quote(text)} is too large to be compared exactly` };
  return number >= least && number <= most ? good(number) : malformed(what)(text);
};

const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86400 };

/** Zimbra's DateUtil.java: a number without a unit is seconds. */
const readDuration = (text: string): One => {
  const [, digits, unit = "s"] = /^(\d{1,15})(ms|h|m|s|d)?$/.exec(text) ?? [];
  const factor = SECONDS[unit];
  if (digits === undefined || factor === undefined) return malformed("duration")(text);
  return good(unit === "ms" ? Number(digits) / 1000 : Number(digits) * factor);
};

/** LdapDateUtil.java: with and without a fraction; which one is written changed with 8.7. */
const readGentime = (text: string): One => {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d{1,9})?Z$/.exec(text) ?? [];
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const time = year === undefined ? Number.NaN : Date.parse(iso);
  // A day that does not exist rolls over to the next month.
  return Number.isNaN(time) || new Date(time).toISOString() !== iso ? malformed("time (YYYYMMDDhhmmssZ)")(text) : good(time / 1000);
};

const readInteger = readNumber("integer", -2147483648, 2147483647);
const readLong = readNumber("number", -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
const readPort = readNumber("port", 0, 65535);

const READERS: Readonly<Record<AttributeType, (text: string) => One>> = {
  astring: good, binary: good, boolean: readBoolean, certificate: good, cs_emailp: good, cstring: good, duration: readDuration, email: good,
  enum: good, gentime: readGentime, id: good, integer: readInteger, long: readLong, ostring: good, phone: good, port: readPort, regex: good,
  string: good,
};

const readOne = (attribute: Attribute | undefined, text: string): One => {
  if (text === DROPPED) return { ok: false, reason: "the collector dropped this value" };
  return READERS[attribute?.type ?? "string"](text);
};

/** The values of an attribute as its type says; one that the schema does not know is text, a list where there are several. */
export const typedValue = (attribute: Attribute | undefined, texts: readonly string[]): Typed => {
  const values: Scalar[] = [];
  for (const text of texts) {
    const one = readOne(attribute, text);
    if (!one.ok) return one;
    values.push(one.value);
  }
  const [first] = values;
  if (attribute ? attribute.multi : values.length !== 1) return { ok: true, value: values };
  if (values.length !== 1 || first === undefined) return { ok: false, reason: `${values.length} values where the schema allows one` };
  return { ok: true, value: first };
};
