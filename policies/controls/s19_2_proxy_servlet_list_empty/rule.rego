# METADATA
# title: zimbraProxyAllowedDomains is empty unless a zimlet needs it
# description: Each entry is a place that users make the server call for them; most are left from a zimlet that is gone.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "19.2"
#   section: 19
#   severity: medium
#   kind: evidence
#   parameters:
#     needed:
#       default: []
#       description: Entries that a zimlet in use needs, exactly as they stand in the list
package zmaudit.controls.s19_2_proxy_servlet_list_empty

import data.zmaudit.lib.proxy_hosts
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.cos

needed contains entry if some entry in input.parameters["19.2"].needed

result contains verdict.pass(name, $"{name} lets the proxy servlet fetch nothing", [leaf]) if {
	some name in subject
	leaf := input.cos[name].attrs.zimbraProxyAllowedDomains
	leaf.from == "unset"
}

result contains verdict.pass_with(name, $"{name} has only entries that are declared or dead", [leaf], notes) if {
	some name in subject
	leaf := input.cos[name].attrs.zimbraProxyAllowedDomains
	every entry in leaf.value {
		is_settled(entry)
	}
	notes := [note | some entry in sort(leaf.value); note := remark(entry)]
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

# is it needed? low, since it may be
result contains verdict.fail_as("low", name, allowed(name, entry), [leaf, cos.used], fix(name, entry)) if {
	some name in subject
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraProxyAllowedDomains
	some entry in leaf.value
	not is_settled(entry)
}

# the same finding, where no zimlet that is switched on has to do with it
result contains verdict.fail(name, allowed(name, entry), [leaf, cos.used, zimlets], fix(name, entry)) if {
	some name in subject
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraProxyAllowedDomains
	some entry in leaf.value
	not is_settled(entry)
	proxy_hosts.kind(entry) != "joined"
	zimlets := cos.attrs.zimbraZimletAvailableZimlets
	proxy_hosts.is_unserved(zimlets, entry)
}

is_settled(entry) if entry in needed

is_settled(entry) if proxy_hosts.kind(entry) == "never"

remark(entry) := $"{entry} is declared as needed" if entry in needed

remark(entry) := $"{entry} matches no host and can go" if {
	not entry in needed
	proxy_hosts.kind(entry) == "never"
}

allowed(name, entry) := $"{name} allows {entry}, and nobody has said which zimlet needs it"

fix(name, entry) := [
	$"zmprov mc {shell.word(name)} -zimbraProxyAllowedDomains {shell.word(entry)}",
	"zmprov fc -a cos",
	"# if a zimlet needs the entry, keep it and declare it: parameter needed of 19.2",
]
