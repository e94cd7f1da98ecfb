# METADATA
# title: SameSite is Strict on every mailbox server
# description: Without it the log-in cookie goes along with requests that other sites start.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "34.1"
#   section: 34
#   severity: low
#   kind: evidence
#   parameters:
#     lax_allowed:
#       default: true
#       description: Lax is enough, since links from other sites and mail programs shall find the user logged in
package zmaudit.controls.s34_1_same_site_strict

import data.zmaudit.dated.zimbra_releases
import data.zmaudit.lib.verdict
import data.zmaudit.lib.versions

patches := zimbra_releases.zimbra_same_site_cookie

lax_allowed if input.parameters["34.1"].lax_allowed == true

subject contains name if {
	some name, host in input.hosts
	"mailbox" in host.roles.value
}

result contains verdict.pass(name, $"{name} sends SameSite=Strict", [leaf, host.zimbra.version]) if {
	some name in subject
	host := input.hosts[name]
	leaf := host.localconfig.zimbra_same_site_cookie
	word(leaf.value) == "strict"
	versions.has(host.zimbra.version.value, patches)
}

result contains verdict.pass_with(name, $"{name} sends SameSite=Lax", [leaf, host.zimbra.version], notes) if {
	some name in subject
	lax_allowed
	host := input.hosts[name]
	leaf := host.localconfig.zimbra_same_site_cookie
	word(leaf.value) == "lax"
	versions.has(host.zimbra.version.value, patches)
	notes := ["Lax still sends the cookie where a link of another site opens a page; Strict does not"]
}

result contains verdict.fail(name, $"{name} sends SameSite=Lax, and Strict is asked for", [leaf], fix) if {
	some name in subject
	not lax_allowed
	leaf := input.hosts[name].localconfig.zimbra_same_site_cookie
	word(leaf.value) == "lax"
}

result contains verdict.fail(name, $"{name} sends the cookie without SameSite", [leaf], fix) if {
	some name in subject
	leaf := input.hosts[name].localconfig.zimbra_same_site_cookie
	word(leaf.value) == ""
}

result contains verdict.fail(name, $"{name} sends SameSite={leaf.value}, which protects nothing", [leaf], fix) if {
	some name in subject
	leaf := input.hosts[name].localconfig.zimbra_same_site_cookie
	not word(leaf.value) in {"", "strict", "lax"}
}

result contains verdict.fail(name, message, [leaf, host.zimbra.version], upgrade) if {
	some name in subject
	host := input.hosts[name]
	leaf := host.localconfig.zimbra_same_site_cookie
	word(leaf.value) in {"strict", "lax"}
	versions.lacks(host.zimbra.version.value, patches)
	message := $"{name} has zimbra_same_site_cookie, but Zimbra {versions.text(host.zimbra.version.value)} lacks the key"
}

result contains verdict.fail(name, message, [leaf, host.zimbra.version], upgrade) if {
	some name in subject
	host := input.hosts[name]
	leaf := host.localconfig.zimbra_same_site_cookie
	leaf.from == "unset"
	versions.lacks(host.zimbra.version.value, patches)
	message := $"Zimbra {versions.text(host.zimbra.version.value)} on {name} cannot send SameSite"
}

result contains verdict.fail(name, message, [leaf, host.zimbra.version], fix) if {
	some name in subject
	host := input.hosts[name]
	leaf := host.localconfig.zimbra_same_site_cookie
	leaf.from == "unset"
	versions.has(host.zimbra.version.value, patches)
	message := $"{name} sends the cookie without SameSite: the key is not set, and Zimbra's default is empty"
}

# a browser ignores case and the blanks around the word (RFC 6265, 5.2); it is sent as it stands, quotes included
word(value) := lower(trim_space(value))

fix := [
	"# on the server itself, as user zimbra:",
	"zmlocalconfig -e zimbra_same_site_cookie=Strict",
	"zmmailboxdctl restart",
	"# links from other sites then open the log-in page; SAML, OAuth and embedding portals may need Lax",
	"# the cookie becomes Secure as well: log-in over plain HTTP ends",
]

upgrade := array.concat([$"# first install the newest Zimbra patch: {versions.since(patches)}"], fix)
