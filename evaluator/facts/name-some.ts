import { plain } from "../snapshot/quote.js";

const MOST = 10;

/** `a, b, c and 40 more`, for names from outside in a reason. */
export const nameSome = (names: readonly string[]): string =>
  names.slice(0, MOST).map((name) => plain(name)).join(", ") + (names.length > MOST ? ` and ${names.length - MOST} more` : "");
