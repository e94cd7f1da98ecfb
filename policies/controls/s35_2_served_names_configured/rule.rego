# METADATA
# title: All served names are configured
# description: Where strict names are on, a name that no domain lists gets 400 instead of the web client.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "35.2"
#   section: 35
#   severity: low
#   kind: evidence
package zmaudit.controls.s35_2_served_names_configured

import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if {
	some name, domain in input.domains
	domain.live.value == true
}

a_proxy_is_strict if {
	some server in input.servers
	"proxy" in server.services.value
	server.attrs.zimbraReverseProxyStrictServerNameEnabled.value == true
}

result contains verdict.not_applicable(name, "no proxy enforces strict names, so every name is answered", [live]) if {
	some name in subject
	live := input.domains[name].live
	not a_proxy_is_strict
}

result contains verdict.pass(name, $"{name} lists its names: {concat(", ", sort(hosts.value))}", [hosts]) if {
	some name in subject
	a_proxy_is_strict
	domain := input.domains[name]
	hosts := domain.attrs.zimbraVirtualHostname
	count(hosts.value) > 0
	domain.attrs.zimbraPublicServiceHostname.from == "unset"
}

result contains verdict.pass(name, $"{name} is reached as {public.value}, which the proxies answer", [public]) if {
	some name in subject
	a_proxy_is_strict
	public := input.domains[name].attrs.zimbraPublicServiceHostname
	host := lower(public.value)
	answered[host]
}

result contains verdict.fail(name, message, [hosts, public], fix(name, $"mail.{name}")) if {
	some name in subject
	a_proxy_is_strict
	domain := input.domains[name]
	hosts := domain.attrs.zimbraVirtualHostname
	hosts.from == "unset"
	public := domain.attrs.zimbraPublicServiceHostname
	public.from == "unset"
	message := $"{name} lists no name: a name of its own gets 400"
}

result contains verdict.fail(name, message, [public], fix(name, public.value)) if {
	some name in subject
	a_proxy_is_strict
	public := input.domains[name].attrs.zimbraPublicServiceHostname
	host := lower(public.value)
	not answered[host]
	message := $"{name} is reached as {public.value}, which no domain lists: it gets 400"
}

answered contains lower(host) if {
	some domain in input.domains
	some host in domain.attrs.zimbraVirtualHostname.value
}

# a proxy answers for its own name too
answered contains lower(host) if {
	some host, server in input.servers
	"proxy" in server.services.value
}

fix(name, host) := [
	$"zmprov md {shell.word(name)} +zimbraVirtualHostname {shell.word(host)}",
	"# put in every name that users of the domain type; then, on each proxy:",
	"zmproxyctl restart",
]
