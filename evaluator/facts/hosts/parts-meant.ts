import { namePart, type HostSource } from "./host-source.js";

/** Parts of a source that are counted on the host: those that are here, and those that the run meant to make. */
export interface MeantParts {
  readonly names: readonly string[];
  /** Why the names may not be all; undefined where they are. */
  readonly gap: string | undefined;
}

/** In the order of the list, which is the reading order for files. */
export const meantParts = ({ opened, silence }: HostSource, id: string): MeantParts => {
  if (silence !== undefined) return { names: [], gap: silence };
  const here = opened.parts.filter((part) => part.id === id).map(({ part }) => part);
  const meant = opened.snapshot.meant?.[id];
  const names = [...new Set([...(meant ?? []), ...here])];
  if (meant) return { names, gap: undefined };
  const what =
    names[0] === undefined
      ? `${id} was not collected`
      : `${namePart({ id, part: names[0] })} is here, and which others there are is not said`;
  return { names, gap: what };
};
