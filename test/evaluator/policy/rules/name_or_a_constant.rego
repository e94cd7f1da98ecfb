# METADATA
# scope: package
# title: Name or a constant
# custom:
#   id: test-24
#   severity: low
#   kind: evidence
package zmaudit.rules.name_or_a_constant

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	some other in {name, "mail2"}
	some third, _ in input.servers
	third == other
	not input.servers[third].attrs.zimbraImapCleartextLoginEnabled.value == true
}
