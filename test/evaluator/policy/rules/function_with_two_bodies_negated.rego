# METADATA
# scope: package
# title: Function with two bodies negated
# custom:
#   id: test-65
#   severity: low
#   kind: evidence
package zmaudit.rules.function_with_two_bodies_negated

import data.zmaudit.lib.verdict

exposed(server) if server.attrs.zimbraImapCleartextLoginEnabled.value == true

exposed(server) if {
	server.attrs.zimbraMailMode.value == "http"
	"proxy" in server.services.value
}

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	not exposed(input.servers[name])
}
