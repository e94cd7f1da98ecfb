# METADATA
# scope: package
# title: Either or
# custom:
#   id: test-33
#   severity: low
#   kind: evidence
package zmaudit.rules.either_or

import data.zmaudit.lib.verdict
import future.keywords.or

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	server := input.servers[name]
	server.attrs.zimbraMailMode.value == "https" or not server.attrs.zimbraImapCleartextLoginEnabled.value == true
}
