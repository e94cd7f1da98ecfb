/** A page of WebAssembly memory. */
export const pageBytes = 64 * 1024;

/** Pages that hold the parsed form of an input of so many bytes, measured at 7 to 11 times the text. */
export const pagesFor = (inputBytes: number): number => Math.ceil((4 * 1024 * 1024 + inputBytes * 12) / pageBytes);
