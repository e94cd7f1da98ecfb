# METADATA
# scope: package
# title: Iteration over units
# custom:
#   id: test-44
#   severity: low
#   kind: evidence
package zmaudit.rules.iteration_over_units

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.hosts

result contains verdict.pass(name, "m", [input.hosts[name].collected]) if {
	some name in subject
	not running(name, "telnet")
}

running(name, unit) if {
	some known, state in input.hosts[name].units
	known == unit
	state.active.value == "active"
}
