# METADATA
# scope: package
# title: Subject out of object keys
# custom:
#   id: test-93
#   severity: low
#   kind: evidence
package zmaudit.rules.subject_out_of_object_keys

import data.zmaudit.lib.verdict

subject contains name if some name in object.keys(input.servers)

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	not input.servers[name].attrs.zimbraImapCleartextLoginEnabled.value == true
}
