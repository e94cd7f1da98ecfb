# METADATA
# scope: package
# title: Default function
# custom:
#   id: test-31
#   severity: low
#   kind: evidence
package zmaudit.rules.default_function

import data.zmaudit.lib.verdict

default is_open(_) := false

is_open(server) if server.attrs.zimbraImapCleartextLoginEnabled.value == true

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	is_open(input.servers[name]) == false
}
