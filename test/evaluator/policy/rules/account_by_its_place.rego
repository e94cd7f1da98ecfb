# METADATA
# scope: package
# title: Account by its place
# custom:
#   id: test-80
#   severity: low
#   kind: evidence
package zmaudit.rules.account_by_its_place

import data.zmaudit.lib.verdict

subject contains account.name if {
	some account in input.accounts
	account.live.value == true
}

result contains verdict.pass(account.name, "m", [account.live]) if {
	some account in input.accounts
	account.name in subject
	not account.effective.zimbraFeatureTwoFactorAuthRequired.value == false
}
