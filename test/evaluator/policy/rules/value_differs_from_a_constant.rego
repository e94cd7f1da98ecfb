# METADATA
# scope: package
# title: Value differs from a constant
# custom:
#   id: test-40
#   severity: low
#   kind: evidence
package zmaudit.rules.value_differs_from_a_constant

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.hosts

result contains verdict.pass(name, "m", [leaf]) if {
	some name in subject
	leaf := input.hosts[name].sshd.default.permitrootlogin
	leaf.value != "yes"
}
