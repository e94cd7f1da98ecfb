/** Escapes of a JSON text: a pair of surrogates, a single character, or any other. */
const escapes = /\\(?:ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}|u[0-9a-f]{4}|.)/gi;

/** The JSON text with U+FFFD for each half of a surrogate pair that stands alone; undefined where there is none. */
export const wellFormed = (json: string): string | undefined => {
  let mended = false;
  const text = json.replace(escapes, (escape) => {
    if (escape.length !== 6 || !/^.ud[89a-f]/i.test(escape)) return escape;
    mended = true;
    return "\\ufffd";
  });
  return mended ? text : undefined;
};
