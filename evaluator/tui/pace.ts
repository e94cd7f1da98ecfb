/** Called after each control that is judged; `soFar` makes what can be looked at by then. */
export type FillWith<T> = (done: number, all: number, soFar: () => T) => void;

export interface Pace<T> {
  readonly fill: FillWith<T>;
  /** All is there, or nobody looks any more. */
  end(): void;
}

/** Milliseconds between two, and how much longer to wait than the last one took: a fifth of the time at most. */
const every = 250;
const idle = 4;

/** Shows the newest state of what fills in, four times a second at most; what comes meanwhile waits for its turn. */
export const paced = <T>(show: FillWith<T>): Pace<T> => {
  let newest: Parameters<FillWith<T>> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let wait = every;
  const turn = (): void => {
    timer = undefined;
    if (!newest) return;
    const [done, all, soFar] = newest;
    newest = undefined;
    const began = performance.now();
    show(done, all, soFar);
    wait = Math.max(every, idle * (performance.now() - began));
    timer = setTimeout(turn, wait);
  };
  return {
    fill(done, all, soFar) {
      newest = done < all ? [done, all, soFar] : undefined;
      if (newest && !timer) timer = setTimeout(turn, wait);
    },
    end() {
      clearTimeout(timer);
      newest = undefined;
    },
  };
};
