# METADATA
# title: Shares with guests
# description: >-
#   Whom an account may share with and for how long, by its class of service and its domain: entries of input.cos and of
#   input.domains. Longest is the lifetime in seconds that passes.
package zmaudit.lib.guest_shares

import data.zmaudit.lib.cos_or_domain
import data.zmaudit.lib.durations

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

is_open(cos, domain, _) if {
	shares(cos, domain) == true
	listed(cos, domain) == false
}

is_open(cos, domain, longest) if {
	shares(cos, domain) == true
	listed(cos, domain) == true
	count(list(cos, domain)) > 0
	is_long(cos.attrs.zimbraExternalShareLifetime, longest)
}

is_limited(_, domain, _) if domain.live.value == false

is_limited(cos, domain, _) if shares(cos, domain) == false

is_limited(cos, domain, _) if {
	listed(cos, domain) == true
	count(list(cos, domain)) == 0
}

is_limited(cos, domain, longest) if {
	listed(cos, domain) == true
	is_short(cos.attrs.zimbraExternalShareLifetime, longest)
}

is_short(lifetime, longest) if {
	lifetime.value > 0
	lifetime.value <= longest
}

is_long(lifetime, longest) if ends_late(lifetime.value, longest)

is_long(lifetime, _) if lifetime.from == "unset"

# ends_late(seconds, longest): 0 is for ever
ends_late(0, _)

ends_late(seconds, longest) if seconds > longest

span(lifetime) := "for ever" if lifetime.from == "unset"

span(lifetime) := words(lifetime.value)

words(0) := "for ever"

words(seconds) := $"for {durations.text(seconds)}" if seconds > 0

# lists_somebody(list): names are compared whole, so that one with * matches nothing
lists_somebody(list) if {
	some entry in list.value
	not contains(entry, "*")
}

all_are_short(leaf, longest) if {
	every own in leaf.value {
		is_short(own, longest)
	}
}

is_loose(cos, _) if not_on(cos.attrs.zimbraExternalShareDomainWhitelistEnabled)

is_loose(cos, longest) if is_long(cos.attrs.zimbraExternalShareLifetime, longest)

# hangs_on_domains(cos, longest): something that decides is left to them
hangs_on_domains(cos, _) if cos.attrs.zimbraExternalSharingEnabled.from == "unset"

hangs_on_domains(cos, _) if {
	cos.attrs.zimbraExternalSharingEnabled.value == true
	cos.attrs.zimbraExternalShareDomainWhitelistEnabled.from == "unset"
}

hangs_on_domains(cos, longest) if {
	cos.attrs.zimbraExternalSharingEnabled.value == true
	cos.attrs.zimbraExternalShareDomainWhitelistEnabled.value == true
	cos.attrs.zimbraExternalShareWhitelistDomain.from == "unset"
	is_long(cos.attrs.zimbraExternalShareLifetime, longest)
}

not_on(leaf) if leaf.value == false

not_on(leaf) if leaf.from == "unset"

not_off(leaf) if leaf.value == true

not_off(leaf) if leaf.from == "unset"
