# METADATA
# scope: package
# title: Leaf compared with a leaf
# custom:
#   id: test-39
#   severity: low
#   kind: evidence
package zmaudit.rules.leaf_compared_with_a_leaf

import data.zmaudit.lib.verdict

subject contains "deployment"

result contains verdict.pass("deployment", "m", [input.census.live]) if {
	one := input.servers.mail1.attrs.zimbraMailMode
	two := input.servers.mail2.attrs.zimbraMailMode
	one.value == two.value
}
