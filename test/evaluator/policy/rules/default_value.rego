# METADATA
# scope: package
# title: Default value
# custom:
#   id: test-30
#   severity: low
#   kind: evidence
package zmaudit.rules.default_value

import data.zmaudit.lib.verdict

default open := false

open if {
	some server in input.servers
	server.attrs.zimbraImapCleartextLoginEnabled.value == true
}

subject contains "deployment"

result contains verdict.pass("deployment", "m", [input.census.live]) if open == false

result contains verdict.fail("deployment", "m", [input.census.live], []) if open == true
