# METADATA
# title: The full sender address is shown
# description: A display name alone makes a foreign sender look like a colleague.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "33.1"
#   section: 33
#   severity: low
#   kind: evidence
#   parameters:
#     modern_ui_only:
#       default: false
#       description: Nobody uses the Classic web client, the only one that has this preference
#   optional:
#     - path: input.census.overrides.zimbraPrefShortEmailAddress
#       because: what users choose for themselves is only told
package zmaudit.controls.s33_1_short_addresses_off

import data.zmaudit.lib.account_overrides
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.cos

modern_ui_only if input.parameters["33.1"].modern_ui_only == true

result contains verdict.not_applicable(name, "the site has only the Modern UI, without this preference", [cos.id]) if {
	some name in subject
	cos := input.cos[name]
	modern_ui_only
}

result contains verdict.pass_with(name, $"{name} shows the address of a sender", [leaf], set_back(name)) if {
	some name in subject
	not modern_ui_only
	leaf := input.cos[name].attrs.zimbraPrefShortEmailAddress
	leaf.value == false
}

result contains verdict.fail(name, $"{name} shows a sender's name without address", [leaf, cos.used], fix(name)) if {
	some name in subject
	not modern_ui_only
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraPrefShortEmailAddress
	leaf.value == true
}

# the server reads absence as FALSE, the Classic web client as TRUE, and the client draws the message
result contains verdict.fail(name, message, [leaf, cos.used], fix(name)) if {
	some name in subject
	not modern_ui_only
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraPrefShortEmailAddress
	leaf.from == "unset"
	message := $"{name} has no zimbraPrefShortEmailAddress: the Classic web client then hides the address"
}

result contains verdict.pass_with(name, $"nobody is in {name}", [leaf, cos.used], notes) if {
	some name in subject
	not modern_ui_only
	cos := input.cos[name]
	cos.used.value == false
	leaf := cos.attrs.zimbraPrefShortEmailAddress
	hides(leaf)
	notes := [$"{name} would hide the address of a sender: set it before an account is put there"]
}

# what users choose for themselves is told once
set_back("default") := [note |
	some own in input.census.overrides.zimbraPrefShortEmailAddress.value
	own.value == true
	note := $"{account_overrides.who(own)} chose names without addresses"
]

set_back(name) := [] if name != "default"

hides(leaf) if leaf.value == true

hides(leaf) if leaf.from == "unset"

fix(name) := [
	$"zmprov mc {shell.word(name)} zimbraPrefShortEmailAddress FALSE",
	"# headers of messages get longer; users may set it back for themselves",
]
