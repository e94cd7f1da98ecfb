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
#   optional:
#     - path: input.hosts.*.nginx.servers
#       because: a header that somebody wrote into nginx's files is a witness for the site, if every proxy has it
#     - path: input.hosts.*.roles
#       because: it says which hosts must have that witness
#     - path: input.collections.hosts
#       because: it says whether those are all
package zmaudit.controls.s15_2_robots_header_sent

import data.zmaudit.lib.headers
import data.zmaudit.lib.nginx
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

result contains verdict.pass_with("global", by_file, array.concat([leaf], nginx_files), notes) if {
	not wanted_in_search
	leaf := input.global.attrs.zimbraResponseHeader
	shows(leaf)
	nginx_hides
}

result contains verdict.fail("global", $"{not_sent}{flaw(leaf)}", [leaf, proxied], fix("mcf", leaf)) if {
	not wanted_in_search
	not nginx_hides
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

result contains verdict.pass_with(name, by_file, array.concat([leaf], nginx_files), notes) if {
	some name in subject
	leaf := input.domains[name].attrs.zimbraResponseHeader
	shows(leaf)
	nginx_hides
}

result contains verdict.fail(name, $"{not_sent}{flaw(leaf)}", [leaf, proxied], fix(target(name, leaf), leaf)) if {
	some name in subject
	not nginx_hides
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

by_file := "nginx's files on every proxy add X-Robots-Tag with noindex"

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

# all by what is known, since no gate stands behind: every host's roles, and every web server block of every proxy
nginx_hides if {
	input.collections.hosts.value == true
	some proxy in input.hosts
	"proxy" in proxy.roles.value
	every host in input.hosts {
		is_no_proxy_or_hides(host)
	}
}

nginx_files := [host.nginx.servers | some host in input.hosts; "proxy" in host.roles.value]

is_no_proxy_or_hides(host) if every role in host.roles.value {
	role != "proxy"
}

is_no_proxy_or_hides(host) if {
	some block in host.nginx.servers.value
	is_web(block)
	every block in host.nginx.servers.value {
		is_hidden(block)
	}
}

is_web(block) if {
	contains(block.file, "nginx.conf.web.https")
	not nginx.refuses(block)
}

is_hidden(block) if not is_web(block)

is_hidden(block) if {
	some header in block.headers
	headers.forbids_indexing_in_nginx(header)
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
