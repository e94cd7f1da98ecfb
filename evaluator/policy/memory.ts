/** Facts are mostly smaller than this (bytes): an instance for such can be made before they are there. */
export const usualInput = 1024 * 1024;
/** What the memory of a policy may at least grow to, in bytes. */
export const leastMaximum = 256 * 1024 * 1024;

/** A page of WebAssembly memory. */
export const pageBytes = 64 * 1024;

const pages = (bytes: number): number => Math.ceil(bytes / pageBytes);
const runtimeBytes = 4 * 1024 * 1024;

/** Pages that the parsed form of facts of so many bytes takes at least: 12 times the text. Lists of short words take up to 33. */
export const pagesNeeded = (inputBytes: number): number => pages(runtimeBytes + inputBytes * 12);

/**
 * Pages to start with. A page that is never touched costs nothing, while growing by one costs milliseconds each: 10 MB of short
 * values took 29 s to parse in a memory that grew and 1.3 s in one of this size.
 */
export const pagesFor = (inputBytes: number): number => pages(runtimeBytes + inputBytes * 36);
