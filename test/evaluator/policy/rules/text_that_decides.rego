# METADATA
# scope: package
# title: Text that decides
# custom:
#   id: test-26
#   severity: low
#   kind: evidence
package zmaudit.rules.text_that_decides

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	text := $"{input.servers[name].attrs.zimbraMailMode.value}"
	text != "http"
}
