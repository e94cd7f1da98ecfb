# Three switches of a class, what accounts set for themselves, and what domains add: longer than other rules.

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

# Long, since switch, list and lifetime may each come from class, domain or account: a rule each.

import data.zmaudit.lib.account_overrides
import data.zmaudit.lib.durations
import data.zmaudit.lib.guest_shares
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if some name in classes

classes contains name if some name, _ in input.cos

subject contains "accounts"

longest := input.parameters["28.2"].longest

result contains verdict.pass(name, $"{name} shares nothing with guests", [leaf]) if {
	some name in classes
	leaf := input.cos[name].attrs.zimbraExternalSharingEnabled
	leaf.value == false
}

# whatever the list is, an empty one lets nobody in
result contains verdict.pass_with(name, message, [leaf, limited, lifetime], notes) if {
	some name in classes
	attrs := input.cos[name].attrs
	leaf := attrs.zimbraExternalSharingEnabled
	leaf.value == true
	limited := attrs.zimbraExternalShareDomainWhitelistEnabled
	limited.value == true
	lifetime := attrs.zimbraExternalShareLifetime
	guest_shares.is_short(lifetime, longest)
	message := $"{name} shares with guests of listed domains for {durations.text(lifetime.value)}"
	notes := ["shared files stay shared for ever: zimbraFileExternalShareLifetime is 0" |
		attrs.zimbraFileExternalShareLifetime.value == 0
	]
}

result contains verdict.pass_with(name, $"{name} has a list of domains that allows none", evidence, notes) if {
	some name in classes
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
	some name in classes
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraExternalSharingEnabled
	leaf.value == true
	limited := cos.attrs.zimbraExternalShareDomainWhitelistEnabled
	limited.value == false
}

result contains verdict.fail(name, message, [leaf, list, lifetime, cos.used], fix(name)) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraExternalSharingEnabled
	leaf.value == true
	cos.attrs.zimbraExternalShareDomainWhitelistEnabled.value == true
	list := cos.attrs.zimbraExternalShareWhitelistDomain
	some entry in list.value
	not contains(entry, "*")
	lifetime := cos.attrs.zimbraExternalShareLifetime
	guest_shares.is_long(lifetime, longest)
	message := $"{name} shares with guests of {concat(", ", sort(list.value))} {guest_shares.span(lifetime)}"
}

# what the class leaves open: each domain gives it another end
result contains verdict.fail(name, message, evidence, fix(name)) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == true
	guest_shares.hangs_on_domains(cos, longest)
	some domain in cos.domains.value
	entry := input.domains[domain]
	entry.live.value == true
	guest_shares.is_open(cos, entry, longest)
	message := $"{name} leaves it to {domain}, where users share with guests without limits"
	evidence := [cos.attrs.zimbraExternalSharingEnabled, entry.attrs.zimbraExternalSharingEnabled, cos.domains, cos.used]
}

result contains verdict.pass(name, $"{name} leaves it to the domains, and each limits it", evidence) if {
	some name in classes
	cos := input.cos[name]
	guest_shares.hangs_on_domains(cos, longest)
	every domain in input.domains {
		guest_shares.is_limited(cos, domain, longest)
	}
	evidence := array.concat(
		[cos.attrs.zimbraExternalSharingEnabled],
		[domain.attrs.zimbraExternalSharingEnabled | some domain in input.domains],
	)
}

# the domains whose default it is limit it, another one does not, and any account may have been put into any class
result contains verdict.unknown(name, message, evidence, settle) if {
	some name in classes
	cos := input.cos[name]
	guest_shares.hangs_on_domains(cos, longest)
	cos.used.value == true
	every domain in cos.domains.value {
		guest_shares.is_limited(cos, input.domains[domain], longest)
	}
	open := sort([domain | some domain, entry in input.domains; not guest_shares.is_limited(cos, entry, longest)])
	count(open) > 0
	message := $"{name} leaves it to the domains: whether any account of {concat(", ", open)} is in it is unknown"
	evidence := array.concat(
		[cos.attrs.zimbraExternalSharingEnabled, cos.domains, cos.used],
		[input.domains[domain].attrs.zimbraExternalSharingEnabled | some domain in open],
	)
	settle := [$"zmprov cta {shell.word(domain)}" | some domain in open]
}

result contains verdict.pass_with(name, $"nobody is in {name}", [leaf, cos.used], notes) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == false
	leaf := cos.attrs.zimbraExternalSharingEnabled
	guest_shares.not_off(leaf)
	notes := ["the first account that is put there may share with guests: limit it before"]
}

# an account's values go over its class's, each by itself
result contains verdict.pass(name, kept, [shares]) if {
	name := "accounts"
	shares := input.census.overrides.zimbraExternalSharingEnabled
	account_overrides.all_are(shares, false)
	every cos in input.cos {
		cos.attrs.zimbraExternalSharingEnabled.value == false
	}
}

result contains verdict.pass(name, kept, [shares, limits, lists, lifetimes]) if {
	name := "accounts"
	some_class_shares
	some cos in input.cos
	guest_shares.is_loose(cos, longest)
	shares := input.census.overrides.zimbraExternalSharingEnabled
	account_overrides.all_are(shares, false)
	limits := input.census.overrides.zimbraExternalShareDomainWhitelistEnabled
	account_overrides.all_are(limits, true)
	lists := input.census.overrides.zimbraExternalShareWhitelistDomain
	count(lists.value) == 0
	lifetimes := input.census.overrides.zimbraExternalShareLifetime
	guest_shares.all_are_short(lifetimes, longest)
}

# whoever may share finds the limits of each class
result contains verdict.pass(name, kept, [limits, lifetimes]) if {
	name := "accounts"
	some_class_shares
	every cos in input.cos {
		cos.attrs.zimbraExternalShareDomainWhitelistEnabled.value == true
		guest_shares.is_short(cos.attrs.zimbraExternalShareLifetime, longest)
	}
	limits := input.census.overrides.zimbraExternalShareDomainWhitelistEnabled
	account_overrides.all_are(limits, true)
	lifetimes := input.census.overrides.zimbraExternalShareLifetime
	guest_shares.all_are_short(lifetimes, longest)
}

result contains verdict.pass(name, kept, [shares, limits, lifetimes]) if {
	name := "accounts"
	every cos in input.cos {
		cos.attrs.zimbraExternalSharingEnabled.value == false
		cos.attrs.zimbraExternalShareDomainWhitelistEnabled.value == true
		guest_shares.is_short(cos.attrs.zimbraExternalShareLifetime, longest)
	}
	shares := input.census.overrides.zimbraExternalSharingEnabled
	some own in shares.value
	own.value == true
	limits := input.census.overrides.zimbraExternalShareDomainWhitelistEnabled
	account_overrides.all_are(limits, true)
	lifetimes := input.census.overrides.zimbraExternalShareLifetime
	guest_shares.all_are_short(lifetimes, longest)
}

result contains verdict.fail(name, message, [shares, limits], fix) if {
	name := "accounts"
	input.collections.cos.value == true
	every cos in input.cos {
		cos.attrs.zimbraExternalShareDomainWhitelistEnabled.value == false
	}
	limits := input.census.overrides.zimbraExternalShareDomainWhitelistEnabled
	account_overrides.all_are(limits, false)
	shares := input.census.overrides.zimbraExternalSharingEnabled
	some own in shares.value
	own.value == true
	message := $"{account_overrides.who(own)} may share with any guest"
	fix := account_overrides.fix(own, "zimbraExternalSharingEnabled")
}

result contains verdict.fail(name, message, [limits, shares], fix) if {
	name := "accounts"
	input.collections.cos.value == true
	every cos in input.cos {
		cos.attrs.zimbraExternalSharingEnabled.value == true
	}
	shares := input.census.overrides.zimbraExternalSharingEnabled
	account_overrides.all_are(shares, true)
	limits := input.census.overrides.zimbraExternalShareDomainWhitelistEnabled
	some own in limits.value
	own.value == false
	message := $"{account_overrides.who(own)} may share with guests that are on no list"
	fix := account_overrides.fix(own, "zimbraExternalShareDomainWhitelistEnabled")
}

result contains verdict.fail(name, message, [lifetimes, shares, lists], fix) if {
	name := "accounts"
	input.collections.cos.value == true
	every cos in input.cos {
		cos.attrs.zimbraExternalSharingEnabled.value == true
		guest_shares.lists_somebody(cos.attrs.zimbraExternalShareWhitelistDomain)
	}
	shares := input.census.overrides.zimbraExternalSharingEnabled
	account_overrides.all_are(shares, true)
	lists := input.census.overrides.zimbraExternalShareWhitelistDomain
	count(lists.value) == 0
	lifetimes := input.census.overrides.zimbraExternalShareLifetime
	some own in lifetimes.value
	guest_shares.ends_late(own.value, longest)
	message := $"{account_overrides.who(own)} may share with guests {guest_shares.words(own.value)}"
	fix := account_overrides.fix(own, "zimbraExternalShareLifetime")
}

# the census does not join the values of one account
result contains verdict.unknown(name, message, [shares, limits], settle) if {
	name := "accounts"
	some cos in input.cos
	guest_shares.is_loose(cos, longest)
	shares := input.census.overrides.zimbraExternalSharingEnabled
	some own in shares.value
	own.value == true
	limits := input.census.overrides.zimbraExternalShareDomainWhitelistEnabled
	some limit in limits.value
	limit.value == true
	message := $"{account_overrides.who(own)} may share with guests, perhaps under a list of their own, perhaps not"
	settle := ["zmprov -l sa '(&(zimbraExternalSharingEnabled=TRUE)(!(zimbraExternalShareDomainWhitelistEnabled=TRUE)))'"]
}

result contains verdict.unknown(name, message, [lists, shares], settle) if {
	name := "accounts"
	some cos in input.cos
	guest_shares.is_loose(cos, longest)
	shares := input.census.overrides.zimbraExternalSharingEnabled
	may_share(cos, shares)
	lists := input.census.overrides.zimbraExternalShareWhitelistDomain
	some own in lists.value
	message := $"{account_overrides.who(own)} have a list of domains of their own; whether they share is not known"
	settle := [
		"zmprov -l sa '(zimbraExternalShareWhitelistDomain=*)'",
		$"zmprov ga {shell.word(own.first)} zimbraExternalSharingEnabled zimbraExternalShareLifetime zimbraCOSId",
	]
}

may_share(cos, _) if guest_shares.not_off(cos.attrs.zimbraExternalSharingEnabled)

may_share(_, shares) if {
	some own in shares.value
	own.value == true
}

some_class_shares if {
	some cos in input.cos
	guest_shares.not_off(cos.attrs.zimbraExternalSharingEnabled)
}

kept := "no live account shares with guests past the limits of its class of service by a value of its own"

fix(name) := [
	$"zmprov mc {shell.word(name)} zimbraExternalSharingEnabled FALSE",
	"# shares with guests stop at once; to keep some, list the domains and limit the lifetime instead",
]
