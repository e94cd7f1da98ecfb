# METADATA
# scope: package
# title: Every proxy address is trusted by every mailbox server
# description: A mailbox server that does not believe a proxy takes the proxy for the client.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "32.2"
#   section: 32
#   severity: high
#   kind: evidence
#   parameters:
#     balancers:
#       default: []
#       description: Addresses of load balancers that speak to the mailbox servers directly
package zmaudit.controls.s32_2_proxies_trusted

import data.zmaudit.lib.shell
import data.zmaudit.lib.trusted_ips
import data.zmaudit.lib.verdict

balancers := input.parameters["32.2"].balancers

subject contains name if {
	some name, server in input.servers
	"mailbox" in server.services.value
}

result contains verdict.not_applicable(name, "no proxy and no balancer: clients connect directly", [services]) if {
	some name in subject
	services := input.servers[name].services
	count(balancers) == 0
	every server in input.servers {
		is_no_proxy(server)
	}
}

is_no_proxy(server) if every service in server.services.value {
	service != "proxy"
}

result contains verdict.pass(name, message, array.concat([trusted], seen(name))) if {
	some name in subject
	trusted := input.servers[name].attrs.zimbraMailTrustedIP
	values := trusted_ips.believed(trusted)
	every balancer in balancers {
		balancer in values
	}
	needed := peers(name)
	count(needed) + count(balancers) > 0
	every item in needed {
		item.peer in values
	}
	message := $"{name} believes {concat(", ", sort({item.peer | some item in needed} | {one | some one in balancers}))}"
}

# zimbraIPMode ipv4: mailboxd does not listen on IPv6, so no proxy comes from there
result contains verdict.pass(name, message, array.concat([trusted, mode], seen(name))) if {
	some name in subject
	attrs := input.servers[name].attrs
	trusted := attrs.zimbraMailTrustedIP
	values := trusted_ips.believed(trusted)
	every balancer in balancers {
		balancer in values
	}
	mode := attrs.zimbraIPMode
	is_ipv4_only(mode)
	needed := [item | some item in peers(name); item.family == "ipv4"]
	count(needed) < count(peers(name))
	count(needed) > 0
	every item in needed {
		item.peer in values
	}
	message := $"{name}, on IPv4 alone, believes {concat(", ", sort({item.peer | some item in needed}))}"
}

result contains verdict.fail(name, message, [trusted, theirs], fix(name, trusted, item.peer)) if {
	some name in subject
	attrs := input.servers[name].attrs
	trusted := attrs.zimbraMailTrustedIP
	values := trusted_ips.believed(trusted)
	some proxy, host in input.hosts
	theirs := host.proxy_addresses
	some item in theirs.value
	item.to == trusted_ips.towards(proxy, name)
	is_used(item.family, attrs.zimbraIPMode)
	not item.peer in values
	message := $"{name} does not believe {item.peer} of the proxy {proxy}: {listed(trusted)}"
}

result contains verdict.fail(name, message, [trusted], fix(name, trusted, balancer)) if {
	some name in subject
	trusted := input.servers[name].attrs.zimbraMailTrustedIP
	values := trusted_ips.believed(trusted)
	some balancer in balancers
	not balancer in values
	message := $"{name} does not believe the balancer {balancer}: {listed(trusted)}"
}

peers(name) := [item |
	some proxy, host in input.hosts
	some item in host.proxy_addresses.value
	item.to == trusted_ips.towards(proxy, name)
]

seen(name) := [leaf |
	some proxy, host in input.hosts
	leaf := host.proxy_addresses
	some item in leaf.value
	item.to == trusted_ips.towards(proxy, name)
]

is_used("ipv4", _)

is_used("ipv6", mode) if mode.value in {"both", "ipv6"}

is_ipv4_only(mode) if mode.value == "ipv4"

is_ipv4_only(mode) if mode.from == "unset"

listed(trusted) := "zimbraMailTrustedIP is set nowhere" if trusted.from == "unset"

listed(trusted) := concat("", [text, replacing(trusted.from), flaws]) if {
	values := sort(trusted.value)
	text := $"zimbraMailTrustedIP has {concat(", ", values)}"
	flaws := concat("", [$"; {flaw}" | some value in values; flaw := trusted_ips.flaw(value)])
}

replacing("server") := " (the server's own list, which replaces the global one)"

replacing(from) := "" if from != "server"

fix(name, trusted, peer) := array.concat(commands(name, trusted.from, shell.word(peer)), [
	"zmmailboxdctl restart",
	"# on each mailbox server, as user zimbra; the restart cuts off its users for a minute",
	"# whoever speaks from that address can name any client address: it must be the proxy and nothing else",
])

commands(name, "server", peer) := [$"zmprov ms {shell.word(name)} +zimbraMailTrustedIP {peer}"]

commands(_, from, peer) := [$"zmprov mcf +zimbraMailTrustedIP {peer}"] if from != "server"
