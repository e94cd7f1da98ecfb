# METADATA
# scope: package
# title: Listener of any host
# custom:
#   id: test-69
#   severity: low
#   kind: evidence
package zmaudit.rules.listener_of_any_host

import data.zmaudit.lib.verdict

subject contains "deployment"

ports := {socket.port |
	some host in input.hosts
	some socket in host.listeners.value
}

result contains verdict.pass("deployment", "m", [input.census.live]) if ports & {23, 11211} == set()
