# METADATA
# scope: package
# title: Deployment not any helper
# custom:
#   id: test-4
#   severity: low
#   kind: evidence
package zmaudit.rules.deployment_not_any_helper

import data.zmaudit.lib.verdict

any_wild if {
	some c in input.cos
	some d in c.attrs.zimbraProxyAllowedDomains.value
	startswith(d, "*")
}

subject contains "deployment"

result contains verdict.pass("deployment", "no wildcard", [input.census.live]) if not any_wild

result contains verdict.fail("deployment", "a wildcard", [input.census.live], []) if any_wild
