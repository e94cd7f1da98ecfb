# METADATA
# scope: package
# title: Chain of three helpers
# custom:
#   id: test-64
#   severity: low
#   kind: evidence
package zmaudit.rules.chain_of_three_helpers

import data.zmaudit.lib.verdict

weak_cos contains name if {
	some name, c in input.cos
	c.attrs.zimbraPasswordMinLength.value < 12
}

weak_domain contains name if {
	some name, domain in input.domains
	some cos in weak_cos
	cos in {"default"}
	domain.live.value == true
}

subject contains "deployment"

result contains verdict.pass("deployment", "m", [input.census.live]) if {
	every name in weak_domain { name == "nobody" }
}
