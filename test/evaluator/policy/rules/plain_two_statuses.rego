# METADATA
# scope: package
# title: Plain two statuses
# custom:
#   id: test-1
#   severity: low
#   kind: evidence
package zmaudit.rules.plain_two_statuses

import data.zmaudit.lib.verdict

subject contains name if {
	some name, server in input.servers
	"mailbox" in server.services.value
}

result contains verdict.pass(name, "keeps crawlers out", [leaf]) if {
	some name in subject
	leaf := input.servers[name].attrs.zimbraMailKeepOutWebCrawlers
	leaf.value == true
}

result contains verdict.fail(name, "lets crawlers in", [leaf], []) if {
	some name in subject
	leaf := input.servers[name].attrs.zimbraMailKeepOutWebCrawlers
	leaf.value == false
}
