# METADATA
# scope: package
# title: Max over a comprehension
# custom:
#   id: test-37
#   severity: low
#   kind: evidence
package zmaudit.rules.max_over_a_comprehension

import data.zmaudit.lib.verdict

subject contains "deployment"

result contains verdict.pass("deployment", "m", [input.census.live]) if {
	min([n | some c in input.cos; n := c.attrs.zimbraPasswordMinLength.value]) >= 5
}
