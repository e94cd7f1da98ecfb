# METADATA
# title: Domains with external authentication do not fall back to local passwords
# description: Who is locked out in the company's directory still gets in with an old password that Zimbra kept.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "26.1"
#   section: 26
#   severity: high
#   kind: evidence
package zmaudit.controls.s26_1_no_fallback_to_local

import data.zmaudit.lib.auth_mech
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if {
	some name, domain in input.domains
	domain.live.value == true
}

result contains verdict.not_applicable(name, $"{name} checks passwords itself", [leaf]) if {
	some name in subject
	domain := input.domains[name]
	leaf := domain.attrs.zimbraAuthMech
	auth_mech.is_local(leaf)
	leaves_administrators_alone(domain)
}

result contains verdict.not_applicable(name, message, [leaf]) if {
	some name in subject
	domain := input.domains[name]
	leaf := domain.attrs.zimbraAuthMech
	auth_mech.is_misspelt(leaf)
	leaves_administrators_alone(domain)
	message := $"Zimbra knows no mechanism {leaf.value}: {name} checks local passwords whatever this switch says (26.2)"
}

# zimbraAuthMechAdmin, where it is set, replaces zimbraAuthMech for administrators' log-ins
leaves_administrators_alone(domain) if not_external(domain.attrs.zimbraAuthMechAdmin)

leaves_administrators_alone(domain) if domain.attrs.zimbraAuthFallbackToLocal.value == false

not_external(leaf) if auth_mech.is_local(leaf)

not_external(leaf) if auth_mech.is_misspelt(leaf)

result contains verdict.pass_with(name, $"{name} checks passwords itself", [mech, leaf, admins], notes) if {
	some name in subject
	domain := input.domains[name]
	mech := domain.attrs.zimbraAuthMech
	auth_mech.is_local(mech)
	admins := domain.attrs.zimbraAuthMechAdmin
	not_external(admins)
	leaf := domain.attrs.zimbraAuthFallbackToLocal
	leaf.value == true
	notes := ["zimbraAuthFallbackToLocal is TRUE: no effect today, but on the day the domain gets an outer directory"]
}

result contains verdict.pass(name, message, [mech, leaf]) if {
	some name in subject
	domain := input.domains[name]
	mech := domain.attrs.zimbraAuthMech
	auth_mech.is_external(mech)
	leaf := domain.attrs.zimbraAuthFallbackToLocal
	leaf.value == false
	message := $"{name} authenticates by {mech.value} and does not fall back ({leaf.from} value)"
}

result contains verdict.fail(name, message, [mech, leaf], fix(name)) if {
	some name in subject
	domain := input.domains[name]
	mech := domain.attrs.zimbraAuthMech
	auth_mech.is_external(mech)
	leaf := domain.attrs.zimbraAuthFallbackToLocal
	leaf.value == true
	message := $"{name} authenticates by {mech.value} and takes a local password where that refuses"
}

result contains verdict.fail(name, message, [mech, leaf], fix(name)) if {
	some name in subject
	domain := input.domains[name]
	mech := domain.attrs.zimbraAuthMechAdmin
	auth_mech.is_external(mech)
	leaf := domain.attrs.zimbraAuthFallbackToLocal
	leaf.value == true
	message := $"{name} authenticates administrators by {mech.value} and takes a local password where that refuses"
}

fix(name) := [
	"# first make sure that an administrator can still log in: from the directory, or in a domain with local passwords",
	$"zmprov md {shell.word(name)} zimbraAuthFallbackToLocal FALSE",
	"# accounts that the directory lacks (services, spam training, resources) cannot log in any more",
]
