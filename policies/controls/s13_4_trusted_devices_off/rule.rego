# Classes, accounts and whether two-factor authentication is there at all: longer than other rules.

# METADATA
# title: Trusted devices are off in every CoS
# description: A device that was trusted once asks for no code any more, whoever uses it.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "13.4"
#   section: 13
#   severity: medium
#   kind: evidence
package zmaudit.controls.s13_4_trusted_devices_off

# Long, since factor and devices may come from class or account, and the census does not join them: a rule each.

import data.zmaudit.lib.account_overrides
import data.zmaudit.lib.shell
import data.zmaudit.lib.two_factor
import data.zmaudit.lib.verdict

subject contains name if some name in classes

classes contains name if some name, _ in input.cos

subject contains "accounts"

installed if {
	some host in input.hosts
	two_factor.is_installed(host)
}

has_mailbox if {
	some host in input.hosts
	"mailbox" in host.roles.value
}

nowhere if {
	has_mailbox
	every one in input.hosts {
		two_factor.is_without(one)
	}
}

result contains verdict.not_applicable(name, "no server has the code: the attributes have no effect", evidence) if {
	some name in subject
	nowhere
	evidence := [[host.zimbra.edition, host.two_factor] |
		some host in input.hosts
		"mailbox" in host.roles.value
	]
}

result contains verdict.not_applicable(name, $"{name} has no two-factor authentication", [offered, required]) if {
	some name in classes
	attrs := input.cos[name].attrs
	offered := attrs.zimbraFeatureTwoFactorAuthAvailable
	offered.value == false
	required := attrs.zimbraFeatureTwoFactorAuthRequired
	required.value == false
}

result contains verdict.pass(name, $"{name} trusts no device", [leaf]) if {
	some name in classes
	installed
	attrs := input.cos[name].attrs
	attrs.zimbraFeatureTwoFactorAuthAvailable.value == true
	leaf := attrs.zimbraFeatureTrustedDevicesEnabled
	leaf.value == false
}

# the server refuses this pair of values; somebody wrote them past it
result contains verdict.pass_with(name, $"{name} trusts no device", [leaf], notes) if {
	some name in classes
	installed
	attrs := input.cos[name].attrs
	attrs.zimbraFeatureTwoFactorAuthAvailable.value == false
	attrs.zimbraFeatureTwoFactorAuthRequired.value == true
	leaf := attrs.zimbraFeatureTrustedDevicesEnabled
	leaf.value == false
	notes := [$"{name} requires two-factor authentication and does not offer it"]
}

result contains verdict.pass_with(name, $"{name} trusts devices, but nobody is in it", [leaf, cos.used], notes) if {
	some name in classes
	installed
	cos := input.cos[name]
	cos.used.value == false
	cos.attrs.zimbraFeatureTwoFactorAuthAvailable.value == true
	leaf := cos.attrs.zimbraFeatureTrustedDevicesEnabled
	leaf.value == true
	notes := ["the first account that is put there may trust devices: switch it off before"]
}

result contains verdict.fail(name, $"{name} trusts devices{origin(leaf)}", [leaf, cos.used], fix(name)) if {
	some name in classes
	installed
	cos := input.cos[name]
	cos.used.value == true
	two_factor.is_offered(cos)
	leaf := cos.attrs.zimbraFeatureTrustedDevicesEnabled
	leaf.value == true
}

result contains verdict.not_applicable(name, "nobody has two-factor authentication", [offered, required]) if {
	name := "accounts"
	every cos in input.cos {
		is_without(cos)
	}
	offered := input.census.overrides.zimbraFeatureTwoFactorAuthAvailable
	account_overrides.all_are(offered, false)
	required := input.census.overrides.zimbraFeatureTwoFactorAuthRequired
	account_overrides.all_are(required, false)
}

# a class without two-factor authentication is not judged: its accounts must not trust either, should they have it
result contains verdict.pass(name, message, [leaf, offered]) if {
	name := "accounts"
	installed
	some_class_has_it
	offered := input.census.overrides.zimbraFeatureTwoFactorAuthAvailable
	leaf := input.census.overrides.zimbraFeatureTrustedDevicesEnabled
	account_overrides.all_are(leaf, false)
	every cos in input.cos {
		is_judged_or_safe(cos)
	}
	message := "no live account may trust devices by a value of its own"
}

# the same where only accounts have it
result contains verdict.pass(name, message, [leaf, offered]) if {
	name := "accounts"
	installed
	every cos in input.cos {
		is_without(cos)
		cos.attrs.zimbraFeatureTrustedDevicesEnabled.value == false
	}
	offered := input.census.overrides.zimbraFeatureTwoFactorAuthAvailable
	some own in offered.value
	own.value == true
	leaf := input.census.overrides.zimbraFeatureTrustedDevicesEnabled
	account_overrides.all_are(leaf, false)
	message := "no live account may trust devices by a value of its own"
}

result contains verdict.pass(name, message, [leaf, offered, required]) if {
	name := "accounts"
	installed
	some_class_has_it
	some cos in input.cos
	is_without(cos)
	cos.attrs.zimbraFeatureTrustedDevicesEnabled.value == true
	leaf := input.census.overrides.zimbraFeatureTrustedDevicesEnabled
	account_overrides.all_are(leaf, false)
	offered := input.census.overrides.zimbraFeatureTwoFactorAuthAvailable
	account_overrides.all_are(offered, false)
	required := input.census.overrides.zimbraFeatureTwoFactorAuthRequired
	account_overrides.all_are(required, false)
	message := "no live account may trust devices by a value of its own"
}

# two-factor authentication for some accounts, where every class trusts as it was shipped
result contains verdict.fail(name, message, [offered, leaf], fix) if {
	name := "accounts"
	installed
	input.collections.cos.value == true
	every cos in input.cos {
		cos.attrs.zimbraFeatureTrustedDevicesEnabled.value == true
	}
	leaf := input.census.overrides.zimbraFeatureTrustedDevicesEnabled
	every own in leaf.value {
		own.value == true
	}
	offered := input.census.overrides.zimbraFeatureTwoFactorAuthAvailable
	some own in offered.value
	own.value == true
	message := $"{account_overrides.who(own)} with two-factor authentication of their own may trust devices"
	fix := [
		$"zmprov ma {shell.word(own.first)} zimbraFeatureTrustedDevicesEnabled FALSE",
		"# or for all of them in their class of service: zmprov mc COS zimbraFeatureTrustedDevicesEnabled FALSE",
	]
}

# an account's value goes over its class's; where only some classes offer it, this one may mean nothing
result contains verdict.fail(name, message, [leaf], fix) if {
	name := "accounts"
	installed
	input.collections.cos.value == true
	every cos in input.cos {
		two_factor.is_offered(cos)
	}
	leaf := input.census.overrides.zimbraFeatureTrustedDevicesEnabled
	some own in leaf.value
	own.value == true
	message := $"{account_overrides.who(own)} may trust devices"
	fix := account_overrides.fix(own, "zimbraFeatureTrustedDevicesEnabled")
}

# which class such an account is in is not in the census
result contains verdict.unknown(name, message, [leaf], settle) if {
	name := "accounts"
	installed
	some class, cos in input.cos
	is_without(cos)
	cos.attrs.zimbraFeatureTrustedDevicesEnabled.value == true
	some other in input.cos
	is_safe(other)
	leaf := own_factors[_]
	some own in leaf.value
	own.value == true
	message := $"{account_overrides.who(own)} with two-factor authentication of their own may be in {class}, which trusts"
	settle := [
		"zmprov -l sa '(zimbraFeatureTwoFactorAuthAvailable=TRUE)'",
		"zmprov -l sa '(zimbraFeatureTwoFactorAuthRequired=TRUE)'",
		$"zmprov ga {shell.word(own.first)} zimbraCOSId",
	]
}

result contains verdict.unknown(name, message, [leaf], settle) if {
	name := "accounts"
	installed
	some class, cos in input.cos
	is_without(cos)
	some_class_has_it
	leaf := input.census.overrides.zimbraFeatureTrustedDevicesEnabled
	some own in leaf.value
	own.value == true
	message := $"{account_overrides.who(own)} may trust devices, or are in {class}, which has no two-factor authentication"
	settle := [
		"zmprov -l sa '(zimbraFeatureTrustedDevicesEnabled=TRUE)'",
		$"zmprov ga {shell.word(own.first)} zimbraCOSId",
	]
}

own_factors contains input.census.overrides.zimbraFeatureTwoFactorAuthAvailable

own_factors contains input.census.overrides.zimbraFeatureTwoFactorAuthRequired

some_class_has_it if {
	some cos in input.cos
	two_factor.is_offered(cos)
}

is_without(cos) if {
	cos.attrs.zimbraFeatureTwoFactorAuthAvailable.value == false
	cos.attrs.zimbraFeatureTwoFactorAuthRequired.value == false
}

is_judged_or_safe(cos) if two_factor.is_offered(cos)

is_judged_or_safe(cos) if is_safe(cos)

is_safe(cos) if cos.attrs.zimbraFeatureTrustedDevicesEnabled.value == false

origin(leaf) := "" if leaf.from == "cos"

origin(leaf) := ": nothing is set, and the code takes TRUE" if leaf.from == "default"

fix(name) := [
	$"zmprov mc {shell.word(name)} zimbraFeatureTrustedDevicesEnabled FALSE",
	"# users are asked for a code on every device, also on those that are trusted now",
]
