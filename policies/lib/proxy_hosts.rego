# METADATA
# title: Entries of zimbraProxyAllowedDomains
# description: What an entry lets the proxy servlet fetch (zm-mailbox ProxyServlet.java, checkPermissionOnTarget).
package zmaudit.lib.proxy_hosts

# kind(entry): a leading "*" stands for any beginning of a host name, with or without dots; any other entry is a whole
# name. The host of a request is put into lower case before they are compared, the entry isn't.
kind(entry) := "joined" if {
	contains(entry, ",")
} else := "never" if {
	matches_nothing(entry)
} else := "internal" if {
	is_internal(entry)
} else := "name" if {
	not startswith(entry, "*")
} else := "anybody" if {
	is_open(entry)
} else := "wildcard"

matches_nothing(entry) if entry != lower(entry)

matches_nothing(entry) if regex.match(`[\s/]|.\*|^$`, entry)

# a port; java.net.URL gives an IPv6 address in brackets
matches_nothing(entry) if {
	contains(entry, ":")
	not startswith(entry, "[")
}

# is_open(wildcard): a name that it matches is to be had by anybody, who then points it at an inner address
is_open(wildcard) if not startswith(wildcard, "*.")

is_open(wildcard) if regex.match(`^\*\.[^.]*\.?$`, wildcard)

is_open(wildcard) if regex.match(`^\*\.(ac|co|com|edu|go|gov|ne|net|or|org)\.[a-z]{2}\.?$`, wildcard)

inner_networks := {
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16",
	"::/127", "fc00::/7", "fe80::/10",
}

is_internal(entry) if {
	regex.match(`^\d+\.\d+\.\d+\.\d+$`, entry)
	some network in inner_networks
	net.cidr_contains(network, entry)
}

is_internal(entry) if {
	regex.match(`^\[[0-9a-f:.]+\]$`, entry)
	some network in inner_networks
	net.cidr_contains(network, trim(entry, "[]"))
}

# 127.1 and 2130706433 are 127.0.0.1 to Java; a name without a dot is looked up in the server's own domain
is_internal(entry) if regex.match(`^[0-9a-z_-]+(\.[0-9]+){0,2}$`, entry)

# special-use names: RFC 6761, RFC 6762, RFC 8375; .internal is reserved by ICANN
is_internal(entry) if regex.match(`(^|[*.])(localhost|localdomain|local|internal|home\.arpa)\.?$`, entry)

# is_address(entry): as a URL has it, IPv6 in brackets
is_address(entry) if regex.match(`^(\d+(\.\d+){3}|\[[0-9a-f:.]+\])$`, entry)

# is_one_of(entry, addresses): addresses as in hosts[].addresses
is_one_of(entry, addresses) if {
	is_address(entry)
	some own in addresses
	net.cidr_contains($"{own.address}/{lengths[own.family]}", trim(entry, "[]"))
}

lengths := {"ipv4": 32, "ipv6": 128}

# serves(zimlet, entry): an entry of zimbraZimletAvailableZimlets is switched on and has a word in common with the host.
# Which hosts a zimlet calls is in its own configuration, which the directory doesn't show.
serves(zimlet, entry) if {
	not startswith(zimlet, "-")
	some word in split(lower(trim_left(zimlet, "+!")), "_")
	not word in {"", "com", "org", "net", "zimbra", "zimlet"}
	word in split(entry, ".")
}

# is_unserved(leaf, entry): leaf is zimbraZimletAvailableZimlets
is_unserved(leaf, _) if leaf.from == "unset"

is_unserved(leaf, entry) if every zimlet in leaf.value {
	not serves(zimlet, entry)
}
