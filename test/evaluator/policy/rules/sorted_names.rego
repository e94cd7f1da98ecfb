# METADATA
# scope: package
# title: Sorted names
# custom:
#   id: test-50
#   severity: low
#   kind: evidence
package zmaudit.rules.sorted_names

import data.zmaudit.lib.verdict

offending contains name if {
	some name, server in input.servers
	server.attrs.zimbraImapCleartextLoginEnabled.value == true
}

subject contains "deployment"

result contains verdict.pass("deployment", "m", [input.census.live]) if {
	names := sort(offending)
	array.concat(names, []) == []
}
