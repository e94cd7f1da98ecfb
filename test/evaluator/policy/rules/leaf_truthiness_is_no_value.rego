# METADATA
# scope: package
# title: Leaf truthiness is no value
# custom:
#   id: test-63
#   severity: low
#   kind: evidence
package zmaudit.rules.leaf_truthiness_is_no_value

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.cos

result contains verdict.pass(name, "m", [leaf]) if {
	some name in subject
	leaf := input.cos[name].attrs.zimbraPasswordLockoutEnabled
	leaf
	not leaf.value == false
}
