# METADATA
# title: Public sharing is off
# description: One careless or hijacked user publishes a mailbox folder to the Internet, and nobody notices.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "28.1"
#   section: 28
#   severity: high
#   kind: evidence
package zmaudit.controls.s28_1_public_sharing_off

import data.zmaudit.lib.account_overrides
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if some name in classes

classes contains name if some name, _ in input.cos

subject contains "accounts"

result contains verdict.pass(name, $"{name} shares nothing with the public", [leaf]) if {
	some name in classes
	leaf := input.cos[name].attrs.zimbraPublicSharingEnabled
	leaf.value == false
}

result contains verdict.fail(name, $"{name} lets users share with the public", [leaf, cos.used], fix(name)) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraPublicSharingEnabled
	leaf.value == true
}

# the flag that looks like the switch
result contains verdict.fail(name, message, [leaf, flag, cos.used], fix(name)) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraPublicSharingEnabled
	leaf.value == true
	flag := cos.attrs.zimbraFeatureSharingEnabled
	flag.value == false
	message := "zimbraFeatureSharingEnabled FALSE only hides the buttons, the server still grants"
}

# its own FALSE, for one domain, is never reached
result contains verdict.fail(name, message, [leaf, above, cos.domains, cos.used], fix(name)) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraPublicSharingEnabled
	leaf.value == true
	some domain in cos.domains.value
	above := input.domains[domain].own.zimbraPublicSharingEnabled
	above.value == false
	message := $"the FALSE of {domain} is hidden by the TRUE of {name}"
}

result contains verdict.fail(name, message, [leaf, above, cos.domains, cos.used], fix(name)) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraPublicSharingEnabled
	leaf.from == "unset"
	some domain in cos.domains.value
	input.domains[domain].live.value == true
	above := input.domains[domain].attrs.zimbraPublicSharingEnabled
	above.value == true
	message := $"{name} leaves it to {domain}, where users share with the public{origin(above)}"
}

result contains verdict.pass(name, message, evidence) if {
	some name in classes
	leaf := input.cos[name].attrs.zimbraPublicSharingEnabled
	leaf.from == "unset"
	every domain in input.domains {
		shares_nothing(domain)
	}
	message := $"{name} leaves it to the domains, and none of them shares with the public"
	evidence := array.concat([leaf], [domain.attrs.zimbraPublicSharingEnabled | some domain in input.domains])
}

# the domains whose default it is are closed, another one is open, and any account may have been put into any class
result contains verdict.unknown(name, message, evidence, settle) if {
	some name in classes
	cos := input.cos[name]
	leaf := cos.attrs.zimbraPublicSharingEnabled
	leaf.from == "unset"
	cos.used.value == true
	every domain in cos.domains.value {
		shares_nothing(input.domains[domain])
	}
	open := sort([domain | some domain, entry in input.domains; not shares_nothing(entry)])
	count(open) > 0
	message := $"{name} leaves it to the domains: whether any account of {concat(", ", open)} is in it is unknown"
	evidence := array.concat(
		[leaf, cos.domains, cos.used],
		[input.domains[domain].attrs.zimbraPublicSharingEnabled | some domain in open],
	)
	settle := [$"zmprov cta {shell.word(domain)}" | some domain in open]
}

result contains verdict.pass_with(name, $"nobody is in {name}", [leaf, cos.used], notes) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == false
	leaf := cos.attrs.zimbraPublicSharingEnabled
	is_open(leaf)
	notes := ["the first account that is put there may share with the public: switch it off before"]
}

# an account's value goes over its class's
result contains verdict.pass(name, "no live account may share with the public by a value of its own", [leaf]) if {
	name := "accounts"
	leaf := input.census.overrides.zimbraPublicSharingEnabled
	every own in leaf.value {
		own.value == false
	}
}

result contains verdict.fail(name, message, [leaf], fix) if {
	name := "accounts"
	leaf := input.census.overrides.zimbraPublicSharingEnabled
	some own in leaf.value
	own.value == true
	message := $"{account_overrides.who(own)} may share with the public"
	fix := account_overrides.fix(own, "zimbraPublicSharingEnabled")
}

is_open(leaf) if leaf.value == true

is_open(leaf) if leaf.from == "unset"

shares_nothing(domain) if domain.live.value == false

shares_nothing(domain) if domain.attrs.zimbraPublicSharingEnabled.value == false

origin(leaf) := "" if leaf.from != "default"

origin(leaf) := ": nothing is set, and the code takes TRUE" if leaf.from == "default"

fix(name) := [
	$"zmprov mc {shell.word(name)} zimbraPublicSharingEnabled FALSE",
	"# public links stop at once, and so do calendars that are published as ICS or HTML",
]
