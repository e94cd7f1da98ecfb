# METADATA
# title: The envelope sender is fixed for the web client
# description: Else the web client's users choose who gets the bounces, and what SPF is asked about.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "16.3"
#   section: 16
#   severity: low
#   kind: evidence
package zmaudit.controls.s16_3_envelope_sender_fixed

import data.zmaudit.lib.account_overrides
import data.zmaudit.lib.class_of_service
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if some name in classes

classes contains name if some name, _ in input.cos

subject contains "accounts"

# unset, it is TRUE: the fact then has the compiled default
result contains verdict.pass(name, $"{name} fixes the envelope sender ({leaf.from} value)", [leaf]) if {
	some name in classes
	leaf := input.cos[name].attrs.zimbraSmtpRestrictEnvelopeFrom
	leaf.value == true
}

result contains verdict.pass_with(name, $"{name} leaves the envelope sender to nobody", evidence, notes) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == false
	leaf := cos.attrs.zimbraSmtpRestrictEnvelopeFrom
	leaf.value == false
	evidence := [leaf, cos.used]
	notes := ["the first account that is put there chooses it: set it to TRUE before"]
}

result contains verdict.fail(name, message, [leaf, cos.used], fix(name)) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraSmtpRestrictEnvelopeFrom
	leaf.value == false
	message := $"{name} lets the From address be the envelope sender{class_of_service.members(cos.accounts)}"
}

# an account's value goes over its class's
result contains verdict.pass(name, "no live account chooses its envelope sender by a value of its own", [leaf]) if {
	name := "accounts"
	leaf := input.census.overrides.zimbraSmtpRestrictEnvelopeFrom
	every own in leaf.value {
		own.value == true
	}
}

result contains verdict.fail(name, message, [leaf], fix) if {
	name := "accounts"
	leaf := input.census.overrides.zimbraSmtpRestrictEnvelopeFrom
	some own in leaf.value
	own.value == false
	message := $"{account_overrides.who(own)} may let the From address be the envelope sender"
	fix := account_overrides.fix(own, "zimbraSmtpRestrictEnvelopeFrom")
}

fix(name) := [
	$"zmprov mc {shell.word(name)} zimbraSmtpRestrictEnvelopeFrom TRUE",
	"zmprov fc -a cos",
	"# bounces of mail that is sent for others then come to the account that sent it",
]
