# METADATA
# scope: package
# title: Subject and deployment
# custom:
#   id: test-60
#   severity: low
#   kind: evidence
package zmaudit.rules.subject_and_deployment

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.servers

subject contains "deployment"

open contains name if {
	some name, server in input.servers
	server.attrs.zimbraImapCleartextLoginEnabled.value == true
}

result contains verdict.pass(name, "m", [input.census.live]) if {
	some name in subject
	not name in open
}
