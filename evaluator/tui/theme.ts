import { characters, visible, type Visible } from "../text/visible.js";
import { gap, widthOf, type Line, type Span, type Tone } from "./text/line.js";

export const themeNames = ["default", "contrast", "blue-orange", "mono"] as const;
export type ThemeName = (typeof themeNames)[number];

export interface Theme {
  readonly name: ThemeName;
  /** Only characters of ASCII, for terminals and locales that have no others. */
  readonly ascii: boolean;
}

type Codes = readonly [open: string, close: string];
const bold: Codes = ["1", "22"];
const dim: Codes = ["2", "22"];
const under: Codes = ["4", "24"];
const inverse: Codes = ["7", "27"];
const none: Codes = ["", ""];
/** The terminal's own 16 colours: they suit its background, whichever it is. */
const colour = (code: number, weight = ""): Codes =>
  [`${weight === "" ? "" : `${weight};`}${code}`, weight === "" ? "39" : "39;22"];

const mono: Readonly<Record<Tone, Codes>> = {
  bad: bold, good: none, doubt: under, quiet: dim, strong: bold, command: none, title: inverse,
  match: ["1;4", "22;24"], focus: bold, key: bold,
  link: under, comment: dim, string: none, number: none, keyword: bold,
};

const tones: Readonly<Record<ThemeName, Readonly<Record<Tone, Codes>>>> = {
  mono,
  default: {
    ...mono, bad: colour(31), good: colour(32), doubt: colour(33), command: colour(36), match: ["4;33", "24;39"],
    link: colour(36),
    string: colour(32), number: colour(35), keyword: colour(34, "1"),
  },
  contrast: {
    ...mono, bad: colour(91, "1"), good: colour(92, "1"), doubt: colour(93, "1"), quiet: none, command: bold,
    match: ["1;4;7", "22;24;27"], comment: none,
  },
  // Nothing tells red from green here: blue is in order, orange (the terminal's yellow) and bold is not.
  "blue-orange": {
    ...mono, bad: colour(33, "1"), good: colour(34), doubt: under, command: colour(36), match: ["4;33", "24;39"],
    link: colour(36), string: colour(36), keyword: bold,
  },
};

declare const byTheme: unique symbol;
/**
 * A row with its SGR codes: all that a frame may hold. Only `paintLine` and `paintedRow` make one, and only of escaped
 * text.
 */
export type Painted = string & { readonly [byTheme]: true };

/** Painted parts of one row, side by side. */
export const paintedRow = (...parts: readonly Painted[]): Painted => parts.join("") as Painted;

const sgr = (codes: string, body: string): string => (codes === "" ? body : `\u001b[${codes}m${body}`);

const painted = ({ text, tone }: Span, theme: Theme): string => {
  if (tone === undefined || text === "") return text;
  const [open, close] = tones[theme.name][tone];
  return open === "" ? text : `${sgr(open, text)}\u001b[${close}m`;
};

/**
 * A line as the terminal gets it. The selected one is inverse as a whole, so that it shows whatever its colours are.
 */
export const paintLine = (one: Line, columns: number, theme: Theme): Painted => {
  const spans = theme.ascii ? one.spans.map((part) => ({ ...part, text: asciiText(part.text) })) : one.spans;
  if (!one.selected) return spans.map((part) => painted(part, theme)).join("") as Painted;
  const body = [...spans, gap(columns - widthOf(spans))];
  // Colours under inverse become backgrounds of their own: the cursor's line keeps only weight and matches.
  const inner = body.map((part) => (part.tone === "match" ? `\u001b[4m${part.text}\u001b[24m` : part.text)).join("");
  return `${sgr("7", inner)}\u001b[27m` as Painted;
};

const isThemeName = (text: string | undefined): text is ThemeName => themeNames.some((name) => name === text);

/**
 * NO_COLOR and --no-color leave weight, underline and inverse; a theme that was asked for by name wins over neither.
 */
export const themeFor = (
  environment: NodeJS.ProcessEnv,
  options: { readonly color?: boolean; readonly theme?: string; readonly ascii?: boolean },
): Theme => {
  const locale = environment["LC_ALL"] || environment["LC_CTYPE"] || environment["LANG"] || "";
  const ascii = options.ascii ?? (environment["TERM"] === "linux" || (locale !== "" && !/utf-?8/i.test(locale)));
  const asked = options.theme ?? environment["ZMAUDIT_THEME"];
  const colourless = options.color === false || Boolean(environment["NO_COLOR"]);
  return { name: colourless ? "mono" : isThemeName(asked) ? asked : "default", ascii };
};

/** Our own signs in ASCII; what the data has besides becomes `?`, a sign a column. */
const asciiSigns: Readonly<Record<string, string>> = {
  "│": "|", "─": "-", "…": "~", "▾": "v", "▸": ">", "•": "*", "✗": "x", "✓": "+", "»": ">", "–": "-", "—": "-",
  "·": ".", "┌": "+", "┐": "+", "└": "+", "┘": "+",
  "→": ">", "›": ">", "▏": "|", "×": "x",
};
const asciiText = (text: Visible): Visible => {
  if (/^[\u0020-\u007e]*$/.test(text)) return text;
  let out = "";
  for (const { text: character, columns } of characters(text)) {
    out += /^[\u0020-\u007e]$/.test(character) ? character : asciiSigns[character] ?? "?".repeat(columns);
  }
  return visible(out);
};
