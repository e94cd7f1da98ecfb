# METADATA
# title: Pre-authentication keys
# description: |
#   zimbraPreAuthKey is a secret: the collector leaves `<redacted:N>` with the key's length, a loose file may show the
#   key itself. Only its length and its letters are looked at, and no message repeats it.
package zmaudit.lib.preauth

import data.zmaudit.lib.words

# size(key): its characters, also where they were left out
size(key) := to_number(words.found(key, `[0-9]+`)[0]) if is_redacted(key)

size(key) := count(key) if not is_redacted(key)

is_redacted(key) if regex.match(`^<redacted:[0-9]{1,9}>$`, key)

# is_monotonous(key): few different characters; 64 random hexadecimal digits have fewer than 10 once in a million
is_monotonous(key) if {
	not is_redacted(key)
	count({letter | some letter in split(key, "")}) < 10
}
