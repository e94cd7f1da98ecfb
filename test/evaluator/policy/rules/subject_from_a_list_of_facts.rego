# METADATA
# scope: package
# title: Subject from a list of facts
# custom:
#   id: test-58
#   severity: low
#   kind: evidence
package zmaudit.rules.subject_from_a_list_of_facts

import data.zmaudit.lib.verdict

subject contains word if some word in input.global.attrs.zimbraMtaBlockedExtension.value

result contains verdict.pass(word, "m", [input.global.attrs.zimbraMtaBlockedExtension]) if {
	some word in subject
	word != "exe"
}
