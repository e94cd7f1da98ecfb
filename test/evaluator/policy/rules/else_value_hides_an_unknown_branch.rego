# METADATA
# scope: package
# title: Else value hides an unknown branch
# custom:
#   id: test-8
#   severity: low
#   kind: evidence
package zmaudit.rules.else_value_hides_an_unknown_branch

import data.zmaudit.lib.verdict

origin(c) := "weak" if {
	c.attrs.zimbraPasswordMinLength.value < 12
} else := "strong"

subject contains name if some name, _ in input.cos

result contains verdict.pass(name, "m", [input.cos[name].used]) if {
	some name in subject
	origin(input.cos[name]) == "strong"
}
