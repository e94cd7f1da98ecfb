# METADATA
# title: "Web and SOAP: no accounts that may use any From address"
# description: Such an account writes as anybody, inside and outside, from the web client.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "16.2"
#   section: 16
#   severity: medium
#   kind: evidence
package zmaudit.controls.s16_2_no_any_from_accounts

import data.zmaudit.lib.account_overrides
import data.zmaudit.lib.class_of_service
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if some name in classes

classes contains name if some name, _ in input.cos

subject contains "accounts"

result contains verdict.pass(name, $"{name} lets nobody use any From address", [leaf]) if {
	some name in classes
	leaf := input.cos[name].attrs.zimbraAllowAnyFromAddress
	leaf.value == false
}

result contains verdict.pass_with(name, $"{name} allows any From address to nobody", evidence, notes) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == false
	leaf := cos.attrs.zimbraAllowAnyFromAddress
	leaf.value == true
	evidence := [leaf, cos.used]
	notes := ["the first account that is put there may: switch it off before"]
}

result contains verdict.fail(name, message, [leaf, cos.used], fix(name)) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraAllowAnyFromAddress
	leaf.value == true
	message := $"{name} lets its accounts use any From address{class_of_service.members(cos.accounts)}"
}

# an account's value goes over its class's
result contains verdict.pass_with(name, message, [leaf], notes) if {
	name := "accounts"
	leaf := input.census.overrides.zimbraAllowAnyFromAddress
	every own in leaf.value {
		own.value == false
	}
	message := "no live account may use any From address by a value of its own"
	notes := ["addresses that single accounts may use besides (zimbraAllowFromAddress) are not looked at"]
}

result contains verdict.fail(name, message, [leaf], fix) if {
	name := "accounts"
	leaf := input.census.overrides.zimbraAllowAnyFromAddress
	some own in leaf.value
	own.value == true
	message := $"{account_overrides.who(own)} may use any From address"
	fix := account_overrides.fix(own, "zimbraAllowAnyFromAddress")
}

fix(name) := [
	$"zmprov mc {shell.word(name)} zimbraAllowAnyFromAddress FALSE",
	"zmprov fc -a cos",
	"# programs that send by SOAP under other addresses are refused: give their accounts zimbraAllowFromAddress first",
]
