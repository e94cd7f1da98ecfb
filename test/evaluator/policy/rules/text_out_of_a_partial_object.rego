# METADATA
# scope: package
# title: Text out of a partial object
# custom:
#   id: test-96
#   severity: low
#   kind: evidence
package zmaudit.rules.text_out_of_a_partial_object

import data.zmaudit.lib.verdict

labels[name] := $"{name} {server.attrs.zimbraMailMode.value}" if some name, server in input.servers

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	words := split(labels[name], " ")
	words[1] != "http"
}
