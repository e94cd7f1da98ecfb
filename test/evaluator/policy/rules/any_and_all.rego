# METADATA
# scope: package
# title: Any and all
# custom:
#   id: test-72
#   severity: low
#   kind: evidence
package zmaudit.rules.any_and_all

import data.zmaudit.lib.verdict

subject contains "deployment"

result contains verdict.pass("deployment", "m", [input.census.live]) if {
	flags := {v | some server in input.servers; v := server.attrs.zimbraImapCleartextLoginEnabled.value}
	not true in flags
}
