import type { Painted } from "../theme.js";

/** Where bytes go: the real terminal, or a test's own. */
export interface Output {
  write(text: string): boolean;
  once(event: "drain", run: () => void): unknown;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
}

export interface Cursor {
  readonly column: number;
  readonly row: number;
  readonly visible: boolean;
}

const csi = "\u001b[";
/** Synchronised output: terminals that know it show the frame at once; others ignore it. */
const begin = `${csi}?2026h`;
const end = `${csi}?2026l`;
const autowrapOff = `${csi}?7l`;
const reset = `${csi}0m`;
const frameTime = 1000 / 60;

export const enterCodes = `${csi}?1049h${csi}?25l${csi}?2004h${autowrapOff}${reset}${csi}2J`;
export const leaveCodes = `${reset}${csi}?7h${csi}?2004l${csi}?1000l${csi}?1006l${csi}?25h${csi}?1049l`;

/**
 * Paints frames: the newest one is kept, compared line by line with what the terminal shows, and only what differs is
 * written, each line at its own place.
 */
export class Screen {
  columns = 80;
  rows = 24;
  /** Frames that were painted and bytes that were written, for the bars. */
  painted = 0;
  bytes = 0;
  #shown: readonly Painted[] = [];
  #next: readonly Painted[] | undefined;
  #cursor: Cursor | undefined;
  #shownCursor = "";
  #timer: NodeJS.Timeout | undefined;
  #last = 0;
  #waiting = false;
  #active = false;
  #whole = true;
  readonly #output: Output;

  constructor(output: Output) {
    this.#output = output;
    this.measure();
  }

  /** A terminal that has no size (some pipes of containers) is taken for the classic one. */
  measure(): boolean {
    const columns = this.#output.columns || 80;
    const rows = this.#output.rows || 24;
    const changed = columns !== this.columns || rows !== this.rows;
    this.columns = columns;
    this.rows = rows;
    if (changed) this.invalidate();
    return changed;
  }

  enter(extra = ""): void {
    this.#active = true;
    this.#put(enterCodes + extra);
    this.invalidate();
  }

  leave(): void {
    this.#active = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Forgets what the terminal shows: the next paint is a whole one. */
  invalidate(): void {
    this.#whole = true;
    if (this.#next !== undefined) this.#schedule();
  }

  /** Takes the next frame; the one before it may never be painted. */
  write(frame: readonly Painted[]): void {
    this.#next = frame;
    this.#schedule();
  }

  place(cursor: Cursor | undefined): void {
    this.#cursor = cursor;
  }

  #schedule(): void {
    if (!this.#active || this.#timer || this.#waiting) return;
    const since = performance.now() - this.#last;
    if (since >= frameTime) this.paint();
    else {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.paint();
      }, frameTime - since);
    }
  }

  paint(): void {
    if (!this.#active || this.#next === undefined) return;
    this.#last = performance.now();
    const lines = this.#next.slice(0, this.rows);
    let out = this.#whole ? `${autowrapOff}${reset}${csi}2J` : "";
    const before = this.#whole ? [] : this.#shown;
    // The line is cleared before it is written: without autowrap the cursor stays on the last column, and clearing
    // afterwards would take the character there away (tmux does; other terminals differ).
    for (let row = 0; row < this.rows; row++) {
      const text = lines[row] ?? "";
      if (text !== (before[row] ?? "")) out += `${csi}${row + 1};1H${reset}${csi}K${text}${reset}`;
    }
    const cursor = this.#cursorCodes();
    if (out !== "" || cursor !== this.#shownCursor) {
      this.#put(begin + out + cursor + end);
      this.painted++;
    }
    this.#shown = lines;
    this.#shownCursor = cursor;
    this.#whole = false;
  }

  #cursorCodes(): string {
    const cursor = this.#cursor;
    if (!cursor) return `${csi}?25l`;
    const row = Math.min(Math.max(cursor.row, 0), this.rows - 1);
    const column = Math.min(Math.max(cursor.column, 0), this.columns - 1);
    return `${csi}${row + 1};${column + 1}H${csi}?25${cursor.visible ? "h" : "l"}`;
  }

  #put(text: string): void {
    this.bytes += text.length;
    if (this.#output.write(text)) return;
    // A slow line: frames must not queue up, so the newest one waits until the last one has gone.
    this.#waiting = true;
    this.#output.once("drain", () => {
      this.#waiting = false;
      if (this.#next !== undefined) this.#schedule();
    });
  }
}
