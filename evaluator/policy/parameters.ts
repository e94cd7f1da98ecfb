import { nearest } from "../text/nearest.js";
import type { Annotation, Diagnosis } from "./compiler.js";
import type { Parameter } from "./control.js";
import type { Dated } from "./dated.js";

/** Parameters as the annotations say them: a default of their own, or one that a data file has. */
export type SaidParameters = Readonly<Record<string, {
  readonly default?: unknown;
  readonly default_from?: string;
  readonly description: string;
}>>;

interface Annotated {
  readonly file: string;
  readonly row: number;
  readonly annotation?: Annotation;
}

type Data = Readonly<Record<string, Dated>>;
const entryOf = (data: Data, name: string): Dated | undefined => (Object.hasOwn(data, name) ? data[name] : undefined);

/** Defaults that no data file has. */
export const dataProblems = (module: Annotated, data: Data): readonly Diagnosis[] => {
  const said = (module.annotation?.custom?.["parameters"] ?? {}) as SaidParameters;
  return Object.entries(said).flatMap(([name, { default_from: entry }]) => {
    if (entry === undefined || entryOf(data, entry)) return [];
    const near = nearest(entry, Object.keys(data), 3).join(", ") || "there are none";
    const message = `parameter ${name} has its default from ${entry}, which no data file has; nearest: ${near}`;
    const row = module.annotation?.row ?? module.row;
    return [{ code: "zmaudit_annotation", message, file: module.file, row, col: 1, text: "" }];
  });
};

export const parametersOf = (said: SaidParameters, data: Data): Readonly<Record<string, Parameter>> =>
  Object.fromEntries(Object.entries(said).map(([name, { default: value, default_from: entry, description }]) => {
    if (entry === undefined) return [name, { default: value, description }];
    const dated = entryOf(data, entry);
    if (!dated) throw new Error(`no data file has ${entry}`);
    return [name, { default: dated.values, description, from: { entry, checked_on: dated.checked_on } }];
  }));
