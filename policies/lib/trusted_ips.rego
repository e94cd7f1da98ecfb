# METADATA
# title: zimbraMailTrustedIP
# description: |
#   Whose X-Forwarded-For mailboxd believes. RemoteIP.java compares texts: no networks, no names, and an IPv6 peer has
#   all its groups and stands in brackets. Loopback is believed without being listed.
package zmaudit.lib.trusted_ips

implicit := {"127.0.0.1", "[0:0:0:0:0:0:0:1]"}

# believed(leaf): the texts that a peer is compared with
believed(leaf) := implicit if leaf.from == "unset"

believed(leaf) := implicit | {value | some value in values} if values := leaf.value

# flaw(value): why a value matches no peer
flaw(value) := $"{value} is a network: only single addresses match" if {
	contains(value, "/")
} else := $"{value} is a name: only addresses match" if {
	not regex.match(`^[0-9A-Fa-f.:\[\]]+$`, value)
} else := $"{value} is shortened: an IPv6 peer has all its groups and stands in brackets" if {
	contains(value, "::")
} else := $"{value} has a group with leading zeros: no peer is written so" if {
	regex.match(`(^|[:\[])0[0-9A-Fa-f]`, value)
} else := $"{value} is no address" if {
	not regex.match(`^[0-9]+(\.[0-9]+){3}$`, value)
	not regex.match(`^\[?[0-9A-Fa-f]+(:[0-9A-Fa-f]+){7}\]?$`, value)
}

is_loopback(value) if startswith(value, "127.")

is_loopback(value) if value in {"::1", "[::1]", "0:0:0:0:0:0:0:1", "[0:0:0:0:0:0:0:1]", "localhost"}

# towards(proxy, server): which of a proxy's addresses a mailbox server sees
towards(name, name) := "itself"

towards(proxy, server) := "others" if proxy != server
