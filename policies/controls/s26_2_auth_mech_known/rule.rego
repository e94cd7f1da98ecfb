# METADATA
# scope: package
# title: The authentication mechanism is one Zimbra understands
# description: A misspelt mechanism is no error. Zimbra logs a warning and checks local passwords.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "26.2"
#   section: 26
#   severity: high
#   kind: evidence
package zmaudit.controls.s26_2_auth_mech_known

import data.zmaudit.lib.auth_mech
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if {
	some name, domain in input.domains
	domain.live.value == true
}

result contains verdict.pass(name, $"{name} authenticates by {text(mech)}, which Zimbra knows", [mech, admin]) if {
	some name in subject
	domain := input.domains[name]
	mech := domain.attrs.zimbraAuthMech
	is_known(mech)
	admin := domain.attrs.zimbraAuthMechAdmin
	is_known(admin)
}

result contains verdict.fail(name, message, [leaf], fix(name, "zimbraAuthMech", leaf.value)) if {
	some name in subject
	leaf := input.domains[name].attrs.zimbraAuthMech
	auth_mech.is_misspelt(leaf)
	message := $"Zimbra knows no mechanism {json.marshal(leaf.value)}: {name} checks local passwords"
}

# zimbraAuthMechAdmin replaces zimbraAuthMech for administrators' log-ins
result contains verdict.fail(name, message, [leaf], fix(name, "zimbraAuthMechAdmin", leaf.value)) if {
	some name in subject
	leaf := input.domains[name].attrs.zimbraAuthMechAdmin
	auth_mech.is_misspelt(leaf)
	message := $"Zimbra knows no mechanism {json.marshal(leaf.value)}: {name} checks administrators' local passwords"
}

is_known(leaf) if auth_mech.is_local(leaf)

is_known(leaf) if auth_mech.is_external(leaf)

text(leaf) := leaf.value

text(leaf) := "local passwords" if leaf.from == "unset"

fix(name, attribute, written) := [
	"# first make sure that an administrator can still log in once the outer directory is asked",
	$"zmprov md {shell.word(name)} {attribute} {meant(written)}",
	"# it takes effect at once: accounts that the outer directory lacks cannot log in any more",
	$"# if local passwords are meant: zmprov md {shell.word(name)} {attribute} zimbra",
]

names := {"activedirectory": "ad", "krb5": "kerberos5", "kerberos": "kerberos5", "ldaps": "ldap"}

word(written) := lower(trim_space(written))

# the mechanism that a spelling stands for; local passwords, as they are checked today, where nobody can tell
meant(written) := word(written) if {
	word(written) in (auth_mech.external | {"zimbra"})
} else := names[word(written)] if {
	true
} else := shell.word($"custom:{trim_prefix(word(written), "custom:")}") if {
	startswith(word(written), "custom:")
} else := "zimbra"
