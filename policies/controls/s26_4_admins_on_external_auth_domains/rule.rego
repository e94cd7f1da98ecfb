# METADATA
# scope: package
# title: Global administrators on external-auth domains have strong local passwords
# description: The password that was forgotten when the directory took over may still open the admin console.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "26.4"
#   section: 26
#   severity: medium
#   kind: manual
package zmaudit.controls.s26_4_admins_on_external_auth_domains

import data.zmaudit.lib.auth_mech
import data.zmaudit.lib.verdict

subject contains name if {
	some name, domain in input.domains
	domain.live.value == true
}

result contains verdict.not_applicable(name, message, [mech, admin]) if {
	some name in subject
	domain := input.domains[name]
	mech := domain.attrs.zimbraAuthMech
	not auth_mech.is_external(mech)
	admin := domain.attrs.zimbraAuthMechAdmin
	not auth_mech.is_external(admin)
	message := "no outer directory: 20.4 and 41.1 are about its passwords"
}

result contains verdict.manual(name, question(name), [mech, admin], array.concat([note], always)) if {
	some name in subject
	domain := input.domains[name]
	mech := domain.attrs.zimbraAuthMech
	auth_mech.is_external(mech)
	admin := domain.attrs.zimbraAuthMechAdmin
	note := paths(admin, domain.attrs.zimbraAuthFallbackToLocal)
}

result contains verdict.manual(name, question(name), [admin], array.concat([note], always)) if {
	some name in subject
	domain := input.domains[name]
	mech := domain.attrs.zimbraAuthMech
	not auth_mech.is_external(mech)
	admin := domain.attrs.zimbraAuthMechAdmin
	auth_mech.is_external(admin)
	note := paths(admin, domain.attrs.zimbraAuthFallbackToLocal)
}

question(name) := $"do the global administrators in {name}, if any, have strong local passwords that are changed?"

always := [
	"the article lets global administrators always use local passwords; the code that was read has no such rule",
	"to ask: who are they (20.1), when was each local password last set, is it in a safe, is it used for nothing else",
]

# zimbraAuthMechAdmin, where it is set, is what counts for administrators' log-ins
paths(admin, _) := "administrators log in with local passwords: zimbraAuthMechAdmin names no outer directory" if {
	admin.from != "unset"
	not auth_mech.is_external(admin)
}

paths(admin, fallback) := "what the outer directory refuses is tried with the local password (26.1)" if {
	asks_outside(admin)
	fallback.value == true
}

paths(admin, fallback) := "administrators log in through the outer directory, without a fallback" if {
	asks_outside(admin)
	fallback.value == false
}

paths(admin, fallback) := "administrators log in through the outer directory, without a fallback" if {
	asks_outside(admin)
	fallback.from == "unset"
}

asks_outside(admin) if admin.from == "unset"

asks_outside(admin) if auth_mech.is_external(admin)
