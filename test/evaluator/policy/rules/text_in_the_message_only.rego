# METADATA
# scope: package
# title: Text in the message only
# custom:
#   id: test-28
#   severity: low
#   kind: evidence
package zmaudit.rules.text_in_the_message_only

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, $"mode {input.servers[name].attrs.zimbraMailMode.value}", [leaf]) if {
	some name in subject
	leaf := input.servers[name].attrs.zimbraImapCleartextLoginEnabled
	leaf.value == false
}
