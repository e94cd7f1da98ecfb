# METADATA
# title: No wildcard in zimbraProxyAllowedDomains, in any CoS
# description: Whoever is logged in can make the server fetch what the list allows, from inside the network.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "19.1"
#   section: 19
#   severity: high
#   kind: evidence
#   optional:
#     - path: input.hosts.*.roles
#       because: that a mailbox server is so old that an entry matches more has to be shown
#     - path: input.hosts.*.zimbra.version
#       because: that a mailbox server is so old that an entry matches more has to be shown
package zmaudit.controls.s19_1_proxy_servlet_wildcards

import data.zmaudit.dated.zimbra_releases
import data.zmaudit.lib.proxy_hosts
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict
import data.zmaudit.lib.versions

subject contains name if some name, _ in input.cos

result contains verdict.pass(name, $"{name} lets the proxy servlet fetch nothing", [leaf]) if {
	some name in subject
	leaf := input.cos[name].attrs.zimbraProxyAllowedDomains
	leaf.from == "unset"
}

result contains verdict.pass_with(name, message, [leaf], notes) if {
	some name in subject
	leaf := input.cos[name].attrs.zimbraProxyAllowedDomains
	every entry in leaf.value {
		is_plain(entry)
		not proxy_hosts.is_address(entry)
	}
	message := $"{name} has no wildcard and no inner address in its list: {concat(", ", sort(leaf.value))}"
	notes := remarks(leaf.value)
}

# an address of the Internet: one of this installation's own leads to ports that are closed to the outside
result contains verdict.pass_with(name, message, [leaf], notes) if {
	some name in subject
	leaf := input.cos[name].attrs.zimbraProxyAllowedDomains
	some address in leaf.value
	proxy_hosts.is_address(address)
	every entry in leaf.value {
		is_plain(entry)
		not is_own_address(entry)
	}
	message := $"{name} has no wildcard and no address of its own in its list: {concat(", ", sort(leaf.value))}"
	notes := array.concat(
		remarks(leaf.value),
		["an address that is translated to a host of this installation (NAT) is not known as its own"],
	)
}

result contains verdict.pass_with(name, message, [leaf, cos.used], notes) if {
	some name in subject
	cos := input.cos[name]
	cos.used.value == false
	leaf := cos.attrs.zimbraProxyAllowedDomains
	count(leaf.value) > 0
	message := $"nobody is in {name}, so its list opens nothing now: {concat(", ", sort(leaf.value))}"
	notes := ["the list works from the first account that is put there"]
}

result contains verdict.fail_as("critical", name, message, [leaf, cos.used], fix(name, entry)) if {
	some name in subject
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraProxyAllowedDomains
	some entry in leaf.value
	proxy_hosts.kind(entry) == "anybody"
	message := $"{name} allows {entry}: {reach(entry)}"
}

result contains verdict.fail_as("medium", name, wildcard_message(name, entry), [leaf, cos.used], fix(name, entry)) if {
	some name in subject
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraProxyAllowedDomains
	some entry in leaf.value
	proxy_hosts.kind(entry) == "wildcard"
}

# the same finding, and no zimlet that could need it
result contains verdict.fail_as("high", name, wildcard_message(name, entry), evidence, fix(name, entry)) if {
	some name in subject
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraProxyAllowedDomains
	some entry in leaf.value
	proxy_hosts.kind(entry) == "wildcard"
	zimlets := cos.attrs.zimbraZimletAvailableZimlets
	proxy_hosts.is_unserved(zimlets, entry)
	evidence := [leaf, cos.used, zimlets]
}

result contains verdict.fail(name, message, [leaf, cos.used], fix(name, entry)) if {
	some name in subject
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraProxyAllowedDomains
	some entry in leaf.value
	proxy_hosts.kind(entry) == "internal"
	message := $"{name} allows {entry}, which leads to this host or into its own network"
}

result contains verdict.fail(name, message, [leaf, cos.used], fix(name, entry)) if {
	some name in subject
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraProxyAllowedDomains
	some entry in leaf.value
	input.servers[trim_suffix(entry, ".")]
	message := $"{name} allows {entry}, a server of this installation: on it, each port can be asked"
}

result contains verdict.fail(name, message, [leaf, cos.used, served], fix(name, entry)) if {
	some name in subject
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraProxyAllowedDomains
	some entry in leaf.value
	some domain, held in input.domains
	served := held.attrs.zimbraVirtualHostname
	some host in served.value
	lower(host) == trim_suffix(entry, ".")
	message := $"{name} allows {entry}, under which {domain} is served: on that server, each port can be asked"
}

result contains verdict.fail(name, message, [leaf, cos.used, public], fix(name, entry)) if {
	some name in subject
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraProxyAllowedDomains
	some entry in leaf.value
	some domain, held in input.domains
	public := held.attrs.zimbraPublicServiceHostname
	lower(public.value) == trim_suffix(entry, ".")
	message := $"{name} allows {entry}, the public name of {domain}: on that server, each port can be asked"
}

result contains verdict.fail(name, message, [leaf, cos.used, addresses], fix(name, entry)) if {
	some name in subject
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraProxyAllowedDomains
	some entry in leaf.value
	some server, host in input.hosts
	addresses := host.addresses
	proxy_hosts.is_one_of(entry, addresses.value)
	message := $"{name} allows {entry}, an address of {server}: on it, each port can be asked"
}

# up to these patches the servlet took an entry without a star for the end of a longer name, as if it had one
result contains verdict.fail(name, message, [leaf, cos.used, host.zimbra.version], fix(name, entry)) if {
	some name in subject
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraProxyAllowedDomains
	some entry in leaf.value
	proxy_hosts.kind(entry) == "name"
	some server, host in input.hosts
	"mailbox" in host.roles.value
	versions.lacks(host.zimbra.version.value, zimbra_releases.exact_proxy_hosts)
	message := concat("", [
		$"{name} allows {entry}, which {server} takes for the end of any longer name: ",
		$"it compares whole names {versions.since(zimbra_releases.exact_proxy_hosts)}",
	])
}

result contains verdict.fail_as("low", name, message, [leaf, cos.used], fix(name, entry)) if {
	some name in subject
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraProxyAllowedDomains
	some entry in leaf.value
	proxy_hosts.kind(entry) == "joined"
	message := $"{name} has {entry} as one value, which no host equals: several were meant"
}

is_plain(entry) if {
	proxy_hosts.kind(entry) in {"name", "never"}
	not is_own_name(entry)
}

is_own_name(entry) if input.servers[trim_suffix(entry, ".")]

# the names under which domains are served: the proxy's
is_own_name(entry) if {
	some domain in input.domains
	some host in domain.attrs.zimbraVirtualHostname.value
	lower(host) == trim_suffix(entry, ".")
}

is_own_name(entry) if {
	some domain in input.domains
	host := domain.attrs.zimbraPublicServiceHostname.value
	lower(host) == trim_suffix(entry, ".")
}

is_own_address(entry) if {
	some host in input.hosts
	proxy_hosts.is_one_of(entry, host.addresses.value)
}

remarks(entries) := array.concat(
	[$"an entry matches whole names only {versions.since(zimbra_releases.exact_proxy_hosts)}"],
	[$"{entry} matches no host" | some entry in sort(entries); proxy_hosts.kind(entry) == "never"],
)

reach(entry) := "every host, inside and outside" if entry == "*"

reach(entry) := "anybody can have a name that it matches, and point it at an inner address" if entry != "*"

wildcard_message(name, entry) := $"{name} allows the wildcard {entry}"

fix(name, entry) := [
	$"zmprov mc {shell.word(name)} -zimbraProxyAllowedDomains {shell.word(entry)}",
	"zmprov fc -a cos",
	"# a zimlet that called such hosts stops: undeploy it, or add the exact names that it calls",
	"# look again after each upgrade and zmzimletctl deploy, which add a zimlet's own list",
]
