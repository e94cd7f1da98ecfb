import type { Cursor } from "../screen/screen.js";
import type { Line } from "../text/line.js";

export interface PaneView {
  readonly columns: number;
  readonly rows: number;
  readonly lines: readonly Line[];
}

/** A box that is drawn over the body. All of its lines are as wide as it is. */
export interface OverlayView {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly lines: readonly Line[];
}

/** Everything on the screen, as escaped and fitted lines; Ink only puts them in their places. */
export interface Frame {
  readonly columns: number;
  readonly rows: number;
  readonly head: readonly Line[];
  readonly direction: "row" | "column";
  readonly panes: readonly PaneView[];
  /** The line between panes that stand one above the other. */
  readonly rule: Line | undefined;
  readonly foot: readonly Line[];
  readonly overlay: OverlayView | undefined;
  readonly cursor: Cursor | undefined;
}
