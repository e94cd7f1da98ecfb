# METADATA
# scope: package
# title: Nothing else is trusted as an originating-IP source
# description: Whoever is believed can write any client address into the logs.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "32.3"
#   section: 32
#   severity: medium
#   kind: evidence
#   parameters:
#     balancers:
#       default: []
#       description: Addresses of load balancers and other hosts that may name a client besides the proxies
package zmaudit.controls.s32_3_nothing_else_trusted

import data.zmaudit.lib.shell
import data.zmaudit.lib.trusted_ips
import data.zmaudit.lib.verdict

subject contains name if {
	some name, server in input.servers
	"mailbox" in server.services.value
}

result contains verdict.pass(name, $"{name} believes nobody but itself: the list is empty", [trusted]) if {
	some name in subject
	trusted := input.servers[name].attrs.zimbraMailTrustedIP
	trusted.from == "unset"
}

result contains verdict.pass_with(name, message, [trusted], notes) if {
	some name in subject
	trusted := input.servers[name].attrs.zimbraMailTrustedIP
	every value in trusted.value {
		is_meant(value)
	}
	message := $"{name} believes proxies and declared balancers only: {concat(", ", sort(trusted.value))}"
	notes := [note | some value in sort(trusted.value); note := trusted_ips.flaw(value)]
}

# warn: it takes a foothold on that address to make use of it
result contains verdict.fail_as("low", name, message, [trusted], fix(name, trusted, value)) if {
	some name in subject
	trusted := input.servers[name].attrs.zimbraMailTrustedIP
	some value in trusted.value
	not is_meant(value)
	message := $"{name} believes {value}, which is neither a proxy nor a declared balancer: it can name any client address"
}

is_meant(value) if trusted_ips.is_loopback(value)

# it matches no peer (32.2)
is_meant(value) if trusted_ips.flaw(value)

is_meant(value) if value in input.parameters["32.3"].balancers

is_meant(value) if {
	some host in input.hosts
	some item in host.proxy_addresses.value
	item.peer in {value, $"[{value}]"}
}

fix(name, trusted, value) := array.concat(commands(name, trusted.from, shell.word(value)), [
	"zmmailboxdctl restart",
	"# on each mailbox server, as user zimbra; the restart cuts off its users for a minute",
	"# if it is a balancer, declare it instead: parameter balancers of 32.1 to 32.4",
])

commands(name, "server", value) := [$"zmprov ms {shell.word(name)} -zimbraMailTrustedIP {value}"]

commands(_, from, value) := [$"zmprov mcf -zimbraMailTrustedIP {value}"] if from != "server"
