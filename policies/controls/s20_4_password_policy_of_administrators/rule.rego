# METADATA
# title: A strong password policy applies to administrators
# description: An administrator's password is the one that is worth guessing.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "20.4"
#   section: 20
#   severity: high
#   kind: evidence
#   parameters:
#     shortest:
#       default: 12
#       description: Shortest password that passes, in characters
package zmaudit.controls.s20_4_password_policy_of_administrators

import data.zmaudit.lib.account_overrides
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if some name in classes

classes contains name if {
	some name, cos in input.cos
	cos.admins.value > 0
}

subject contains "accounts"

shortest := input.parameters["20.4"].shortest

result contains verdict.pass(name, message, evidence) if {
	some name in classes
	cos := input.cos[name]
	length := cos.attrs.zimbraPasswordMinLength
	length.value >= shortest
	lockout := cos.attrs.zimbraPasswordLockoutEnabled
	lockout.value == true
	tries := cos.attrs.zimbraPasswordLockoutMaxFailures
	tries.value > 0
	overrides := input.census.admin_overrides
	message := $"administrators in {name} need {length.value} characters, and {tries.value} wrong ones lock them"
	evidence := [
		length,
		lockout,
		tries,
		cos.admins,
		overrides.zimbraPasswordMinLength,
		overrides.zimbraPasswordLockoutEnabled,
		overrides.zimbraPasswordLockoutMaxFailures,
	]
}

# every administrator has a length of his own, so that the class's counts for none
result contains verdict.pass(name, message, evidence) if {
	some name in classes
	cos := input.cos[name]
	length := cos.attrs.zimbraPasswordMinLength
	length.value < shortest
	own := input.census.admin_overrides.zimbraPasswordMinLength
	total(own) == input.census.admins.value
	every one in own.value {
		is_long_enough(one)
	}
	lockout := cos.attrs.zimbraPasswordLockoutEnabled
	lockout.value == true
	tries := cos.attrs.zimbraPasswordLockoutMaxFailures
	tries.value > 0
	message := $"administrators in {name} have values of their own, {shortest} characters or more"
	overrides := input.census.admin_overrides
	evidence := [
		own,
		lockout,
		tries,
		cos.admins,
		overrides.zimbraPasswordLockoutEnabled,
		overrides.zimbraPasswordLockoutMaxFailures,
	]
}

result contains verdict.fail(name, message, [length, cos.admins, own], fix(name)) if {
	some name in classes
	cos := input.cos[name]
	length := cos.attrs.zimbraPasswordMinLength
	is_short(length)
	own := input.census.admin_overrides.zimbraPasswordMinLength
	total(own) < cos.admins.value
	message := $"administrators in {name} may have passwords of {characters(length)}"
}

result contains verdict.fail(name, message, [lockout, cos.admins, own], fix(name)) if {
	some name in classes
	cos := input.cos[name]
	lockout := cos.attrs.zimbraPasswordLockoutEnabled
	lockout.value == false
	own := input.census.admin_overrides.zimbraPasswordLockoutEnabled
	total(own) < cos.admins.value
	message := $"passwords of administrators in {name} can be tried without end: lockout is off"
}

result contains verdict.fail(name, message, [tries, cos.admins, own], fix(name)) if {
	some name in classes
	cos := input.cos[name]
	cos.attrs.zimbraPasswordLockoutEnabled.value == true
	tries := cos.attrs.zimbraPasswordLockoutMaxFailures
	tries.value == 0
	own := input.census.admin_overrides.zimbraPasswordLockoutMaxFailures
	total(own) < cos.admins.value
	message := $"passwords of administrators in {name} can be tried without end: 0 failures never lock"
}

result contains verdict.fail(name, message, [leaf], account_overrides.fix(own, "zimbraPasswordMinLength")) if {
	name := "accounts"
	leaf := input.census.admin_overrides.zimbraPasswordMinLength
	some own in leaf.value
	own.value < shortest
	message := $"{who(own)} may have passwords of {own.value} characters"
}

result contains verdict.fail(name, message, [leaf], account_overrides.fix(own, "zimbraPasswordLockoutEnabled")) if {
	name := "accounts"
	leaf := input.census.admin_overrides.zimbraPasswordLockoutEnabled
	some own in leaf.value
	own.value == false
	message := $"{who(own)} never get locked, however often a password is tried"
}

result contains verdict.fail(name, message, [leaf], account_overrides.fix(own, "zimbraPasswordLockoutMaxFailures")) if {
	name := "accounts"
	leaf := input.census.admin_overrides.zimbraPasswordLockoutMaxFailures
	some own in leaf.value
	own.value == 0
	message := $"{who(own)} never get locked: 0 failures of their own never do that"
}

# an account's value goes over its class's
result contains verdict.pass(name, message, [lengths, lockouts, tries, admins]) if {
	name := "accounts"
	admins := input.census.admins
	admins.value > 0
	lengths := input.census.admin_overrides.zimbraPasswordMinLength
	every own in lengths.value {
		is_long_enough(own)
	}
	lockouts := input.census.admin_overrides.zimbraPasswordLockoutEnabled
	every own in lockouts.value {
		is_locked_out(own)
	}
	tries := input.census.admin_overrides.zimbraPasswordLockoutMaxFailures
	every own in tries.value {
		is_limited(own)
	}
	message := "no administrator has a weaker policy by a value of the account's own"
}

# a site has administrators: an export that shows none is not whole
result contains verdict.unknown(name, message, [leaf], settle) if {
	name := "accounts"
	leaf := input.census.admins
	leaf.value == 0
	message := "no account that was collected is an administrator: some are missing"
	settle := ["zmprov -l gaaa"]
}

# the census does not say which class the administrators with a length of their own are in
result contains verdict.unknown(name, message, [length, cos.admins, own], settle) if {
	some name in classes
	cos := input.cos[name]
	length := cos.attrs.zimbraPasswordMinLength
	is_short(length)
	own := input.census.admin_overrides.zimbraPasswordMinLength
	total(own) >= cos.admins.value
	total(own) < input.census.admins.value
	message := $"{name} lets administrators have {characters(length)}, unless the lengths of their own are those of these"
	settle := ["zmprov -l sa '(&(zimbraIsAdminAccount=TRUE)(!(zimbraPasswordMinLength=*)))'"]
}

who(own) := $"1 administrator ({own.first})" if own.admins == 1

who(own) := $"{own.admins} administrators ({own.first} is the first)" if own.admins != 1

# total(leaf): administrators with a value of their own
total(leaf) := sum([own.admins | some own in leaf.value])

is_long_enough(own) if own.value >= shortest

is_locked_out(own) if own.value == true

is_limited(own) if own.value > 0

is_short(length) if length.value < shortest

is_short(length) if length.from == "unset"

characters(length) := $"{length.value} characters" if length.value >= 0

characters(length) := "any length" if length.from == "unset"

fix(name) := [
	concat(" ", [
		"zmprov mc",
		shell.word(name),
		$"zimbraPasswordMinLength {shortest}",
		"zimbraPasswordLockoutEnabled TRUE zimbraPasswordLockoutMaxFailures 10",
	]),
	"# every account of the class gets these values; a class of their own keeps administrators apart",
	"# the length counts from the next change of a password: zmprov ma ADMINISTRATOR zimbraPasswordMustChange TRUE",
	"# whoever tries passwords can lock an account out; zmprov -l on the server works without a log-in",
]
