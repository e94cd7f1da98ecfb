# METADATA
# scope: package
# title: Helper compared with the empty set
# custom:
#   id: test-13
#   severity: low
#   kind: evidence
package zmaudit.rules.helper_compared_with_the_empty_set

import data.zmaudit.lib.verdict

offending contains name if {
	some name, server in input.servers
	server.attrs.zimbraImapCleartextLoginEnabled.value == true
}

subject contains "deployment"

result contains verdict.pass("deployment", "none", [input.census.live]) if offending == set()
