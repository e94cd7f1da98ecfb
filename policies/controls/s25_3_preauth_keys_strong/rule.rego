# METADATA
# scope: package
# title: Pre-authentication keys are strong and handled as secrets
# description: Who guesses or finds the key logs in as anybody in the domain, administrators included.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "25.3"
#   section: 25
#   severity: high
#   kind: evidence
#   parameters:
#     length:
#       default: 64
#       description: Characters that a key must have at least; zmprov gdpak makes 64 hexadecimal digits
package zmaudit.controls.s25_3_preauth_keys_strong

import data.zmaudit.lib.preauth
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if {
	some name, domain in input.domains
	domain.attrs.zimbraPreAuthKey.value
}

least := input.parameters["25.3"].length

result contains verdict.pass_with(name, message, [leaf], notes) if {
	some name in subject
	leaf := input.domains[name].attrs.zimbraPreAuthKey
	preauth.size(leaf.value) >= least
	not preauth.is_monotonous(leaf.value)
	message := $"the key of {name} has {preauth.size(leaf.value)} characters"
	notes := array.concat(
		["who has the key logs in as anybody in the domain, past its second factor: keep it off mail, wikis and code"],
		[$"the snapshot of {name} holds the key itself: make a new one, and collect without it" |
			not preauth.is_redacted(leaf.value)
		],
	)
}

result contains verdict.fail(name, message, [leaf], fix(name)) if {
	some name in subject
	leaf := input.domains[name].attrs.zimbraPreAuthKey
	preauth.size(leaf.value) < least
	message := $"the key of {name} has {preauth.size(leaf.value)} characters, fewer than {least}"
}

result contains verdict.fail(name, message, [leaf], fix(name)) if {
	some name in subject
	leaf := input.domains[name].attrs.zimbraPreAuthKey
	preauth.is_monotonous(leaf.value)
	message := $"the key of {name} is made of a handful of characters: it can be guessed"
}

# -f: gdpak refuses to replace a key that is there
fix(name) := [
	$"zmprov gdpak -f {shell.word(name)}",
	"# it prints the new key: put it into the portal at once, single sign-on stops until then",
	$"# if nobody uses it any more: zmprov md {shell.word(name)} zimbraPreAuthKey ''",
]
