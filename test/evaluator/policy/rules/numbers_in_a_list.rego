# METADATA
# scope: package
# title: Numbers in a list
# custom:
#   id: test-73
#   severity: low
#   kind: evidence
package zmaudit.rules.numbers_in_a_list

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.hosts

result contains verdict.pass(name, "m", [leaf]) if {
	some name in subject
	leaf := input.hosts[name].kernel.version
	array.slice(leaf.value, 0, 1) == [6]
}
