# METADATA
# scope: package
# title: The originating-IP header is the one the proxy sets
# description: mailboxd that reads another header sees every log-in come from the proxy.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "32.1"
#   section: 32
#   severity: medium
#   kind: evidence
#   parameters:
#     header:
#       default: X-Forwarded-For
#       description: The header in which the proxies or balancers in front name the client
#     balancers:
#       default: []
#       description: Addresses of load balancers that speak to the mailbox servers directly
#   optional:
#     - path: input.hosts.*.nginx.proxy_headers
#       because: another header counts only, and the usual one no more, where the proxies' files show it
package zmaudit.controls.s32_1_originating_header_set

import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

wanted := input.parameters["32.1"].header

subject contains name if {
	some name, host in input.hosts
	"mailbox" in host.roles.value
}

has_front if {
	some server in input.servers
	"proxy" in server.services.value
}

has_front if count(input.parameters["32.1"].balancers) > 0

result contains verdict.not_applicable(name, "no proxy and no balancer: clients connect directly", [roles]) if {
	some name in subject
	roles := input.hosts[name].roles
	count(input.parameters["32.1"].balancers) == 0
	every server in input.servers {
		is_no_proxy(server)
	}
}

is_no_proxy(server) if every service in server.services.value {
	service != "proxy"
}

result contains verdict.pass(name, $"{name} reads {leaf.value} ({leaf.from} value)", [leaf]) if {
	some name in subject
	has_front
	leaf := input.hosts[name].localconfig.zimbra_http_originating_ip_header
	lower(leaf.value) == lower(wanted)
	count(lacking) == 0
}

# KnownKey.java: without a value the compiled default
result contains verdict.pass(name, $"{name} reads X-Forwarded-For, the compiled default", [leaf]) if {
	some name in subject
	has_front
	leaf := input.hosts[name].localconfig.zimbra_http_originating_ip_header
	leaf.from == "unset"
	lower(wanted) == "x-forwarded-for"
	count(lacking) == 0
}

# nginx hands on what it does not set itself: a client then names any address
result contains verdict.fail(name, message, [leaf, headers], restore) if {
	some name in subject
	leaf := input.hosts[name].localconfig.zimbra_http_originating_ip_header
	reads_wanted(leaf)
	some proxy in lacking
	headers := input.hosts[proxy].nginx.proxy_headers
	message := $"{name} reads {wanted}, which the files of the proxy {proxy} do not set: clients may send it themselves"
}

reads_wanted(leaf) if lower(leaf.value) == lower(wanted)

reads_wanted(leaf) if {
	leaf.from == "unset"
	lower(wanted) == "x-forwarded-for"
}

# a proxy for IMAP and POP3 alone sets no header at all
lacking contains proxy if {
	some proxy in proxies
	count(input.hosts[proxy].nginx.proxy_headers.value) > 0
	not sets(input.hosts[proxy], wanted)
}

result contains verdict.pass(name, message, array.concat([leaf], files)) if {
	some name in subject
	has_front
	leaf := input.hosts[name].localconfig.zimbra_http_originating_ip_header
	lower(leaf.value) != lower(wanted)
	is_set_by_all_proxies(leaf.value)
	files := [files | some proxy in proxies; files := input.hosts[proxy].nginx.proxy_headers]
	message := $"{name} reads {leaf.value}, and the proxies set it"
}

result contains verdict.fail(name, message, [leaf], fix) if {
	some name in subject
	has_front
	leaf := input.hosts[name].localconfig.zimbra_http_originating_ip_header
	lower(leaf.value) != lower(wanted)
	not is_set_by_all_proxies(leaf.value)
	message := $"{name} reads {json.marshal(leaf.value)}, and the proxies set {wanted}"
}

proxies contains name if {
	some name, server in input.servers
	"proxy" in server.services.value
}

is_set_by_all_proxies(header) if {
	count(proxies) > 0
	every proxy in proxies {
		sets(input.hosts[proxy], header)
	}
}

# an empty value takes the header away (ngx_http_proxy_module)
sets(host, header) if {
	some words in host.nginx.proxy_headers.value
	[name, value] := split(words, " ")
	lower(name) == lower(header)
	value != ""
}

restore := [
	"grep -rn 'proxy_set_header' /opt/zimbra/conf/nginx/templates    # which template was changed?",
	$"# put {wanted} back into each location that sets others; a location takes none from outside once it sets one",
	"zmproxyctl restart",
]

fix := [
	$"zmlocalconfig -e zimbra_http_originating_ip_header={shell.word(wanted)}",
	"zmmailboxdctl restart",
	"# on that mailbox server, as user zimbra; the restart cuts off its users for a minute",
]
