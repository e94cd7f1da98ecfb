# METADATA
# scope: package
# title: Text in a set of labels
# custom:
#   id: test-29
#   severity: low
#   kind: evidence
package zmaudit.rules.text_in_a_set_of_labels

import data.zmaudit.lib.verdict

labels contains $"{name}-{server.attrs.zimbraMailMode.value}" if some name, server in input.servers

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	not concat("-", [name, "http"]) in labels
}
