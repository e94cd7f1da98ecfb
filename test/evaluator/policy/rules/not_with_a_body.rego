# METADATA
# scope: package
# title: Not with a body
# custom:
#   id: test-32
#   severity: low
#   kind: evidence
package zmaudit.rules.not_with_a_body

import data.zmaudit.lib.verdict
import future.keywords.not

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	not {
		server := input.servers[name]
		server.attrs.zimbraMailMode.value == "http"
		server.attrs.zimbraImapCleartextLoginEnabled.value == true
	}
}
