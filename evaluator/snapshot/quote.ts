const shownLength = 120;

/**
 * A name from outside, in double quotes, safe in a message: control characters, direction marks and lone surrogates are
 * escaped, and a long name is cut.
 */
export const quote = (name: string): string => {
  const shown = name.length > shownLength ? `${name.slice(0, shownLength)}…` : name;
  return JSON.stringify(shown).replace(/[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
};

/** A name from outside as it is where nothing in it can mislead, else in quotes. */
export const plain = (name: string): string => (/^[\w./@:+=,%~ -]{1,200}$/.test(name) ? name : quote(name));
