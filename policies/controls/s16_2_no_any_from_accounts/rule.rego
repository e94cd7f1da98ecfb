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
#   parameters:
#     known_addresses:
#       default: []
#       description: Addresses of foreign domains that accounts may use as From by zimbraAllowFromAddress
#   optional:
#     - path: input.census.overrides.zimbraAllowFromAddress
#       because: single addresses that accounts may use besides weigh less; that one is foreign has to be shown
#     - path: input.collections.domains
#       because: where not all domains are known no address is called foreign
#     - path: input.domains
#       because: where not all domains are known no address is called foreign
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
	notes := ["addresses of other accounts that some may use besides (zimbraAllowFromAddress) are not looked at"]
}

result contains verdict.fail(name, message, [leaf], fix) if {
	name := "accounts"
	leaf := input.census.overrides.zimbraAllowAnyFromAddress
	some own in leaf.value
	own.value == true
	message := $"{account_overrides.who(own)} may use any From address"
	fix := account_overrides.fix(own, "zimbraAllowAnyFromAddress")
}

# warn: outside senders, which SPF and DKIM of their own domains speak against
result contains verdict.fail_as("low", name, message, [leaf, input.collections.domains], forget) if {
	some name in subject
	name == "accounts"
	input.collections.domains.value == true
	leaf := input.census.overrides.zimbraAllowFromAddress
	foreign := {address |
		some own in leaf.value
		some address in own.value
		not is_own(address)
	}
	count(foreign) > 0
	message := $"accounts may write as addresses of foreign domains ({count(foreign)}): {some_of(foreign)}"
}

is_own(address) if lower(address) in {lower(known) | some known in input.parameters["16.2"].known_addresses}

is_own(address) if input.domains[lower(split(address, "@")[1])]

some_of(addresses) := concat(", ", array.slice(sort(addresses), 0, 5))

forget := [
	"zmprov -l sa '(zimbraAllowFromAddress=*)'    # whose they are",
	"# take each one away that is not meant: zmprov ma ACCOUNT -zimbraAllowFromAddress ADDRESS",
	"# those that are meant: parameter known_addresses of 16.2",
]

fix(name) := [
	$"zmprov mc {shell.word(name)} zimbraAllowAnyFromAddress FALSE",
	"zmprov fc -a cos",
	"# programs that send by SOAP under other addresses are refused: give their accounts zimbraAllowFromAddress first",
]
