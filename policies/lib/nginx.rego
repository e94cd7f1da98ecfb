# METADATA
# title: nginx server blocks
# description: Which block answers a request that names no known host. Blocks as in hosts[].nginx.servers.
package zmaudit.lib.nginx

# places(words): where a listen directive listens, as address:port. A port alone is every IPv4 address.
places(words) := {$"*:{address(words)}"} if {
	regex.match(`^[0-9]+$`, address(words))
} else := {address(words), replace(address(words), "[::]:", "*:")} if {
	"ipv6only=off" in split(words, " ")
} else := {address(words)}

# 0.0.0.0 and * are the same to nginx
address(words) := one_spelling(split(words, " ")[0])

one_spelling(text) := concat("", ["*", trim_prefix(text, "0.0.0.0")]) if startswith(text, "0.0.0.0:")

one_spelling(text) := text if not startswith(text, "0.0.0.0:")

port(place) := parts[count(parts) - 1] if parts := split(place, ":")

# refuses(block): what nginx.conf.web.https.default answers to a name of no other block
refuses(block) if {
	"_" in block.names
	some answer in block.returns
	split(answer, " ")[0] == "400"
}

is_default(words) if {
	some word in split(words, " ")
	word in {"default_server", "default"}
}

# refused_at(blocks): where names that no block lists are refused
refused_at(blocks) := {place |
	some block in blocks
	refuses(block)
	some words in block.listen
	is_default(words)
	some place in places(words)
}

# open_at(blocks): other places on the same ports, and on those of Zimbra's HTTPS sites. nginx chooses by address first;
# the first block there takes any name.
open_at(blocks) := {place |
	refused := refused_at(blocks)
	ports := {port(place) | some place in refused} | https_ports(blocks)
	some block in blocks
	some words in block.listen
	some place in (places(words) - refused)
	port(place) in ports
}

https_ports(blocks) := {port(place) |
	some block in blocks
	contains(block.file, "nginx.conf.web.https")
	some words in block.listen
	some place in places(words)
}
