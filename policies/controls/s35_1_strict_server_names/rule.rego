# METADATA
# title: Strict server names are enforced on every proxy
# description: A forged Host header steers redirects and links, password resets among them, to another site.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "35.1"
#   section: 35
#   severity: medium
#   kind: evidence
package zmaudit.controls.s35_1_strict_server_names

import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if {
	some name, server in input.servers
	"proxy" in server.services.value
}

result contains verdict.pass(name, message, [leaf, mode]) if {
	some name in subject
	server := input.servers[name]
	leaf := server.attrs.zimbraReverseProxyStrictServerNameEnabled
	leaf.value == true
	mode := server.attrs.zimbraReverseProxyMailMode
	not serves_http(mode)
	message := $"{name} answers only for the names of its domains ({leaf.from} value)"
}

# the proxy's own value counts, whatever the global one says; set nowhere, the generator takes FALSE
result contains verdict.fail(name, $"{name} answers for any host name ({leaf.from} value)", [leaf], fix(name)) if {
	some name in subject
	leaf := input.servers[name].attrs.zimbraReverseProxyStrictServerNameEnabled
	leaf.value == false
}

# nginx.conf.web.https.default is the only template with the block, so that port 80 stays open to any name
result contains verdict.fail_as("low", name, message, [leaf, mode], close_http(name)) if {
	some name in subject
	server := input.servers[name]
	leaf := server.attrs.zimbraReverseProxyStrictServerNameEnabled
	is_boolean(leaf.value)
	mode := server.attrs.zimbraReverseProxyMailMode
	serves_http(mode)
	message := $"{name} serves plain HTTP as well (mode {mode_text(mode)}), and answers there for any host name"
}

serves_http(mode) if mode.value in {"both", "http", "mixed"}

# ProxyConfGen.java: set nowhere, it is both
serves_http(mode) if mode.from == "unset"

mode_text(mode) := mode.value if is_string(mode.value)

mode_text(mode) := "both, set nowhere" if mode.from == "unset"

fix(name) := [
	"# first every name that users type: zmprov md DOMAIN +zimbraVirtualHostname NAME (35.2)",
	$"zmprov ms {shell.word(name)} zimbraReverseProxyStrictServerNameEnabled TRUE",
	"zmproxyctl restart",
	"# any other name gets 400: addresses, autodiscover names, monitoring by address, ACME validation on 443",
]

close_http(name) := [
	$"zmprov ms {shell.word(name)} zimbraReverseProxyMailMode https",
	"zmproxyctl restart",
	"# port 80 is closed then; redirect keeps it and sends everything to HTTPS",
]
