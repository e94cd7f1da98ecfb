# METADATA
# title: "X-Robots-Tag: noindex is sent"
# description: robots.txt keeps crawlers from reading the log-in page, this header keeps them from listing it.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "15.2"
#   section: 15
#   severity: low
#   kind: evidence
#   parameters:
#     public_provider:
#       default: false
#       description: The site is a public provider that wants to be found
package zmaudit.controls.s15_2_robots_header_sent

import data.zmaudit.lib.headers
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

wanted_in_search if input.parameters["15.2"].public_provider == true

# what a request for a name of no domain gets
subject contains "global"

# a domain's own list replaces the global one for the names of that domain
subject contains name if {
	not wanted_in_search
	some name, domain in input.domains
	domain.attrs.zimbraResponseHeader.from == "domain"
}

subject contains name if {
	not wanted_in_search
	some name, domain in input.domains
	domain.attrs.zimbraReverseProxyResponseHeaders.from == "domain"
}

result contains verdict.not_applicable("global", "the site is declared a public provider", [leaf]) if {
	wanted_in_search
	leaf := input.global.attrs.zimbraResponseHeader
}

result contains verdict.pass_with("global", by_mailboxd, [leaf], mailboxd_notes) if {
	not wanted_in_search
	leaf := input.global.attrs.zimbraResponseHeader
	hides(leaf)
}

result contains verdict.pass_with("global", by_proxy, [leaf], notes) if {
	not wanted_in_search
	leaf := input.global.attrs.zimbraReverseProxyResponseHeaders
	hides(leaf)
	a_proxy_runs
}

result contains verdict.fail("global", $"{not_sent}{flaw(leaf)}", [leaf, proxied], fix("mcf", leaf)) if {
	not wanted_in_search
	leaf := input.global.attrs.zimbraResponseHeader
	proxied := input.global.attrs.zimbraReverseProxyResponseHeaders
	shows(leaf)
	shows(proxied)
}

result contains verdict.fail("global", $"{not_sent}: no proxy runs", [leaf, proxied], fix("mcf", leaf)) if {
	not wanted_in_search
	leaf := input.global.attrs.zimbraResponseHeader
	proxied := input.global.attrs.zimbraReverseProxyResponseHeaders
	shows(leaf)
	hides(proxied)
	not a_proxy_runs
}

result contains verdict.pass_with(name, by_mailboxd, [leaf], mailboxd_notes) if {
	some name in subject
	leaf := input.domains[name].attrs.zimbraResponseHeader
	hides(leaf)
}

result contains verdict.pass_with(name, by_proxy, [leaf], notes) if {
	some name in subject
	leaf := input.domains[name].attrs.zimbraReverseProxyResponseHeaders
	hides(leaf)
	a_proxy_runs
}

result contains verdict.fail(name, $"{not_sent}{flaw(leaf)}", [leaf, proxied], fix(target(name, leaf), leaf)) if {
	some name in subject
	domain := input.domains[name]
	leaf := domain.attrs.zimbraResponseHeader
	proxied := domain.attrs.zimbraReverseProxyResponseHeaders
	shows(leaf)
	shows(proxied)
}

result contains verdict.fail(name, $"{not_sent}: no proxy runs", [leaf, proxied], fix(target(name, leaf), leaf)) if {
	some name in subject
	domain := input.domains[name]
	leaf := domain.attrs.zimbraResponseHeader
	proxied := domain.attrs.zimbraReverseProxyResponseHeaders
	shows(leaf)
	hides(proxied)
	not a_proxy_runs
}

by_mailboxd := "mailboxd sends X-Robots-Tag with noindex"

by_proxy := "the proxies send X-Robots-Tag with noindex"

not_sent := "no X-Robots-Tag with noindex is sent"

notes := ["a crawler that obeys robots.txt (15.1) asks for no page and never sees this header"]

mailboxd_notes := array.concat(
	notes,
	["mailboxd keeps the headers that it knew when it first answered: whether it was restarted since is not visible here"],
)

a_proxy_runs if {
	some server in input.servers
	"proxy" in server.services.value
}

hides(leaf) if {
	some header in leaf.value
	headers.forbids_indexing(header)
}

shows(leaf) if leaf.from == "unset"

shows(leaf) if every header in leaf.value {
	not headers.forbids_indexing(header)
}

flaw(leaf) := $": {headers.unsent_name} is all that becomes of {malformed(leaf)[0]}" if count(malformed(leaf)) > 0

else := ""

malformed(leaf) := [header | some header in leaf.value; headers.is_malformed_robots(header)]

# a first value of its own would take the global list away from a domain
target(name, leaf) := $"md {shell.word(name)}" if leaf.from == "domain"

else := "mcf"

fix(command, leaf) := array.concat(
	[$"zmprov {command} -zimbraResponseHeader {shell.word(header)}" | some header in malformed(leaf)],
	[
		$"zmprov {command} +zimbraResponseHeader 'X-Robots-Tag: noindex'",
		"zmmailboxdctl restart",
		"# on every mailbox server; the restart cuts off web users for a minute, and pages leave the search engines slowly",
	],
)
