import type { Scroll } from "./state.js";

/**
 * The list moves only when the cursor leaves the window: a key then changes two lines and not all of them, which a slow
 * line and a reader's eye both notice.
 */
export const settle = (scroll: Scroll, length: number, height: number): Scroll => {
  const cursor = Math.max(0, Math.min(scroll.cursor, length - 1));
  const room = Math.max(1, height);
  const top = Math.max(0, Math.min(
    cursor < scroll.top ? cursor : cursor >= scroll.top + room ? cursor - room + 1 : scroll.top,
    Math.max(0, length - room)
  ));
  return cursor === scroll.cursor && top === scroll.top ? scroll : { ...scroll, cursor, top };
};

export type Move = "up" | "down" | "page-up" | "page-down" | "half-up" | "half-down" | "top" | "bottom";

export const moved = (scroll: Scroll, move: Move, length: number, height: number): Scroll => {
  const page = Math.max(1, height - 1);
  const half = Math.max(1, Math.floor(height / 2));
  const by: Readonly<Record<Move, number>> = {
    up: -1, down: 1, "page-up": -page, "page-down": page, "half-up": -half, "half-down": half, top: -length,
    bottom: length,
  };
  return settle({ ...scroll, cursor: Math.max(0, Math.min(scroll.cursor + by[move], length - 1)) }, length, height);
};

/** Puts a line near the upper third of the window, as when a text is opened at its evidence. */
export const jumpTo = (scroll: Scroll, cursor: number, length: number, height: number): Scroll => {
  if (cursor >= scroll.top && cursor < scroll.top + height) return settle({ ...scroll, cursor }, length, height);
  return settle({ ...scroll, cursor, top: Math.max(0, cursor - Math.floor(height / 3)) }, length, height);
};
