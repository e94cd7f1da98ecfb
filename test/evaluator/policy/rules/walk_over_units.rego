# METADATA
# scope: package
# title: Walk over units
# custom:
#   id: test-43
#   severity: low
#   kind: evidence
package zmaudit.rules.walk_over_units

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.hosts

result contains verdict.pass(name, "m", [input.hosts[name].collected]) if {
	some name in subject
	active := [v | walk(input.hosts[name].units.telnet, [_, v]); v == "active"]
	count(active) == 0
}
