# METADATA
# scope: package
# title: Subject by negation not asked again
# custom:
#   id: test-57
#   severity: low
#   kind: evidence
package zmaudit.rules.subject_by_negation_not_asked_again

import data.zmaudit.lib.verdict

subject contains "deployment" if not proxied

proxied if {
	some server in input.servers
	"proxy" in server.services.value
}

result contains verdict.pass("deployment", "m", [leaf]) if {
	leaf := input.census.live
	leaf.value < 100
}
