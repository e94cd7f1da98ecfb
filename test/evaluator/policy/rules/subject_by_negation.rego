# METADATA
# scope: package
# title: Subject by negation
# custom:
#   id: test-56
#   severity: low
#   kind: evidence
package zmaudit.rules.subject_by_negation

import data.zmaudit.lib.verdict

subject contains name if {
	some name, server in input.servers
	not "proxy" in server.services.value
}

result contains verdict.pass(name, "m", [leaf]) if {
	some name in subject
	leaf := input.servers[name].attrs.zimbraImapCleartextLoginEnabled
	leaf.value == false
}
