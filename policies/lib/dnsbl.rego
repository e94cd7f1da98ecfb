# METADATA
# title: DNS block lists
# description: Which lists Postfix asks, in restrictions and in postscreen_dnsbl_sites.
package zmaudit.lib.dnsbl

import data.zmaudit.lib.words

askers := {
	"reject_rbl_client", "reject_rhsbl_client", "reject_rhsbl_helo", "reject_rhsbl_recipient",
	"reject_rhsbl_reverse_client", "reject_rhsbl_sender",
}

# asked(list): words of a restriction list after reject_rbl_client and its kin; each takes the next word as its argument
asked(list) := {list[i + 1] |
	some i, word in list
	word in askers
}

# sites(text): entries of postscreen_dnsbl_sites
sites(text) := {entry |
	some entry in words.comma_separated(text)
}

# zone(entry): the domain of zen.example=127.0.0.[2..11]*3. Without a dot it is a restriction that lost its argument.
zone(entry) := name if {
	name := lower(split(split(entry, "=")[0], "*")[0])
	contains(name, ".")
}

# weight(entry): a site without *N weighs 1
weight(entry) := to_number(split(entry, "*")[1]) if regex.match(`\*-?[0-9]+$`, entry)

weight(entry) := 1 if not regex.match(`\*-?[0-9]+$`, entry)

# reach(entries): the score of a client that is on every list
reach(entries) := sum([weight(entry) | some entry in entries; weight(entry) > 0])

# is_of(name, list): the zone is one of the list's, such as key.zen.dq.example for dq.example
is_of(name, list) if name == list

is_of(name, list) if endswith(name, $".{list}")

dead(entry, lists) if {
	some list in lists
	is_of(zone(entry), list)
}

# live(entries, lists): zones that are none of the dead lists
live(entries, lists) := {zone(entry) | some entry in answering(entries, lists)}

# answering(entries, lists): the same as they are written
answering(entries, lists) := {entry |
	some entry in entries
	not dead(entry, lists)
}
