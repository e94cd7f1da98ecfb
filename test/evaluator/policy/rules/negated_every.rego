# METADATA
# scope: package
# title: Negated every
# custom:
#   id: test-74
#   severity: low
#   kind: evidence
package zmaudit.rules.negated_every

import data.zmaudit.lib.verdict
import future.keywords.not

subject contains "deployment"

result contains verdict.pass("deployment", "m", [input.census.live]) if {
	not {
		every server in input.servers { server.attrs.zimbraImapCleartextLoginEnabled.value == true }
	}
}
