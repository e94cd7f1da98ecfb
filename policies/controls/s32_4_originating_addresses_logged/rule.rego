# METADATA
# scope: package
# title: The logs show originating addresses
# description: What is configured shows in the log-ins themselves.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "32.4"
#   section: 32
#   severity: medium
#   kind: evidence
#   parameters:
#     balancers:
#       default: []
#       description: Addresses of load balancers that speak to the mailbox servers directly
#   optional:
#     - path: input.hosts.*.proxy_addresses
#       because: where a proxy's addresses are not known, an address that the log gives as the client's counts as one
package zmaudit.controls.s32_4_originating_addresses_logged

import data.zmaudit.lib.shell
import data.zmaudit.lib.trusted_ips
import data.zmaudit.lib.verdict

balancers := input.parameters["32.4"].balancers

subject contains name if {
	some name, host in input.hosts
	"mailbox" in host.roles.value
}

has_front if {
	some server in input.servers
	"proxy" in server.services.value
}

has_front if count(balancers) > 0

result contains verdict.not_applicable(name, "no proxy and no balancer: clients connect directly", [roles]) if {
	some name in subject
	roles := input.hosts[name].roles
	count(balancers) == 0
	every server in input.servers {
		is_no_proxy(server)
	}
}

is_no_proxy(server) if every service in server.services.value {
	service != "proxy"
}

result contains verdict.pass_with(name, shows(name, named(log.value)), [log], doubts(log.value)) if {
	some name in subject
	has_front
	log := input.hosts[name].logs.audit
	count(named(log.value)) > 0
}

result contains verdict.fail(name, hides(name, hidden(log.value)), [log], fix(log.value)) if {
	some name in subject
	has_front
	log := input.hosts[name].logs.audit
	count(named(log.value)) == 0
	count(hidden(log.value)) > 0
}

# audit.log was begun anew and has no web log-in yet
result contains verdict.pass_with(name, shows(name, named(log.value)), [audit, log], doubts(log.value)) if {
	some name in subject
	has_front
	audit := input.hosts[name].logs.audit
	count(named(audit.value)) + count(hidden(audit.value)) == 0
	log := input.hosts[name].logs.mailbox
	count(named(log.value)) > 0
}

result contains verdict.fail(name, hides(name, hidden(log.value)), [audit, log], fix(log.value)) if {
	some name in subject
	has_front
	audit := input.hosts[name].logs.audit
	count(named(audit.value)) + count(hidden(audit.value)) == 0
	log := input.hosts[name].logs.mailbox
	count(named(log.value)) == 0
	count(hidden(log.value)) > 0
}

result contains verdict.unknown(name, message, [audit, log], settle) if {
	some name in subject
	has_front
	audit := input.hosts[name].logs.audit
	count(named(audit.value)) + count(hidden(audit.value)) == 0
	log := input.hosts[name].logs.mailbox
	count(named(log.value)) + count(hidden(log.value)) == 0
	message := $"the logs of {name} that were collected have no web log-in of a user through a proxy"
	settle := [
		"# log in once through the proxy, then, on the mailbox server:",
		"grep 'cmd=Auth;' /opt/zimbra/log/audit.log | tail -3    # has it oip= with your address?",
	]
}

# named(ways): web log-ins of which the log has a client's address. A balancer on the host itself leaves loopback.
named(ways) := [way |
	some way in ways
	is_web(way)
	way.oip != ""
	not is_front(way.oip)
	not trusted_ips.is_loopback(way.oip)
]

# hidden(ways): web log-ins that seem to come from a proxy. Local tools log in as administrators, from the host itself.
hidden(ways) := [way |
	some way in ways
	is_web(way)
	not way.command in {"AdminAuth", "DelegateAuth"}
	way.oip == ""
	is_front(way.ip)
]

is_web(way) if {
	not way.command in {"Imap", "Lmtp", "Pop", "Smtp"}
	not way.protocol in {"imap", "lmtp", "pop3", "smtp"}
	not may_be_mail(way)
}

# the proxy names the client of a log-in over IMAP in the protocol itself, whether it is believed or not
may_be_mail(way) if {
	way.command == "Auth"
	way.protocol == ""
}

is_front(address) if address in balancers

is_front(address) if {
	some host in input.hosts
	some item in host.proxy_addresses.value
	address in {item.address, item.peer}
	not trusted_ips.is_loopback(address)
}

times(ways) := sum([way.count | some way in ways])

shows(name, ways) := $"{name} logs clients' addresses, {ways[0].oip} among them ({times(ways)} log-ins)"

hides(name, ways) := $"{name} logs {times(ways)} web log-ins from the proxy {ways[0].ip} and none from a client"

doubts(ways) := [note |
	concealed := hidden(ways)
	count(concealed) > 0
	what := $"{times(concealed)} web log-ins from {concealed[0].ip} have no client's address"
	note := $"{what}: older ones, or a proxy that is not believed (32.2)"
]

fix(ways) := array.concat(
	[$"zmprov mcf +zimbraMailTrustedIP {shell.word(address)}" | some address in sort({way.ip | some way in hidden(ways)})],
	[
		"zmmailboxdctl restart",
		"# on each mailbox server, as user zimbra, once 32.1 and 32.2 pass; where a server has a list of its own: zmprov ms",
		"# the restart cuts off its users for a minute; then log in once and look at audit.log",
	],
)
