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
#   optional:
#     - path: input.census.overrides.zimbraFeatureTrustedDevicesEnabled
#       because: classes of service are judged without the accounts too
package zmaudit.controls.s13_4_trusted_devices_off

import data.zmaudit.lib.account_overrides
import data.zmaudit.lib.class_of_service
import data.zmaudit.lib.shell
import data.zmaudit.lib.two_factor
import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.cos

subject contains "accounts" if {
	some own in input.census.overrides.zimbraFeatureTrustedDevicesEnabled.value
	own.value == true
}

installed if {
	some host in input.hosts
	two_factor.is_installed(host)
}

nowhere if {
	some host in input.hosts
	"mailbox" in host.roles.value
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
	some name in subject
	attrs := input.cos[name].attrs
	offered := attrs.zimbraFeatureTwoFactorAuthAvailable
	offered.value == false
	required := attrs.zimbraFeatureTwoFactorAuthRequired
	required.value == false
}

result contains verdict.pass_with(name, $"{name} trusts no device", [leaf], notes) if {
	some name in subject
	installed
	attrs := input.cos[name].attrs
	attrs.zimbraFeatureTwoFactorAuthAvailable.value == true
	leaf := attrs.zimbraFeatureTrustedDevicesEnabled
	leaf.value == false
	notes := [class_of_service.exported("zimbraFeatureTrustedDevicesEnabled")]
}

# the server refuses this pair of values; somebody wrote them past it
result contains verdict.pass_with(name, $"{name} trusts no device", [leaf], notes) if {
	some name in subject
	installed
	attrs := input.cos[name].attrs
	attrs.zimbraFeatureTwoFactorAuthAvailable.value == false
	attrs.zimbraFeatureTwoFactorAuthRequired.value == true
	leaf := attrs.zimbraFeatureTrustedDevicesEnabled
	leaf.value == false
	notes := [$"{name} requires two-factor authentication and does not offer it"]
}

result contains verdict.pass_with(name, $"{name} trusts devices, but nobody is in it", [leaf, cos.used], notes) if {
	some name in subject
	installed
	cos := input.cos[name]
	cos.used.value == false
	cos.attrs.zimbraFeatureTwoFactorAuthAvailable.value == true
	leaf := cos.attrs.zimbraFeatureTrustedDevicesEnabled
	leaf.value == true
	notes := ["the first account that is put there may trust devices: switch it off before"]
}

result contains verdict.fail(name, $"{name} trusts devices{origin(leaf)}", [leaf, cos.used], fix(name)) if {
	some name in subject
	installed
	cos := input.cos[name]
	cos.used.value == true
	two_factor.is_offered(cos)
	leaf := cos.attrs.zimbraFeatureTrustedDevicesEnabled
	leaf.value == true
}

# an account's value goes over its class's; where only some classes offer it, this one may mean nothing
result contains verdict.fail(name, message, [leaf], fix) if {
	some name in subject
	name == "accounts"
	installed
	every cos in input.cos {
		two_factor.is_offered(cos)
	}
	leaf := input.census.overrides.zimbraFeatureTrustedDevicesEnabled
	some own in leaf.value
	own.value == true
	message := $"{account_overrides.who(own)} may trust devices"
	fix := account_overrides.fix(own, "zimbraFeatureTrustedDevicesEnabled")
}

origin(leaf) := "" if leaf.from == "cos"

origin(leaf) := ": nothing is set, and the code takes TRUE" if leaf.from == "default"

fix(name) := [
	$"zmprov mc {shell.word(name)} zimbraFeatureTrustedDevicesEnabled FALSE",
	"# users are asked for a code on every device, also on those that are trusted now",
]
