# METADATA
# scope: package
# title: Sum over a comprehension
# custom:
#   id: test-36
#   severity: low
#   kind: evidence
package zmaudit.rules.sum_over_a_comprehension

import data.zmaudit.lib.verdict

subject contains "deployment"

result contains verdict.pass("deployment", "m", [input.census.live]) if {
	sum([n | some c in input.cos; n := c.attrs.zimbraPasswordMinLength.value]) < 30
}
