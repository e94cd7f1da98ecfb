# METADATA
# title: The generated nginx configuration really enforces strict names
# description: What the directory says works only when the proxy has written it into its files.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "35.3"
#   section: 35
#   severity: medium
#   kind: evidence
package zmaudit.controls.s35_3_nginx_refuses_other_names

import data.zmaudit.lib.nginx
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if {
	some name, host in input.hosts
	"proxy" in host.roles.value
}

result contains verdict.pass(name, message, [leaf]) if {
	some name in subject
	leaf := input.hosts[name].nginx.servers
	refused := nginx.refused_at(leaf.value)
	count(refused) > 0
	count(nginx.open_at(leaf.value)) == 0
	message := $"{name} answers other names with 400 on {concat(", ", sort(refused))}"
}

result contains verdict.fail(name, message, [leaf], regenerate) if {
	some name in subject
	leaf := input.hosts[name].nginx.servers
	count(nginx.refused_at(leaf.value)) == 0
	message := $"{name} has no default server block that answers other names with 400"
}

result contains verdict.fail(name, message, [leaf], cover(name)) if {
	some name in subject
	leaf := input.hosts[name].nginx.servers
	count(nginx.refused_at(leaf.value)) > 0
	open := nginx.open_at(leaf.value)
	count(open) > 0
	message := $"{name} refuses other names, but not on {concat(", ", sort(open))}, where a site listens"
}

# zmproxyctl writes the files anew from the directory
regenerate := [
	"# on the server itself, as user zimbra, once its zimbraReverseProxyStrictServerNameEnabled is TRUE (35.1):",
	"zmproxyctl restart",
	"grep -A4 'default_server' /opt/zimbra/conf/nginx/includes/nginx.conf.web.https.default",
]

cover(name) := [
	$"zmprov ms {shell.word(name)} zimbraReverseProxySNIEnabled TRUE",
	"zmproxyctl restart",
	"# all sites then share the proxy's addresses; a client without SNI gets the default certificate",
	"# or give the address to its domain (zimbraVirtualIPAddress): the refusing block then listens there as well",
]
