# METADATA
# title: Executable file types are blocked at the MTA
# description: Malware that a click starts reaches the mailbox as an attachment.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "17.1"
#   section: 17
#   severity: high
#   kind: evidence
#   parameters:
#     required:
#       default_from: mail_filtering.required_extensions
#       description: Extensions that must be blocked
#     recommended:
#       default_from: mail_filtering.recommended_extensions
#       description: Extensions whose absence is noted
#   optional:
#     - path: input.global.attrs.zimbraAttachmentsBlocked
#       because: it is only told, and blocks nothing at the MTA
package zmaudit.controls.s17_1_executables_blocked

import data.zmaudit.lib.extensions
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains "global"

required contains word if some word in input.parameters["17.1"].required

recommended contains word if some word in input.parameters["17.1"].recommended

result contains verdict.pass_with("global", message, [leaf], notes) if {
	leaf := input.global.attrs.zimbraMtaBlockedExtension
	extensions.is_taken_for_true(leaf.value)
	words := extensions.effective(leaf.value)
	count(required - words) == 0
	count(extensions.breaking(leaf.value)) == 0
	message := $"{count(words)} file types are blocked, the required ones among them"
	notes := array.concat(remarks(recommended - words, extensions.ineffective(leaf.value)), web_client)
}

result contains verdict.fail("global", message, [leaf], fix(missing, odd)) if {
	leaf := input.global.attrs.zimbraMtaBlockedExtension
	missing := required - extensions.effective(leaf.value)
	count(missing) > 0
	odd := extensions.ineffective(leaf.value)
	message := concat("", [$"not blocked: {concat(", ", sort(missing))}", because(odd)])
}

result contains verdict.fail("global", message, [leaf], fix(set(), broken)) if {
	leaf := input.global.attrs.zimbraMtaBlockedExtension
	broken := extensions.breaking(leaf.value)
	count(broken) > 0
	message := $"{concat(" ", sort(broken))} makes the pattern invalid, so that no word of the list blocks anything"
}

result contains verdict.fail("global", message, [leaf], reordered(leaf.value[0])) if {
	leaf := input.global.attrs.zimbraMtaBlockedExtension
	extensions.is_taken_for_false(leaf.value)
	message := $"the list begins with {leaf.value[0]}, which zmconfigd takes for false: nothing is blocked"
}

result contains verdict.fail("global", message, [leaf], fix(required, set())) if {
	leaf := input.global.attrs.zimbraMtaBlockedExtension
	leaf.from == "unset"
	message := "nothing is blocked: zimbraMtaBlockedExtension was never set"
}

web_client := [note |
	input.global.attrs.zimbraAttachmentsBlocked.value == true
	note := "zimbraAttachmentsBlocked TRUE: the web client opens no attachment at all; mail is not filtered by it"
]

because(odd) := "" if count(odd) == 0

because(odd) := $"; {concat(" ", sort(odd))} match no file name: an extension is written without dot and star" if {
	count(odd) > 0
}

remarks(absent, odd) := array.concat(
	[note | count(absent) > 0; note := $"not blocked either, which is recommended: {concat(", ", sort(absent))}"],
	[note | count(odd) > 0; note := $"{concat(" ", sort(odd))} match no file name and can go"],
)

fix(missing, odd) := array.concat(
	[line |
		count(missing) + count(odd) > 0
		line := concat(" ", array.concat(
			["zmprov mcf"],
			array.concat(
				[pair | some word in sort(missing); pair := $"+zimbraMtaBlockedExtension {shell.word(word)}"],
				[pair | some word in sort(odd); pair := $"-zimbraMtaBlockedExtension {shell.word(word)}"],
			),
		))
	],
	[
		"zmmtactl restart",
		"zmamavisdctl restart",
		"# senders get bounces; warn those who mail scripts or images; zmconfigd writes the rules within a minute",
	],
)

# the directory puts a value that is added again last
reordered(first) := [
	$"zmprov mcf -zimbraMtaBlockedExtension {shell.word(first)}",
	$"zmprov mcf +zimbraMtaBlockedExtension {shell.word(first)}",
	"zmamavisdctl restart",
]
