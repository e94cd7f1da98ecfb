# METADATA
# scope: package
# title: Destructured pair
# custom:
#   id: test-66
#   severity: low
#   kind: evidence
package zmaudit.rules.destructured_pair

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	[mode, open] := [input.servers[name].attrs.zimbraMailMode, input.servers[name].attrs.zimbraImapCleartextLoginEnabled]
	mode.value == "https"
	not open.value == true
}
