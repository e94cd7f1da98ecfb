# METADATA
# title: E-mail is not the only second factor (10.1 and later)
# description: A code that comes by mail is worth what the other mailbox is worth.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "13.6"
#   section: 13
#   severity: low
#   kind: evidence
package zmaudit.controls.s13_6_email_not_the_only_factor

import data.zmaudit.lib.class_of_service
import data.zmaudit.lib.shell
import data.zmaudit.lib.two_factor
import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.cos

works if {
	some host in input.hosts
	two_factor.is_installed(host)
	two_factor.knows_methods(host)
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

too_old if {
	has_mailbox
	every one in input.hosts {
		two_factor.older_than_methods(one)
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

result contains verdict.not_applicable(name, "before 10.1 there is no choice of methods", evidence) if {
	some name in subject
	too_old
	evidence := [host.zimbra.version | some host in input.hosts; "mailbox" in host.roles.value]
}

result contains verdict.not_applicable(name, $"{name} has no two-factor authentication", [offered, required]) if {
	some name in subject
	attrs := input.cos[name].attrs
	offered := attrs.zimbraFeatureTwoFactorAuthAvailable
	offered.value == false
	required := attrs.zimbraFeatureTwoFactorAuthRequired
	required.value == false
}

result contains verdict.pass_with(name, $"{name} allows {listed(leaf)}", [leaf], notes) if {
	some name in subject
	works
	cos := input.cos[name]
	cos.attrs.zimbraFeatureTwoFactorAuthAvailable.value == true
	leaf := cos.attrs.zimbraTwoFactorAuthMethodAllowed
	"app" in leaf.value
	notes := [class_of_service.overrides("zimbraTwoFactorAuthMethodAllowed")]
}

# nothing in the class: the domain's value counts, and an authenticator app where there is none either
result contains verdict.pass_with(name, message, evidence, notes) if {
	some name in subject
	works
	cos := input.cos[name]
	cos.attrs.zimbraFeatureTwoFactorAuthAvailable.value == true
	leaf := cos.attrs.zimbraTwoFactorAuthMethodAllowed
	leaf.from == "unset"
	every domain in input.domains {
		allows_app(domain)
	}
	message := $"{name} leaves the methods to the domains, and each of them allows an app"
	evidence := array.concat([leaf], [domain.attrs.zimbraTwoFactorAuthMethodAllowed | some domain in input.domains])
	notes := [class_of_service.overrides("zimbraTwoFactorAuthMethodAllowed")]
}

# the domains whose default it is allow an app, another one does not, and any account may have been put into any class
result contains verdict.unknown(name, message, evidence, settle) if {
	some name in subject
	works
	cos := input.cos[name]
	two_factor.is_offered(cos)
	leaf := cos.attrs.zimbraTwoFactorAuthMethodAllowed
	leaf.from == "unset"
	every domain in cos.domains.value {
		allows_app(input.domains[domain])
	}
	closed := sort([domain | some domain, entry in input.domains; not allows_app(entry)])
	count(closed) > 0
	message := $"{name} leaves methods to the domains: whether any account of {concat(", ", closed)} is in it is unknown"
	evidence := array.concat(
		[leaf, cos.domains],
		[input.domains[domain].attrs.zimbraTwoFactorAuthMethodAllowed | some domain in closed],
	)
	settle := [$"zmprov cta {shell.word(domain)}" | some domain in closed]
}

result contains verdict.pass_with(name, $"{name} allows e-mail only, but nobody is in it", [leaf, cos.used], notes) if {
	some name in subject
	works
	cos := input.cos[name]
	cos.used.value == false
	cos.attrs.zimbraFeatureTwoFactorAuthAvailable.value == true
	leaf := cos.attrs.zimbraTwoFactorAuthMethodAllowed
	is_email_only(leaf)
	notes := ["the first account that is put there has no other method: allow an app before"]
}

result contains verdict.fail(name, $"{name} allows e-mail as the only second factor", [leaf, cos.used], fix) if {
	some name in subject
	works
	cos := input.cos[name]
	cos.used.value == true
	two_factor.is_offered(cos)
	leaf := cos.attrs.zimbraTwoFactorAuthMethodAllowed
	is_email_only(leaf)
	fix := [
		$"zmprov mc {shell.word(name)} +zimbraTwoFactorAuthMethodAllowed app",
		"# users may set up an authenticator app; who has e-mail set up keeps it",
	]
}

result contains verdict.fail(name, message, [leaf, above, cos.domains], fix) if {
	some name in subject
	works
	cos := input.cos[name]
	cos.used.value == true
	two_factor.is_offered(cos)
	leaf := cos.attrs.zimbraTwoFactorAuthMethodAllowed
	leaf.from == "unset"
	some domain in cos.domains.value
	input.domains[domain].live.value == true
	above := input.domains[domain].attrs.zimbraTwoFactorAuthMethodAllowed
	is_email_only(above)
	message := $"{name} leaves the methods to {domain}, which allows e-mail only"
	fix := [
		$"zmprov md {shell.word(domain)} +zimbraTwoFactorAuthMethodAllowed app",
		"# users may set up an authenticator app; who has e-mail set up keeps it",
	]
}

is_email_only(leaf) if {
	"email" in leaf.value
	every method in leaf.value {
		method == "email"
	}
}

allows_app(domain) if domain.live.value == false

allows_app(domain) if "app" in domain.attrs.zimbraTwoFactorAuthMethodAllowed.value

allows_app(domain) if domain.attrs.zimbraTwoFactorAuthMethodAllowed.from == "unset"

listed(leaf) := concat(", ", sort(leaf.value))
