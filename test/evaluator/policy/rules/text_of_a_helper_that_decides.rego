# METADATA
# scope: package
# title: Text of a helper that decides
# custom:
#   id: test-27
#   severity: low
#   kind: evidence
package zmaudit.rules.text_of_a_helper_that_decides

import data.zmaudit.lib.verdict

label(server) := $"mode {server.attrs.zimbraMailMode.value}"

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	not endswith(lower(label(input.servers[name])), "http")
}
