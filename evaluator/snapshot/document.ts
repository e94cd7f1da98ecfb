import { isUtf8 } from "node:buffer";
import { validateSnapshot } from "#validators";
import type { SchemaError } from "#validators";
import { inputError } from "../errors.js";
import { isKnownSource, nearestSource } from "../sources/table.js";
import { didYouMean } from "../text/nearest.js";
import type { Snapshot } from "../types/snapshot.js";
import { keysAt } from "./keys.js";
import type { Limits } from "./limits.js";
import { plain, quote } from "./quote.js";
import { parseStrictJson } from "./strict-json.js";

const collectAgain = "Collect again, or give the file that the collector wrote";

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** JSON of one document or one line of a manifest, as a value that nothing has checked yet. */
export const parseJson = (bytes: Buffer, where: string, limits: Limits): unknown => {
  const body = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  if (!isUtf8(body)) throw inputError({ what: "The JSON is not UTF-8", where, todo: collectAgain });
  const parsed = parseStrictJson(body, limits);
  if (parsed.ok) return parsed.value;
  const { reason, line, column, key } = parsed.problem;
  throw inputError({
    what: `The JSON is not usable: ${reason}${key === undefined ? "" : ` (${quote(key)})`}`,
    where: `${where}, line ${line}, column ${column}`,
    todo: collectAgain,
  });
};

const nameOf = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "an array" : typeof value === "object" ? "an object" : `a ${typeof value}`;

const placeOf = (instancePath: string, value: Record<string, unknown>): string => {
  const match = /^\/parts\/(\d+)(.*)$/.exec(instancePath);
  const part: unknown = match && Array.isArray(value.parts) ? value.parts[Number(match[1])] : undefined;
  if (!match || !isObject(part)) return instancePath === "" ? "top level" : plain(instancePath.slice(1));
  const field = match[2] ? `, ${plain(match[2].slice(1))}` : "";
  return `part ${Number(match[1]) + 1} (${plain(String(part.id))}@${plain(String(part.part))})${field}`;
};

const explain = (error: SchemaError, value: Record<string, unknown>, where: string): Error => {
  const place = `${where}, ${placeOf(error.instancePath, value)}`;
  if (error.keyword === "additionalProperties") {
    const key = String(error.params["additionalProperty"]);
    return inputError({
      what: `The snapshot has an unknown key ${quote(key)}${didYouMean(key, keysAt(error.instancePath))}`, where: place,
      todo: collectAgain,
    });
  }
  const allowed = error.params["allowedValues"];
  const words = Array.isArray(allowed) ? `must be one of ${allowed.join(", ")}` : (error.message ?? "is not as it should be");
  return inputError({ what: `The snapshot does not follow its schema: ${words}`, where: place, todo: collectAgain });
};

/**
 * Sets the outputs aside while the schema is checked: a megabyte of text has no rules to follow, and one that is not
 * base64 damages its own part, not the snapshot.
 */
const setOutputsAside = (value: Record<string, unknown>): (() => void) => {
  const restore: (() => void)[] = [];
  for (const part of Array.isArray(value.parts) ? (value.parts as unknown[]) : []) {
    if (!isObject(part)) continue;
    for (const output of [part.stdout, part.stderr]) {
      if (!isObject(output)) continue;
      for (const key of ["text", "base64"]) {
        const content = output[key];
        if (typeof content !== "string") continue;
        output[key] = "";
        restore.push(() => (output[key] = content));
      }
    }
  }
  return () => restore.forEach((undo) => undo());
};

const checkSources = (snapshot: Snapshot, where: string): void => {
  const refuse = (id: string, place: string): void => {
    if (isKnownSource(id)) return;
    throw inputError({
      what: `The snapshot names an unknown source ${quote(id)}${didYouMean(id, nearestSource(id))}`, where: `${where}, ${place}`,
      todo: "Use the zmaudit that belongs to this collector; a source of a site's own is named extra.NAME",
    });
  };
  for (const [index, { id }] of snapshot.parts.entries()) refuse(id, `part ${index + 1}`);
  for (const id of Object.keys(snapshot.meant ?? {})) refuse(id, "meant");
};

const checkOnce = (snapshot: Snapshot, where: string): void => {
  const seen = new Set<string>();
  for (const [index, { id, part }] of snapshot.parts.entries()) {
    const key = `${id}@${part}`;
    if (seen.has(key)) throw inputError({
      what: `The snapshot has the part ${quote(key)} twice`, where: `${where}, part ${index + 1}`,
      todo: collectAgain,
    });
    seen.add(key);
  }
};

/** What JSON says becomes a snapshot, or one sentence about the first thing that is wrong. */
export const checkDocument = (value: unknown, where: string): Snapshot => {
  if (!isObject(value)) throw inputError({ what: `This is JSON but no snapshot (${nameOf(value)})`, where, todo: collectAgain });
  if (value.format !== "zmaudit-snapshot") {
    throw inputError({ what: 'This is JSON but no snapshot ("format" is not "zmaudit-snapshot")', where, todo: collectAgain });
  }
  if (value.version !== 1) {
    const version = value.version === undefined ? "without a version" : `of version ${plain(String(value.version))}`;
    throw inputError({
      what: `This is a snapshot ${version}, and this zmaudit reads version 1`, where,
      todo: "Use the zmaudit that belongs to this collector",
    });
  }
  const restore = setOutputsAside(value);
  // A type guard on `unknown`: kept apart so that `value` stays an object for the explanation.
  const candidate: unknown = value;
  if (!validateSnapshot(candidate)) {
    const error = validateSnapshot.errors?.[0];
    throw error ? explain(error, value, where) : new Error("the validator refused without a reason");
  }
  restore();
  checkSources(candidate, where);
  checkOnce(candidate, where);
  return candidate;
};
