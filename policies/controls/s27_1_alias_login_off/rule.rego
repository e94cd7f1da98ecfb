# METADATA
# title: Log-in by alias is off on every mailbox server
# description: Public alias addresses double as user names, so that there is more to guess.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "27.1"
#   section: 27
#   severity: low
#   kind: evidence
package zmaudit.controls.s27_1_alias_login_off

import data.zmaudit.dated.zimbra_releases
import data.zmaudit.lib.localconfig
import data.zmaudit.lib.verdict
import data.zmaudit.lib.versions

patches := zimbra_releases.alias_login_enabled

subject contains name if {
	some name, host in input.hosts
	"mailbox" in host.roles.value
}

result contains verdict.pass_with(name, $"{name} refuses log-in by alias", [leaf, host.zimbra.version], notes) if {
	some name in subject
	host := input.hosts[name]
	leaf := host.localconfig.alias_login_enabled
	localconfig.is_false(leaf.value, true)
	versions.has(host.zimbra.version.value, patches)
	notes := [$"the value {json.marshal(leaf.value)} counts as false; write false" | lower(leaf.value) != "false"]
}

# mailboxd reads the blanks and takes it as false, until the file is written again
result contains verdict.unknown(name, message, [leaf], settle) if {
	some name in subject
	leaf := input.hosts[name].localconfig.alias_login_enabled
	localconfig.is_false_for_now(leaf.value, true)
	message := concat("", [
		$"alias_login_enabled of {name} is {json.marshal(leaf.value)}: ",
		"false only by what stands around it, until the file is written anew",
	])
	settle := ["zmlocalconfig -e alias_login_enabled=false", "zmlocalconfig -q alias_login_enabled | od -c"]
}

result contains verdict.fail(name, message, [leaf], fix) if {
	some name in subject
	leaf := input.hosts[name].localconfig.alias_login_enabled
	localconfig.is_true(leaf.value, true)
	message := $"{name} takes an alias as user name: alias_login_enabled = {leaf.value}"
}

result contains verdict.fail(name, message, [leaf, host.zimbra.version], upgrade) if {
	some name in subject
	host := input.hosts[name]
	leaf := host.localconfig.alias_login_enabled
	localconfig.is_false(leaf.value, true)
	versions.lacks(host.zimbra.version.value, patches)
	message := $"{name} has alias_login_enabled, but Zimbra {versions.text(host.zimbra.version.value)} lacks the key"
}

result contains verdict.fail(name, message, [leaf, host.zimbra.version], upgrade) if {
	some name in subject
	host := input.hosts[name]
	leaf := host.localconfig.alias_login_enabled
	leaf.from == "unset"
	versions.lacks(host.zimbra.version.value, patches)
	message := $"{name} takes an alias as user name, and Zimbra {versions.text(host.zimbra.version.value)} has no switch"
}

result contains verdict.fail(name, message, [leaf, host.zimbra.version], fix) if {
	some name in subject
	host := input.hosts[name]
	leaf := host.localconfig.alias_login_enabled
	leaf.from == "unset"
	versions.has(host.zimbra.version.value, patches)
	message := $"{name} takes an alias as user name: alias_login_enabled is not set, and Zimbra's default is true"
}

fix := [
	"# on the server itself, as user zimbra:",
	"zmlocalconfig -e alias_login_enabled=false",
	"zmmailboxdctl restart",
	"# who logs in by an alias or at a domain alias is locked out, phones and mail programs included",
]

upgrade := array.concat([$"# first install the newest Zimbra patch: {versions.since(patches)}"], fix)
