# METADATA
# scope: package
# title: Name that a function may change
# custom:
#   id: test-25
#   severity: low
#   kind: evidence
package zmaudit.rules.name_that_a_function_may_change

import data.zmaudit.lib.verdict

target(name) := name if endswith(name, "2")

target(name) := concat("", [trim_suffix(name, "1"), "2"]) if endswith(name, "1")

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	other := target(name)
	not input.servers[other].attrs.zimbraImapCleartextLoginEnabled.value == true
}
