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
		proxy_hosts.kind(entry) in {"name", "never"}
		not input.servers[entry]
	}
	message := $"{name} has no wildcard and no inner address in its list: {concat(", ", sort(leaf.value))}"
	notes := array.concat(
		[$"an entry matches whole names only {versions.since(zimbra_releases.exact_proxy_hosts)}"],
		[$"{entry} matches no host" | some entry in sort(leaf.value); proxy_hosts.kind(entry) == "never"],
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
	input.servers[entry]
	message := $"{name} allows {entry}, a server of this installation"
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

reach(entry) := "every host, inside and outside" if entry == "*"

reach(entry) := "anybody can have a name that it matches, and point it at an inner address" if entry != "*"

wildcard_message(name, entry) := $"{name} allows the wildcard {entry}"

fix(name, entry) := [
	$"zmprov mc {shell.word(name)} -zimbraProxyAllowedDomains {shell.word(entry)}",
	"zmprov fc -a cos",
	"# a zimlet that called such hosts stops: undeploy it, or add the exact names that it calls",
	"# look again after each upgrade and zmzimletctl deploy, which add a zimlet's own list",
]
