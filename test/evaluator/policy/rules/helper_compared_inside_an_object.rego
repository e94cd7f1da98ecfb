# METADATA
# scope: package
# title: Helper compared inside an object
# custom:
#   id: test-14
#   severity: low
#   kind: evidence
package zmaudit.rules.helper_compared_inside_an_object

import data.zmaudit.lib.verdict

offending contains name if {
	some name, server in input.servers
	server.attrs.zimbraImapCleartextLoginEnabled.value == true
}

subject contains "deployment"

result contains verdict.pass("deployment", "none", [input.census.live]) if {
	summary := {"offending": offending}
	summary == {"offending": set()}
}
