# METADATA
# scope: package
# title: Set difference
# custom:
#   id: test-48
#   severity: low
#   kind: evidence
package zmaudit.rules.set_difference

import data.zmaudit.lib.verdict

mailboxes contains name if {
	some name, server in input.servers
	"mailbox" in server.services.value
}

closed contains name if {
	some name, server in input.servers
	server.attrs.zimbraImapCleartextLoginEnabled.value == false
}

subject contains "deployment"

result contains verdict.pass("deployment", "m", [input.census.live]) if count(mailboxes - closed) == 0
