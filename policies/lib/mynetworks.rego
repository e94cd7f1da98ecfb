# METADATA
# title: Lists of trusted networks
# description: Entries of mynetworks and of zimbraMtaMyNetworks, compared by what they mean.
package zmaudit.lib.mynetworks

import data.zmaudit.lib.words

entries(text) := {word |
	some word in words.comma_separated(lower(text))
	word != ""
}

# joined(values): a value may hold several entries
joined(values) := entries(concat(" ", values))

# missing(ones, others): entries of ones that others have in no spelling: order, brackets and /32 mean nothing
missing(ones, others) := {word |
	keys := {key(other) | some other in others}
	some word in ones
	not key(word) in keys
	not has_same(others - ones, word)
}

key(word) := $"{sign(word)}{network(word)}"

sign(word) := "!" if startswith(word, "!")

sign(word) := "" if not startswith(word, "!")

# network(word): without brackets, an address as a network of one; a map or a wrong word as it is written
network(word) := sized(replace(replace(trim_left(word, "!"), "[", ""), "]", ""))

sized(text) := $"{text}/32" if regex.match(`^[0-9]+(\.[0-9]+){3}$`, text)

sized(text) := $"{text}/128" if regex.match(`^[0-9a-f]*:[0-9a-f:.]*$`, text)

sized(text) := text if not regex.match(`^([0-9]+(\.[0-9]+){3}|[0-9a-f]*:[0-9a-f:.]*)$`, text)

# the same network in another spelling, such as an IPv6 address with and without zeros
has_same(others, word) if {
	some other in others
	sign(word) == sign(other)
	every one in [word, other] {
		regex.match(`^([0-9]+(\.[0-9]+){3}|[0-9a-f]*:[0-9a-f:.]*)/[0-9]+$`, network(one))
	}
	net.cidr_contains(network(word), network(other))
	net.cidr_contains(network(other), network(word))
}

# everybody(text): entries that hold every address, however they are spelt; after ! they take trust away
everybody(text) := {word | some word in entries(text); not startswith(word, "!"); regex.match(`/0+$`, word)}

# is_bounded(text): nobody is local just by being on the Internet. A network below /0 that is too wide is 12.1's.
is_bounded(text) if count(everybody(text)) == 0
