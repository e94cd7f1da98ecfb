# METADATA
# scope: package
# title: Name that a union replaces
# custom:
#   id: test-94
#   severity: low
#   kind: evidence
package zmaudit.rules.name_that_a_union_replaces

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	chosen := object.union({"name": name}, {"name": "mail2"})
	not input.servers[chosen.name].attrs.zimbraImapCleartextLoginEnabled.value == true
}
