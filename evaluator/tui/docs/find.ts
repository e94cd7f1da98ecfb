import type { Found } from "./doc.js";

const exact = (text: string): RegExp => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "giu");

/** Lines that are looked through at once on the way back. */
const block = 4_096;

/** The line that an offset is in: the last one that begins at or before it. */
const lineAt = (offsets: Uint32Array, position: number): number => {
  let low = 0;
  let high = offsets.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
};

/**
 * The next line of an output that has the text, whatever its case, going round once from the line `from`. The output is
 * searched as it was collected, in one go and to the end of its longest line: making each line visible first would
 * block the keys.
 */
export const findInText = (
  whole: string, offsets: Uint32Array, text: string, from: number, step: 1 | -1,
): Found | undefined => {
  const pattern = exact(text);
  const count = offsets.length - 1;
  if (count <= 0 || text === "") return undefined;
  const found = (position: number): Found => {
    const index = lineAt(offsets, position);
    return { index, column: position - (offsets[index] ?? 0) };
  };
  const forward = (line: number): Found | undefined => {
    pattern.lastIndex = offsets[Math.max(0, Math.min(line, count))] ?? 0;
    const hit = pattern.exec(whole);
    return hit ? found(hit.index) : undefined;
  };
  const backward = (line: number): Found | undefined => {
    for (let end = Math.min(line, count); end > 0; end -= block) {
      const begin = offsets[Math.max(0, end - block)] ?? 0;
      const last = [...whole.slice(begin, offsets[end] ?? whole.length).matchAll(pattern)].at(-1);
      if (last) return { ...found(begin + last.index), column: firstIn(begin + last.index) };
    }
    return undefined;
  };
  /** The first match of the line, as the way forward finds it. */
  const firstIn = (position: number): number => {
    const begin = offsets[lineAt(offsets, position)] ?? 0;
    pattern.lastIndex = begin;
    return (pattern.exec(whole)?.index ?? position) - begin;
  };
  return step > 0 ? forward(from + 1) ?? forward(0) : backward(from) ?? backward(count);
};

/** The same over the bytes, sixteen a row, exactly as they are typed. */
export const findInBytes = (bytes: Uint8Array, text: string, from: number, step: 1 | -1): Found | undefined => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (text === "") return undefined;
  const later = buffer.indexOf(text, Math.max(0, (from + 1) * 16));
  // A match may begin in the row before.
  const earlier = from <= 0 ? -1 : buffer.lastIndexOf(text, from * 16 - 1);
  const at = step > 0 ? (later >= 0 ? later : buffer.indexOf(text)) : earlier >= 0 ? earlier : buffer.lastIndexOf(text);
  return at < 0 ? undefined : { index: Math.floor(at / 16) };
};
