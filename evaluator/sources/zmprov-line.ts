/** What the parser must know of attribute names; it has no list of its own. */
export interface AttributeTable {
  /** Whether zmprov can print this name. */
  known(name: string): boolean;
  /** Whether the schema allows one value only. */
  single(name: string): boolean;
}

export interface AttributeLine {
  readonly name: string;
  readonly value: string;
  /** `name:: chunk`, which zmprov prints for binary types only. */
  readonly binary: boolean;
}

export interface HeaderLine {
  readonly kind: "entry" | "alias" | "distributionList";
  readonly name: string;
  readonly memberCount: number | null;
}

const NAME = /^[A-Za-z][A-Za-z0-9-]*(?:;[A-Za-z0-9-]+)*$/;
const LONGEST_NAME = 128;
const PROMPTS = /^(?:prov> )+/;

/** `name: value`, split at the first colon; `name:` alone is an empty value whose blank an editor cut off. */
export const readAttributeLine = (line: string): AttributeLine | undefined => {
  const colon = line.indexOf(":");
  if (colon < 1 || colon > LONGEST_NAME) return undefined;
  const name = line.slice(0, colon);
  if (!NAME.test(name)) return undefined;
  const rest = line.slice(colon + 1);
  if (rest === "" || rest.startsWith(" ")) return { name, value: rest.slice(1), binary: false };
  return rest === ":" || rest.startsWith(": ") ? { name, value: rest.slice(2), binary: true } : undefined;
};

/** A class of service may have blanks in its name: everything after `# name ` is the name. */
export const readHeaderLine = (line: string): HeaderLine | undefined => {
  if (line.startsWith("# name ")) return { kind: "entry", name: line.slice(7), memberCount: null };
  if (line.startsWith("# alias ")) return { kind: "alias", name: line.slice(8), memberCount: null };
  if (!line.startsWith("# distributionList ")) return undefined;
  const count = line.lastIndexOf(" memberCount=");
  if (count < 19) return { kind: "distributionList", name: line.slice(19), memberCount: null };
  const digits = line.slice(count + 13);
  return { kind: "distributionList", name: line.slice(19, count), memberCount: /^\d{1,9}$/.test(digits) ? Number(digits) : null };
};

/** Batches print `prov> ` before each command's output and after the last; commands that print nothing leave several. */
export const stripPrompts = (line: string): { readonly prompted: boolean; readonly rest: string } => {
  const prompts = PROMPTS.exec(line);
  const rest = prompts ? line.slice(prompts[0].length) : line;
  if (rest === "prov>") return { prompted: true, rest: "" };
  return { prompted: prompts !== null, rest };
};

/** Usage errors go to stdout with exit status 1; `ERROR:` comes along where both streams went into one file. */
export const isComplaint = (line: string): boolean =>
  ["usage:", "zmprov [args] [cmd]", "ERROR:"].some((start) => line.startsWith(start)) || line.includes(" can only be used with ");

/** An error as zmprov words it, where text of a value could stand as well. */
export const isErrorCode = (line: string): boolean => /^ERROR: [a-z]+\.[A-Z_]+ \(/.test(line);
