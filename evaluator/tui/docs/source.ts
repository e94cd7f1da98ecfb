import { countEscaped, visible, wrapped, type Visible } from "../../text/visible.js";
import { blank, line, shown, span, type Line } from "../text/line.js";
import type { SourcePart, SourceRef } from "../world.js";
import { placeOf } from "./detail.js";
import type { Doc, Found } from "./doc.js";
import { findInBytes, findInText } from "./find.js";

/** An output longer than this is not shown: `zmaudit sources` prints it. */
const longestText = 128 * 1024 * 1024;
const mostWrapped = 20_000;
const longestLine = 8_192;

export interface SourceView {
  readonly columns: number;
  readonly left: number;
  readonly wrap: boolean;
  readonly bytes: boolean;
}

/** Where each line begins; the last entry is the end. Made once a text, since a search jumps about in it. */
const offsetsOf = (text: string): Uint32Array => {
  let offsets = new Uint32Array(1024);
  let count = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    if (count + 1 >= offsets.length) {
      const longer = new Uint32Array(offsets.length * 2);
      longer.set(offsets);
      offsets = longer;
    }
    offsets[count++] = at + 1;
  }
  if (count > 1 && offsets[count - 1] === text.length) count--;
  offsets[count] = text.length + (text.endsWith("\n") ? 0 : 1);
  return offsets.slice(0, count + 1);
};
const indexes = new WeakMap<SourcePart, Uint32Array>();

/** How the command ended and what its output is, for a line of its own. */
export const provenanceOf = (part: SourcePart): string =>
  [
    part.state, ...(part.exit === undefined ? [] : [`exit ${part.exit}`]), `${part.size} bytes`,
    ...(part.sha256 === undefined ? [] : [`sha256 ${part.sha256}`]),
  ].join(", ");

/** A saved report comes without outputs, and a host may have been named by others without being collected. */
export const notAtHand =
  "not at hand: it was not collected, or this is a saved report, which has only the lines that it quotes";

const headOf = (ref: SourceRef, part: SourcePart | undefined, columns: number): readonly Line[] => {
  const says = part === undefined ? [notAtHand] : [
    part.command === undefined ? "" : `command  ${part.command}`,
    `state    ${provenanceOf(part)}`,
    ...(part.damage === undefined ? [] : [`damaged  ${part.damage}`]),
    ...(part.stderr === undefined || part.stderr === "" ? [] : part.stderr.split("\n", 6)
      .filter((one) => one !== "").map((one) => `stderr   ${one}`)),
  ];
  return [line(span(`${ref.host}  `), span(placeOf(ref), "strong")), ...says.filter((one) => one !== "")
    .flatMap((one) => wrapped(visible(one.slice(0, 600)), columns).map((part) => line(shown(part, "quiet")))), blank];
};

const marked = (number: number, digits: number, evidence: boolean): readonly [Visible, "strong" | "quiet"] =>
  [visible(`${evidence ? ">" : " "}${String(number).padStart(digits)} `), evidence ? "strong" : "quiet"];

const hexLine = (bytes: Uint8Array, row: number): Line => {
  const at = row * 16;
  const chunk = [...bytes.subarray(at, at + 16)];
  const hex = chunk.map((byte) => byte.toString(16).padStart(2, "0")).join(" ").padEnd(48);
  const text = chunk.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join("");
  return line(span(`${at.toString(16).padStart(8, "0")}  `, "quiet"), span(hex), span(text, "strong"));
};

/** Characters among some lines of the output that are shown as their number. */
const escapedIn = (part: SourcePart, from: number, to: number): number => {
  const { text } = part;
  const offsets = indexes.get(part);
  if (text === undefined || !offsets || to <= from) return 0;
  const begin = offsets[Math.max(0, from)] ?? text.length;
  const end = offsets[Math.max(0, to)] ?? text.length;
  return countEscaped(text.slice(begin, Math.min(end, begin + 64 * 1024)).replaceAll("\n", ""));
};

const listDoc = (
  head: readonly Line[], length: number, body: (index: number) => Line, start: number, note?: Visible,
): Doc => ({
  length: head.length + length, line: (index) => head[index] ?? body(index - head.length), target: () => undefined,
  headings: [], start: start < 0 ? 0 : head.length + start, ...(note === undefined ? {} : { note }),
});

const below = (lines: number, found: Found | undefined): Found | undefined =>
  (found ? { ...found, index: found.index + lines } : undefined);

/** The raw output with its line numbers; lines that prove the finding have `>` and weight. */
export const sourceDoc = (
  ref: SourceRef, part: SourcePart | undefined, evidence: readonly number[], view: SourceView,
): Doc => {
  const head = headOf(ref, part, view.columns);
  const wanted = new Set(evidence);
  const text = part?.text;
  if (view.bytes && part?.bytes) {
    const { bytes } = part;
    const from = text === undefined || evidence[0] === undefined ? 0 : Math.floor(
      Buffer.byteLength(text.split("\n", evidence[0] - 1).join("\n")) / 16
    );
    const rows = listDoc(
      head, Math.ceil(bytes.length / 16), (row) => hexLine(bytes, row), evidence.length > 0 ? from : -1, visible(
        "bytes"
      )
    );
    return {
      ...rows, find: (words, at, step) => below(head.length, findInBytes(bytes, words, at - head.length, step)),
    };
  }
  if (part === undefined || text === undefined) {
    return listDoc(head, part === undefined ? 0 : 1, () => line(span("there is no output", "doubt")), -1);
  }
  if (text.length > longestText) return listDoc(
    head, 1,
    () => line(span(`the output is too large to show here: zmaudit sources SNAPSHOT ${placeOf(ref)}`, "doubt")), -1
  );
  const offsets = indexes.get(part) ?? offsetsOf(text);
  indexes.set(part, offsets);
  const count = text === "" ? 0 : offsets.length - 1;
  const digits = Math.max(4, String(count).length);
  const raw = (index: number, from = 0, length = longestLine): string => {
    const begin = (offsets[index] ?? 0) + from;
    return text.slice(begin, Math.max(begin, Math.min((offsets[index + 1] ?? begin) - 1, begin + length)));
  };
  const room = Math.max(10, view.columns - digits - 2);
  const note = visible(`${count} lines`);
  const first = (evidence[0] ?? 0) - 1;
  if (view.wrap && count <= mostWrapped) {
    const rows: { readonly index: number; readonly text: Visible; readonly again: boolean }[] = [];
    let start = -1;
    for (let index = 0; index < count; index++) {
      if (index === first) start = rows.length;
      wrapped(visible(raw(index)), room).forEach((words, i) => rows.push({ index, text: words, again: i > 0 }));
    }
    return listDoc(head, rows.length, (row) => {
      const one = rows[row];
      if (!one) return blank;
      const [sign, tone] = marked(one.index + 1, digits, wanted.has(one.index + 1));
      return line(shown(one.again ? visible(" ".repeat(digits + 2)) : sign, tone), shown(
        one.text, wanted.has(one.index + 1) ? "strong" : undefined
      ));
    }, start, note);
  }
  const doc = listDoc(head, count, (index) => {
    const isEvidence = wanted.has(index + 1);
    const [sign, tone] = marked(index + 1, digits, isEvidence);
    return line(shown(sign, tone), span(raw(index, view.left, room * 4), isEvidence ? "strong" : undefined));
  }, first < count ? first : -1, note);
  return {
    ...doc, headLines: head.length,
    find: (words, at, step) => below(head.length, findInText(text, offsets, words, at - head.length, step)),
    escaped: (from, to) => escapedIn(part, from - head.length, to - head.length),
  };
};
