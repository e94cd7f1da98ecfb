/**
 * What a parser says of one part's text. The four outcomes are different facts and never stand in for each other:
 * `ok` the whole text was understood; `partial` some of it was, and `reason` says what was not; `error` nothing can be
 * taken from it; `nothing` the text is well formed and empty, which is evidence of absence.
 */
export type Parsed<T> =
  | { readonly outcome: "ok"; readonly value: T }
  | { readonly outcome: "partial"; readonly value: T; readonly reason: string; readonly lines: readonly number[] }
  | { readonly outcome: "error"; readonly reason: string; readonly lines: readonly number[] }
  | { readonly outcome: "nothing"; readonly value: T };

export const ok = <T>(value: T): Parsed<T> => ({ outcome: "ok", value });
export const nothing = <T>(value: T): Parsed<T> => ({ outcome: "nothing", value });
export const error = (reason: string, lines: readonly number[] = []): Parsed<never> => ({ outcome: "error", reason, lines });
export const partial = <T>(value: T, reason: string, lines: readonly number[] = []): Parsed<T> => ({ outcome: "partial", value, reason, lines });
