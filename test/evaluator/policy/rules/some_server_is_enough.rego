# METADATA
# scope: package
# title: Some server is enough
# custom:
#   id: test-38
#   severity: low
#   kind: evidence
package zmaudit.rules.some_server_is_enough

import data.zmaudit.lib.verdict

subject contains "deployment"

result contains verdict.pass("deployment", "m", [input.census.live]) if {
	some server in input.servers
	server.attrs.zimbraMailMode.value == "https"
}
