# METADATA
# title: Words of a text
# description: |
#   Splitting without regex.split and regex.replace: the WebAssembly has neither, and an audit would have to load OPA's
#   compiler for them.
package zmaudit.lib.words

# found(text, pattern): what the pattern finds, in order
found(text, pattern) := [match[0] | some match in regex.find_all_string_submatch_n(pattern, text, -1)]

# blank_separated(text)
blank_separated(text) := parts(strings.replace_n(blanks, text))

# comma_separated(text): commas and blanks separate, as Postfix reads lists
comma_separated(text) := parts(strings.replace_n(object.union(blanks, {",": " "}), text))

# What \s is; a regular expression would be compiled anew for every rule that splits.
blanks := {"\t": " ", "\n": " ", "\f": " ", "\r": " "}

parts(text) := [part | some part in split(text, " "); part != ""]
