# METADATA
# title: The admin token lifetime is short
# description: A token of the administration console opens the whole system without a password until it ends.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "21.2"
#   section: 21
#   severity: medium
#   kind: evidence
#   parameters:
#     longest:
#       default: 14400
#       description: Longest lifetime that passes, in seconds
#     shipped:
#       default: 43200
#       description: Lifetime in seconds above which the finding is medium and not low; a new installation has 12 hours
package zmaudit.controls.s21_2_admin_token_lifetime_short

import data.zmaudit.lib.account_overrides
import data.zmaudit.lib.durations
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict
import data.zmaudit.lib.zimbra_duration

subject contains name if some name in classes

classes contains name if some name, _ in input.cos

subject contains "accounts"

longest := input.parameters["21.2"].longest

shipped := input.parameters["21.2"].shipped

result contains verdict.pass_with(name, said(name, leaf), [leaf], notes(leaf)) if {
	some name in classes
	leaf := input.cos[name].attrs.zimbraAdminAuthTokenLifetime
	leaf.value > 0
	leaf.value <= longest
}

result contains verdict.fail_as("low", name, said(name, leaf), [leaf, cos.used], fix(name)) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraAdminAuthTokenLifetime
	leaf.value > longest
	leaf.value <= shipped
}

result contains verdict.fail(name, said(name, leaf), [leaf, cos.used], fix(name)) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraAdminAuthTokenLifetime
	leaf.value > longest
	leaf.value > shipped
}

result contains verdict.fail_as("low", name, $"{said(name, leaf)}; nobody is in it", [leaf, cos.used], fix(name)) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == false
	leaf := cos.attrs.zimbraAdminAuthTokenLifetime
	leaf.value > longest
}

# zmprov refuses it: somebody wrote it past the server
result contains verdict.unknown(name, message, [leaf], settle) if {
	some name in classes
	leaf := input.cos[name].attrs.zimbraAdminAuthTokenLifetime
	leaf.value == 0
	message := $"zimbraAdminAuthTokenLifetime of {name} is 0, which Zimbra refuses: what it does is unknown"
	settle := [$"zmprov gc {shell.word(name)} zimbraAdminAuthTokenLifetime", "# then: how long does a log-in last?"]
}

# an account's value goes over its class's
result contains verdict.pass(name, message, [leaf]) if {
	name := "accounts"
	leaf := input.census.overrides.zimbraAdminAuthTokenLifetime
	every own in leaf.value {
		is_harmless(own)
	}
	message := $"no live administrator has a lifetime of their own above {durations.text(longest)}"
}

result contains verdict.fail_as("low", name, told(own), [leaf], account_overrides.fix(own, attribute)) if {
	name := "accounts"
	leaf := input.census.overrides.zimbraAdminAuthTokenLifetime
	some own in leaf.value
	own.admins > 0
	own.value > longest
	own.value <= shipped
}

result contains verdict.fail(name, told(own), [leaf], account_overrides.fix(own, attribute)) if {
	name := "accounts"
	leaf := input.census.overrides.zimbraAdminAuthTokenLifetime
	some own in leaf.value
	own.admins > 0
	own.value > longest
	own.value > shipped
}

# only an administrator has such a token
is_harmless(own) if own.admins == 0

is_harmless(own) if {
	own.value > 0
	own.value <= longest
}

attribute := "zimbraAdminAuthTokenLifetime"

told(own) := $"{account_overrides.who(own)} stay logged in to the console for {durations.text(own.value)}"

said(name, leaf) := $"administrators in {name} stay logged in for {durations.text(leaf.value)}{origin(leaf)}"

origin(leaf) := "" if leaf.from == "cos"

origin(leaf) := ", which is what the code takes where nothing is set" if leaf.from == "default"

notes(leaf) := [] if leaf.from == "cos"

notes(leaf) := ["zimbraAdminAuthTokenLifetime is unset; set it, so that an update cannot change it"] if {
	leaf.from == "default"
}

fix(name) := [
	$"zmprov mc {shell.word(name)} zimbraAdminAuthTokenLifetime {zimbra_duration.word(longest)}",
	"# administrators log in more often; a token that was given out keeps its old end until the password changes",
]
