# METADATA
# title: External sharing is off or restricted by domain and lifetime
# description: Guests read mailbox folders with passwords of their own, for ever, and nobody looks at the list.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "28.2"
#   section: 28
#   severity: medium
#   kind: evidence
#   parameters:
#     longest:
#       default: 7776000
#       description: Longest lifetime of a guest's share that passes, in seconds
#   optional:
#     - path: input.cos.*.attrs.zimbraFileExternalShareLifetime
#       because: the lifetime of shared files is only told
package zmaudit.controls.s28_2_external_sharing_limited

import data.zmaudit.lib.class_of_service
import data.zmaudit.lib.cos_or_domain
import data.zmaudit.lib.durations
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.cos

longest := input.parameters["28.2"].longest

result contains verdict.pass_with(name, $"{name} shares nothing with guests", [leaf], notes) if {
	some name in subject
	leaf := input.cos[name].attrs.zimbraExternalSharingEnabled
	leaf.value == false
	notes := [class_of_service.overrides("zimbraExternalSharingEnabled")]
}

# whatever the list is, an empty one lets nobody in
result contains verdict.pass_with(name, message, [leaf, limited, lifetime], notes) if {
	some name in subject
	attrs := input.cos[name].attrs
	leaf := attrs.zimbraExternalSharingEnabled
	leaf.value == true
	limited := attrs.zimbraExternalShareDomainWhitelistEnabled
	limited.value == true
	lifetime := attrs.zimbraExternalShareLifetime
	is_short(lifetime)
	message := $"{name} shares with guests of listed domains for {durations.text(lifetime.value)}"
	notes := array.concat(
		[class_of_service.overrides("zimbraExternalSharingEnabled")],
		["shared files stay shared for ever: zimbraFileExternalShareLifetime is 0" |
			attrs.zimbraFileExternalShareLifetime.value == 0
		],
	)
}

result contains verdict.pass_with(name, $"{name} has a list of domains that allows none", evidence, notes) if {
	some name in subject
	attrs := input.cos[name].attrs
	leaf := attrs.zimbraExternalSharingEnabled
	leaf.value == true
	limited := attrs.zimbraExternalShareDomainWhitelistEnabled
	limited.value == true
	list := attrs.zimbraExternalShareWhitelistDomain
	every entry in list.value {
		contains(entry, "*")
	}
	evidence := [leaf, limited, list]
	notes := ["names are compared whole: one with * matches nothing"]
}

result contains verdict.fail(name, $"{name} shares with any guest", [leaf, limited, cos.used], fix(name)) if {
	some name in subject
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraExternalSharingEnabled
	leaf.value == true
	limited := cos.attrs.zimbraExternalShareDomainWhitelistEnabled
	limited.value == false
}

result contains verdict.fail(name, message, [leaf, list, lifetime, cos.used], fix(name)) if {
	some name in subject
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraExternalSharingEnabled
	leaf.value == true
	cos.attrs.zimbraExternalShareDomainWhitelistEnabled.value == true
	list := cos.attrs.zimbraExternalShareWhitelistDomain
	some entry in list.value
	not contains(entry, "*")
	lifetime := cos.attrs.zimbraExternalShareLifetime
	is_long(lifetime)
	message := $"{name} shares with guests of {concat(", ", sort(list.value))} {span(lifetime)}"
}

# what the class leaves open: each domain gives it another end
result contains verdict.fail(name, message, evidence, fix(name)) if {
	some name in subject
	cos := input.cos[name]
	cos.used.value == true
	hangs_on_domains(cos)
	some domain in cos.domains.value
	entry := input.domains[domain]
	entry.live.value == true
	is_open(cos, entry)
	message := $"{name} leaves it to {domain}, where users share with guests without limits"
	evidence := [cos.attrs.zimbraExternalSharingEnabled, entry.attrs.zimbraExternalSharingEnabled, cos.domains, cos.used]
}

result contains verdict.pass_with(name, $"{name} leaves it to the domains, and each limits it", evidence, notes) if {
	some name in subject
	cos := input.cos[name]
	hangs_on_domains(cos)
	every domain in input.domains {
		is_limited(cos, domain)
	}
	evidence := array.concat(
		[cos.attrs.zimbraExternalSharingEnabled],
		[domain.attrs.zimbraExternalSharingEnabled | some domain in input.domains],
	)
	notes := [class_of_service.overrides("zimbraExternalSharingEnabled")]
}

result contains verdict.pass_with(name, $"nobody is in {name}", [leaf, cos.used], notes) if {
	some name in subject
	cos := input.cos[name]
	cos.used.value == false
	leaf := cos.attrs.zimbraExternalSharingEnabled
	not_off(leaf)
	notes := ["the first account that is put there may share with guests: limit it before"]
}

hangs_on_domains(cos) if cos.attrs.zimbraExternalSharingEnabled.from == "unset"

hangs_on_domains(cos) if {
	cos.attrs.zimbraExternalSharingEnabled.value == true
	cos.attrs.zimbraExternalShareDomainWhitelistEnabled.from == "unset"
}

hangs_on_domains(cos) if {
	cos.attrs.zimbraExternalSharingEnabled.value == true
	cos.attrs.zimbraExternalShareDomainWhitelistEnabled.value == true
	cos.attrs.zimbraExternalShareWhitelistDomain.from == "unset"
	is_long(cos.attrs.zimbraExternalShareLifetime)
}

shares(cos, domain) := cos_or_domain.value(
	cos.attrs.zimbraExternalSharingEnabled,
	domain.attrs.zimbraExternalSharingEnabled,
	true,
)

listed(cos, domain) := cos_or_domain.value(
	cos.attrs.zimbraExternalShareDomainWhitelistEnabled,
	domain.attrs.zimbraExternalShareDomainWhitelistEnabled,
	false,
)

list(cos, domain) := cos_or_domain.value(
	cos.attrs.zimbraExternalShareWhitelistDomain,
	domain.attrs.zimbraExternalShareWhitelistDomain,
	[],
)

is_open(cos, domain) if {
	shares(cos, domain) == true
	listed(cos, domain) == false
}

is_open(cos, domain) if {
	shares(cos, domain) == true
	listed(cos, domain) == true
	count(list(cos, domain)) > 0
	is_long(cos.attrs.zimbraExternalShareLifetime)
}

is_limited(_, domain) if domain.live.value == false

is_limited(cos, domain) if shares(cos, domain) == false

is_limited(cos, domain) if {
	listed(cos, domain) == true
	count(list(cos, domain)) == 0
}

is_limited(cos, domain) if {
	listed(cos, domain) == true
	is_short(cos.attrs.zimbraExternalShareLifetime)
}

is_short(lifetime) if {
	lifetime.value > 0
	lifetime.value <= longest
}

is_long(lifetime) if lifetime.value == 0

is_long(lifetime) if lifetime.value > longest

is_long(lifetime) if lifetime.from == "unset"

span(lifetime) := "for ever" if lifetime.value == 0

span(lifetime) := "for ever" if lifetime.from == "unset"

span(lifetime) := $"for {durations.text(lifetime.value)}" if lifetime.value > 0

not_off(leaf) if leaf.value == true

not_off(leaf) if leaf.from == "unset"

fix(name) := [
	$"zmprov mc {shell.word(name)} zimbraExternalSharingEnabled FALSE",
	"# shares with guests stop at once; to keep some, list the domains and limit the lifetime instead",
]
