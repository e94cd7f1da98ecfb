# METADATA
# scope: package
# title: Names in a comprehension
# custom:
#   id: test-47
#   severity: low
#   kind: evidence
package zmaudit.rules.names_in_a_comprehension

import data.zmaudit.lib.verdict

subject contains "deployment"

result contains verdict.pass("deployment", "m", [input.census.live]) if {
	names := [name | some name, server in input.servers; "mailbox" in server.services.value]
	every name in names { input.servers[name].attrs.zimbraMailMode.value == "https" }
}
