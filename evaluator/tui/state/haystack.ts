import type { Model } from "./model.js";

/** The words of some thousand findings as one text, and where each begins. */
interface Chunk {
  readonly first: number;
  readonly text: string;
  readonly starts: Uint32Array;
}

/**
 * In pieces: one character outside Latin-1 doubles what a string takes, and one text of a hundred thousand rows takes
 * long.
 */
const chunkRows = 4_096;

const made = new WeakMap<Model, Chunk[]>();

const chunkCount = ({ findings }: Model): number => Math.ceil(findings.length / chunkRows);

const chunkOf = (model: Model, number: number): Chunk => {
  const chunks = made.get(model) ?? [];
  made.set(model, chunks);
  const have = chunks[number];
  if (have) return have;
  const first = number * chunkRows;
  const words = model.findings.slice(first, first + chunkRows).map((finding) => finding.words);
  const starts = new Uint32Array(words.length + 1);
  words.forEach((one, row) => (starts[row + 1] = (starts[row] ?? 0) + one.length + 1));
  return (chunks[number] = { first, text: words.join("\n"), starts });
};

/** Makes the texts while nobody types, a piece at a time, so that the first key of a filter need not. */
export const prepareWords = (model: Model, wanted: () => boolean, number = 0): void => {
  if (number >= chunkCount(model) || !wanted()) return;
  // The search makes one text of the joined pieces.
  chunkOf(model, number).text.indexOf("\n\n");
  setImmediate(() => prepareWords(model, wanted, number + 1));
};

/**
 * Numbers of the findings whose words have the text, in their order. One walk through memory that lies together: asking
 * ten thousand findings one by one waits for memory ten thousand times. A text with a line break in it could reach from
 * one row into the next, so each find is held against its row's end.
 */
export const rowsWith = (model: Model, needle: string): readonly number[] => {
  if (needle === "") return model.findings.map((_, index) => index);
  const rows: number[] = [];
  for (let number = 0; number < chunkCount(model); number++) {
    const { first, text, starts } = chunkOf(model, number);
    let row = 0;
    for (let at = text.indexOf(needle); at >= 0;) {
      while ((starts[row + 1] ?? Infinity) <= at) row++;
      const end = (starts[row + 1] ?? 0) - 1;
      if (at + needle.length <= end) {
        rows.push(first + row);
        // The rest of this row is of no interest.
        at = text.indexOf(needle, end + 1);
      } else at = text.indexOf(needle, at + 1);
    }
  }
  return rows;
};
