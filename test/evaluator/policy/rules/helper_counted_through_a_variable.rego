# METADATA
# scope: package
# title: Helper counted through a variable
# custom:
#   id: test-15
#   severity: low
#   kind: evidence
package zmaudit.rules.helper_counted_through_a_variable

import data.zmaudit.lib.verdict

offending contains name if {
	some name, server in input.servers
	server.attrs.zimbraImapCleartextLoginEnabled.value == true
}

subject contains "deployment"

result contains verdict.pass("deployment", "few", [input.census.live]) if {
	found := offending
	other := found
	count(other) < 1
}
