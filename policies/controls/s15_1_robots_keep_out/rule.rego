# METADATA
# scope: package
# title: robots.txt tells crawlers to keep out
# description: A log-in page that search engines list is found by mass scanners first.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "15.1"
#   section: 15
#   severity: low
#   kind: evidence
#   parameters:
#     public_provider:
#       default: false
#       description: The site is a public provider that wants to be found
#   optional:
#     - path: input.hosts.*.robots_allowed
#       because: the file that mailboxd appends can only open what the switch closes; that it does has to be shown
package zmaudit.controls.s15_1_robots_keep_out

import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if {
	some name, server in input.servers
	"mailbox" in server.services.value
}

wanted_in_search if input.parameters["15.1"].public_provider == true

result contains verdict.not_applicable(name, "the site is declared a public provider", [server.services]) if {
	some name in subject
	server := input.servers[name]
	wanted_in_search
}

result contains verdict.pass(name, $"{name} answers robots.txt with Disallow ({leaf.from} value)", [leaf]) if {
	some name in subject
	not wanted_in_search
	leaf := input.servers[name].attrs.zimbraMailKeepOutWebCrawlers
	leaf.value == true
}

result contains verdict.fail(name, $"{name} lets crawlers in ({leaf.from} value)", [leaf], fix(name)) if {
	some name in subject
	not wanted_in_search
	leaf := input.servers[name].attrs.zimbraMailKeepOutWebCrawlers
	leaf.value == false
}

# RobotsServlet.java appends a file of the host, in which an Allow opens what was closed before it; a crawler that has
# a group of its own reads no other (RFC 9309, 2.2.1)
result contains verdict.fail(name, message, [leaf, allowed], cut) if {
	some name in subject
	not wanted_in_search
	leaf := input.servers[name].attrs.zimbraMailKeepOutWebCrawlers
	leaf.value == true
	allowed := input.hosts[name].robots_allowed
	count(allowed.value) > 0
	message := $"robots.txt of {name} keeps crawlers out and lets them in again: {concat(", ", allowed.value)}"
}

cut := [
	"zmlocalconfig -x robots_txt",
	"# on the server itself: take its Allow lines out, and give each group by name a Disallow: /",
	"zmmailboxdctl restart",
	"# the restart cuts off web users for a minute; indexed pages vanish slowly",
]

fix(name) := [
	$"zmprov ms {shell.word(name)} zimbraMailKeepOutWebCrawlers TRUE",
	"zmmailboxdctl restart",
	"# the restart cuts off web users for a minute; indexed pages vanish slowly",
]
