# METADATA
# scope: package
# title: Negated equality beside a negated read
# custom:
#   id: test-23
#   severity: low
#   kind: evidence
package zmaudit.rules.negated_equality_beside_a_negated_read

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	some other, _ in input.servers
	not other == name
	not input.servers[other].attrs.zimbraImapCleartextLoginEnabled.value == true
}
