# METADATA
# title: The user token lifetime is short
# description: A stolen or forgotten web session opens the mailbox until its token ends.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "21.1"
#   section: 21
#   severity: medium
#   kind: evidence
#   parameters:
#     longest:
#       default: 43200
#       description: Longest lifetime that passes, in seconds
#     shipped:
#       default: 172800
#       description: Lifetime in seconds above which the finding is medium and not low; a new installation has 2 days
package zmaudit.controls.s21_1_user_token_lifetime_short

import data.zmaudit.lib.account_overrides
import data.zmaudit.lib.durations
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict
import data.zmaudit.lib.zimbra_duration

subject contains name if some name in classes

classes contains name if some name, _ in input.cos

subject contains "accounts"

longest := input.parameters["21.1"].longest

shipped := input.parameters["21.1"].shipped

result contains verdict.pass_with(name, said(name, leaf), [leaf], notes(leaf)) if {
	some name in classes
	leaf := input.cos[name].attrs.zimbraAuthTokenLifetime
	leaf.value > 0
	leaf.value <= longest
}

result contains verdict.fail_as("low", name, said(name, leaf), [leaf, cos.used], fix(name)) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraAuthTokenLifetime
	leaf.value > longest
	leaf.value <= shipped
}

result contains verdict.fail(name, said(name, leaf), [leaf, cos.used], fix(name)) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraAuthTokenLifetime
	leaf.value > longest
	leaf.value > shipped
}

result contains verdict.fail_as("low", name, $"{said(name, leaf)}; nobody is in it", [leaf, cos.used], fix(name)) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == false
	leaf := cos.attrs.zimbraAuthTokenLifetime
	leaf.value > longest
}

# zmprov refuses it: somebody wrote it past the server
result contains verdict.unknown(name, message, [leaf], settle) if {
	some name in classes
	leaf := input.cos[name].attrs.zimbraAuthTokenLifetime
	leaf.value == 0
	message := $"zimbraAuthTokenLifetime of {name} is 0, which Zimbra refuses: what it means is unknown"
	settle := [$"zmprov gc {shell.word(name)} zimbraAuthTokenLifetime", "# then log in: how long does the token last?"]
}

# an account's value goes over its class's
result contains verdict.pass(name, message, [leaf]) if {
	name := "accounts"
	leaf := input.census.overrides.zimbraAuthTokenLifetime
	every own in leaf.value {
		own.value > 0
		own.value <= longest
	}
	message := $"no live account has a lifetime of its own above {durations.text(longest)}"
}

result contains verdict.fail_as("low", name, told(own), [leaf], account_overrides.fix(own, attribute)) if {
	name := "accounts"
	leaf := input.census.overrides.zimbraAuthTokenLifetime
	some own in leaf.value
	own.value > longest
	own.value <= shipped
}

result contains verdict.fail(name, told(own), [leaf], account_overrides.fix(own, attribute)) if {
	name := "accounts"
	leaf := input.census.overrides.zimbraAuthTokenLifetime
	some own in leaf.value
	own.value > longest
	own.value > shipped
}

attribute := "zimbraAuthTokenLifetime"

told(own) := $"{account_overrides.who(own)} stay logged in for {durations.text(own.value)}"

said(name, leaf) := $"users of {name} stay logged in for {durations.text(leaf.value)}{origin(leaf)}"

origin(leaf) := "" if leaf.from == "cos"

origin(leaf) := ", which is what the code takes where nothing is set" if leaf.from == "default"

notes(leaf) := [] if leaf.from == "cos"

notes(leaf) := ["zimbraAuthTokenLifetime is unset; set it, so that an update cannot change it"] if {
	leaf.from == "default"
}

fix(name) := [
	$"zmprov mc {shell.word(name)} zimbraAuthTokenLifetime {zimbra_duration.word(longest)}",
	"# users log in more often; a token that was given out keeps its old end until the password changes",
]
