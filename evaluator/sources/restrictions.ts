/** Words between separators; a group in braces is one word with its braces. An open group goes to the end. */
export const splitGroups = (value: string, separator: RegExp): readonly string[] => {
  const words: string[] = [];
  let start = -1;
  let depth = 0;
  for (let index = 0; index < value.length; index++) {
    const character = value[index] ?? "";
    if (start < 0) {
      if (separator.test(character)) continue;
      start = index;
      depth = character === "{" ? 1 : 0;
    } else if (depth > 0) {
      if (character === "{") depth++;
      if (character !== "}" || --depth > 0) continue;
      words.push(value.slice(start, index + 1));
      start = -1;
    } else if (separator.test(character)) {
      words.push(value.slice(start, index));
      start = -1;
    }
  }
  if (start >= 0) words.push(value.slice(start).trimEnd());
  return words;
};

/**
 * The words of a Postfix list: `reject_rbl_client zen.example, permit` gives three. Blanks and commas separate, groups stay
 * whole (Postfix 3: `check_policy_service { inet:127.0.0.1:10031, default_action=DUNNO }`).
 */
export const splitRestrictions = (value: string): readonly string[] => splitGroups(value, /[\s,]/);
