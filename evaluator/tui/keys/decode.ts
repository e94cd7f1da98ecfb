/** What the terminal sent, one event a key: bytes that arrive together are still separate keys. */
export type Input =
  | { readonly kind: "key"; readonly name: string }
  | { readonly kind: "paste"; readonly text: string }
  | {
    readonly kind: "mouse"; readonly action: "press" | "wheel-up" | "wheel-down"; readonly column: number;
    readonly row: number;
  };

export interface Timers {
  set(run: () => void, milliseconds: number): unknown;
  clear(timer: unknown): void;
}

export interface DecoderOptions {
  /** How long a lone ESC may still become the beginning of a sequence. */
  readonly escapeDelay: number;
  readonly timers: Timers;
}

const pasteEnd = "\u001b[201~";
const longestPaste = 64 * 1024;
/** A terminal that never ends its paste must not take the keyboard with it. */
const pasteTimeout = 1_000;
const longestSequence = 64;

const csiNames: Readonly<Record<string, string>> = {
  A: "up", B: "down", C: "right", D: "left", H: "home", F: "end", P: "f1", Q: "f2", R: "f3", S: "f4", Z: "shift+tab",
  E: "begin",
};
const tildeNames: Readonly<Record<string, string>> = {
  1: "home", 2: "insert", 3: "delete", 4: "end", 5: "pageup", 6: "pagedown", 7: "home", 8: "end", 11: "f1", 12: "f2",
  13: "f3", 14: "f4",
  15: "f5", 17: "f6", 18: "f7", 19: "f8", 20: "f9", 21: "f10", 23: "f11", 24: "f12",
};

const names: ReadonlySet<string> =
  new Set([...Object.values(csiNames), ...Object.values(tildeNames), "enter", "tab", "backspace", "escape", "space"]);

/**
 * Whether a key of that name can come out of the decoder: a character, or a name, with `ctrl+`, `alt+` or `shift+`
 * before it.
 */
export const isKeyName = (text: string): boolean => {
  const bare = text.replace(/^(?:ctrl\+)?(?:alt\+)?(?:shift\+)?(?=.)/, "");
  return names.has(bare) || /^[^\p{C}\p{Z}]$/u.test(bare);
};

/** xterm's modifier parameter is 1 plus shift 1, alt 2, ctrl 4. */
const modified = (name: string, parameter: string | undefined): string => {
  const bits = Math.max(0, Number(parameter ?? 1) - 1);
  return `${bits & 4 ? "ctrl+" : ""}${bits & 2 ? "alt+" : ""}${bits & 1 ? "shift+" : ""}${name}`;
};

const controlName = (code: number): string => {
  if (code === 0x0d || code === 0x0a) return "enter";
  if (code === 0x09) return "tab";
  if (code === 0x7f || code === 0x08) return "backspace";
  if (code === 0x00) return "ctrl+space";
  return code < 0x1b ? `ctrl+${String.fromCharCode(code + 0x60)}` : `ctrl+${String.fromCharCode(code + 0x40)}`;
};

const mouse = (parameters: string, final: string): Input | undefined => {
  const [button = NaN, column = NaN, row = NaN] = parameters.slice(1).split(";").map(Number);
  if (![button, column, row].every(Number.isInteger) || final === "m") return undefined;
  const at = { column: column - 1, row: row - 1 };
  if (button === 64) return { kind: "mouse", action: "wheel-up", ...at };
  if (button === 65) return { kind: "mouse", action: "wheel-down", ...at };
  return button === 0 ? { kind: "mouse", action: "press", ...at } : undefined;
};

/** One finished CSI sequence as an event; what nobody asked for (focus, queries' answers) is nothing. */
const csi = (parameters: string, final: string): Input | undefined => {
  if (parameters.startsWith("<") && (final === "M" || final === "m")) return mouse(parameters, final);
  const [first = "", second] = parameters.split(";");
  if (final === "~") {
    const name = tildeNames[first];
    return name === undefined ? undefined : { kind: "key", name: modified(name, second) };
  }
  const name = csiNames[final];
  // A cursor's position is reported as F3 with other numbers.
  if (name === undefined || /[<>?]/.test(parameters) || (first !== "" && first !== "1")) return undefined;
  return { kind: "key", name: name === "shift+tab" ? name : modified(name, second) };
};

type Mode = "ground" | "escape" | "csi" | "ss3" | "paste" | "string";

/**
 * A state machine over the chunks of stdin. `ESC` alone becomes a key after the delay; once `ESC [` or `ESC O` is seen
 * the final byte is waited for, however late it comes: on a slow line an arrow key must not turn into Escape and
 * letters.
 */
export const decoder = (
  emit: (input: Input) => void, { escapeDelay, timers }: DecoderOptions,
): { feed(chunk: string): void; end(): void } => {
  let mode: Mode = "ground";
  let held = "";
  let timer: unknown;

  const key = (name: string): void => emit({ kind: "key", name });
  const disarm = (): void => {
    if (timer !== undefined) timers.clear(timer);
    timer = undefined;
  };
  const arm = (run: () => void, milliseconds: number): void => {
    disarm();
    timer = timers.set(() => {
      timer = undefined;
      run();
    }, milliseconds);
  };
  const ground = (): void => {
    mode = "ground";
    held = "";
  };
  const loneEscape = (): void => {
    ground();
    key("escape");
  };
  const plain = (character: string): string => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20 || code === 0x7f) return controlName(code);
    return character === " " ? "space" : character;
  };
  const finishPaste = (text: string): void => {
    ground();
    emit({ kind: "paste", text: text.slice(0, longestPaste) });
  };

  const escape = (character: string): void => {
    if (character === "\u001b") {
      // ESC ESC: the first one was a key of its own.
      key("escape");
      arm(loneEscape, escapeDelay);
      return;
    }
    if (character === "[") mode = "csi";
    else if (character === "O") mode = "ss3";
    else if (character === "]" || character === "P" || character === "_" || character === "^") mode = "string";
    else {
      ground();
      key(`alt+${plain(character)}`);
    }
    held = "";
  };

  const inCsi = (character: string): void => {
    if (character === "\u001b") {
      mode = "escape";
      held = "";
      arm(loneEscape, escapeDelay);
      return;
    }
    if (character >= "@" && character <= "~") {
      const parameters = held;
      ground();
      if (character === "~" && parameters === "200") {
        mode = "paste";
        arm(() => finishPaste(held), pasteTimeout);
        return;
      }
      const input = csi(parameters, character);
      if (input) emit(input);
    } else if (held.length >= longestSequence) ground();
    else held += character;
  };

  const take = (character: string): void => {
    if (mode === "ground") {
      if (character !== "\u001b") return key(plain(character));
      mode = "escape";
      arm(loneEscape, escapeDelay);
    } else if (mode === "escape") {
      disarm();
      escape(character);
    } else if (mode === "csi") inCsi(character);
    else if (mode === "ss3") {
      ground();
      const name = csiNames[character];
      if (name !== undefined) key(name);
    } else if (mode === "string") {
      // The answer to a query nobody made: dropped up to its end (BEL or ESC \), and no longer than a sequence may be.
      if (character === "\u0007" || (held.endsWith(
        "\u001b"
      ) && character === "\\") || held.length > longestPaste) ground();
      else held += character;
    }
  };

  /**
   * Takes what belongs to the paste and gives back what comes after it. The end marker may be split over two chunks.
   */
  const pasted = (chunk: string): string => {
    const before = held.length;
    const all = held + chunk;
    const end = all.indexOf(pasteEnd, Math.max(0, before - pasteEnd.length));
    if (end < 0) {
      // What is over the limit is dropped, but the last few characters may be half of the marker.
      held = all.length > longestPaste + pasteEnd.length
        ? all.slice(0, longestPaste) + all.slice(-pasteEnd.length)
        : all;
      arm(() => finishPaste(held), pasteTimeout);
      return "";
    }
    disarm();
    finishPaste(all.slice(0, end));
    return all.slice(end + pasteEnd.length);
  };

  return {
    feed(chunk) {
      let rest = chunk;
      while (rest !== "") {
        if (mode === "paste") {
          rest = pasted(rest);
          continue;
        }
        const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
        rest = rest.slice(character.length);
        take(character);
      }
    },
    end() {
      disarm();
      if (mode === "escape") loneEscape();
      ground();
    },
  };
};
