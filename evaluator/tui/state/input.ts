import type { TextInput } from "./state.js";

const longestInput = 500;

/** What a key did to the line that is being typed. */
export type Edited =
  | { readonly kind: "typed"; readonly input: TextInput }
  | { readonly kind: "accept" | "cancel" | "next" | "previous" | "complete" }
  | { readonly kind: "other" };

const put = (input: TextInput, text: string, cursor: number): Edited =>
  ({ kind: "typed", input: { ...input, text, cursor } });

/** Characters as people see them: moving and deleting never splits one. */
const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
const before = (text: string, cursor: number): number => {
  let last = 0;
  for (const { index } of segmenter.segment(text.slice(0, cursor))) last = index;
  return last;
};
const after = (text: string, cursor: number): number => {
  const [first] = segmenter.segment(text.slice(cursor));
  return cursor + (first?.segment.length ?? 0);
};

export const insert = (input: TextInput, added: string): Edited => {
  const clean = added.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ");
  const text = (input.text.slice(0, input.cursor) + clean + input.text.slice(input.cursor)).slice(0, longestInput);
  return put(input, text, Math.min(text.length, input.cursor + clean.length));
};

export const edit = (input: TextInput, key: string): Edited => {
  const { text, cursor } = input;
  if (key === "enter") return { kind: "accept" };
  if (key === "escape") return { kind: "cancel" };
  if (key === "down" || key === "ctrl+n") return { kind: "next" };
  if (key === "up" || key === "ctrl+p") return { kind: "previous" };
  if (key === "tab") return { kind: "complete" };
  if (key === "backspace") return cursor === 0
    ? (text === "" ? { kind: "cancel" } : put(input, text, 0))
    : put(input, text.slice(0, before(text, cursor)) + text.slice(cursor), before(text, cursor));
  if (key === "delete" || key === "ctrl+d") {
    return put(input, text.slice(0, cursor) + text.slice(after(text, cursor)), cursor);
  }
  if (key === "left" || key === "ctrl+b") return put(input, text, before(text, cursor));
  if (key === "right" || key === "ctrl+f") return put(input, text, after(text, cursor));
  if (key === "home" || key === "ctrl+a") return put(input, text, 0);
  if (key === "end" || key === "ctrl+e") return put(input, text, text.length);
  if (key === "ctrl+u") return put(input, text.slice(cursor), 0);
  if (key === "ctrl+k") return put(input, text.slice(0, cursor), cursor);
  if (key === "ctrl+w" || key === "alt+backspace") {
    const kept = text.slice(0, cursor).replace(/\S+\s*$/, "");
    return put(input, kept + text.slice(cursor), kept.length);
  }
  if (key === "space") return insert(input, " ");
  const characters = [...key];
  return characters.length === 1 ? insert(input, key) : { kind: "other" };
};
