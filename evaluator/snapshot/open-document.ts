import type { Snapshot } from "../types/snapshot.js";
import { openSnapshot } from "./open.js";
import type { OpenOptions } from "./open.js";
import type { OpenedSnapshot } from "./opened.js";
import { writeSnapshot } from "./write.js";
import type { SnapshotFiles } from "./write.js";

/**
 * Opens what importSnapshot gave, or a document that was made in memory. It goes through the bytes that would be written,
 * so that nothing is judged which a snapshot file could not say.
 */
export const openDocument = (
  input: Snapshot | readonly SnapshotFiles[], name: string, options: OpenOptions = {},
): Promise<OpenedSnapshot[]> => openSnapshot({ name, stream: writeSnapshot(input) }, options);
