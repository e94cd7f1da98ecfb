# METADATA
# title: Blocked extensions
# description: |
#   What amavis and Postfix make of zimbraMtaBlockedExtension: all values joined by blanks, each word an alternative of
#   a pattern after a dot (amavisd.conf.in, postfix_header_checks.in).
package zmaudit.lib.extensions

import data.zmaudit.lib.words as text_words

# words(values): a value may hold several
words(values) := {word |
	some value in values
	some word in text_words.found(lower(value), `[^\s|]+`)
	word != ""
}

# effective(values): .exe and *.exe match no file name
effective(values) := {word |
	some word in words(values)
	regex.match(`^[0-9a-z_-]+$`, word)
}

# breaking(values): Perl and PCRE refuse the whole pattern, and with it all other words
breaking(values) := {word |
	some word in words(values)
	regex.match(`^[*+?{]|[()\[\]\\]`, word)
}

ineffective(values) := words(values) - effective(values)

# zmconfigd takes a list that begins so for false (state.py, isFalseValue), and blocks nothing
is_taken_for_false(values) if regex.match(`(?i)^(no|false|0)`, concat(" ", values))

is_taken_for_true(values) if not is_taken_for_false(values)
