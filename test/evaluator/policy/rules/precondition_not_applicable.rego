# METADATA
# scope: package
# title: Precondition not applicable
# custom:
#   id: test-61
#   severity: low
#   kind: evidence
package zmaudit.rules.precondition_not_applicable

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.servers

result contains verdict.not_applicable(name, "no mailbox", [input.servers[name].services]) if {
	some name in subject
	not "mailbox" in input.servers[name].services.value
}

result contains verdict.pass(name, "m", [leaf]) if {
	some name in subject
	"mailbox" in input.servers[name].services.value
	leaf := input.servers[name].attrs.zimbraImapCleartextLoginEnabled
	leaf.value == false
}
