# Classes, domains and accounts, each with a value of its own: longer than other rules.

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

# Long, since methods may come from class, domain or account, and the census does not join them: a rule each.

import data.zmaudit.lib.account_overrides
import data.zmaudit.lib.shell
import data.zmaudit.lib.two_factor
import data.zmaudit.lib.verdict

subject contains name if some name in classes

classes contains name if some name, _ in input.cos

subject contains "accounts"

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
	some name in classes
	attrs := input.cos[name].attrs
	offered := attrs.zimbraFeatureTwoFactorAuthAvailable
	offered.value == false
	required := attrs.zimbraFeatureTwoFactorAuthRequired
	required.value == false
}

result contains verdict.pass(name, $"{name} allows {listed(leaf)}", [leaf]) if {
	some name in classes
	works
	cos := input.cos[name]
	cos.attrs.zimbraFeatureTwoFactorAuthAvailable.value == true
	leaf := cos.attrs.zimbraTwoFactorAuthMethodAllowed
	"app" in leaf.value
}

# nothing in the class: the domain's value counts, and an authenticator app where there is none either
result contains verdict.pass(name, message, evidence) if {
	some name in classes
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
}

# the domains whose default it is allow an app, another one does not, and any account may have been put into any class
result contains verdict.unknown(name, message, evidence, settle) if {
	some name in classes
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
	some name in classes
	works
	cos := input.cos[name]
	cos.used.value == false
	cos.attrs.zimbraFeatureTwoFactorAuthAvailable.value == true
	leaf := cos.attrs.zimbraTwoFactorAuthMethodAllowed
	is_email_only(leaf)
	notes := ["the first account that is put there has no other method: allow an app before"]
}

result contains verdict.fail(name, $"{name} allows e-mail as the only second factor", [leaf, cos.used], fix) if {
	some name in classes
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
	some name in classes
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

result contains verdict.not_applicable(name, "nobody has two-factor authentication", [offered, required]) if {
	name := "accounts"
	every cos in input.cos {
		is_without(cos)
	}
	offered := input.census.overrides.zimbraFeatureTwoFactorAuthAvailable
	account_overrides.all_are(offered, false)
	required := input.census.overrides.zimbraFeatureTwoFactorAuthRequired
	account_overrides.all_are(required, false)
}

result contains verdict.pass(name, "no live account has e-mail only by a value of its own", [leaf]) if {
	name := "accounts"
	works
	somebody_has_it
	leaf := input.census.overrides.zimbraTwoFactorAuthMethodAllowed
	every own in leaf.value {
		"app" in own.value
	}
	safe_in_every_class
}

# the same where accounts that have it may be in a class that leaves the methods to the domains
result contains verdict.pass(name, "no live account has e-mail only by a value of its own", [leaf, factor]) if {
	name := "accounts"
	works
	factor := own_factors[_]
	some one in factor.value
	one.value == true
	some cos in input.cos
	is_without(cos)
	is_safe_by_domains(cos)
	every other in input.cos {
		is_judged_or_safe_at_all(other)
	}
	leaf := input.census.overrides.zimbraTwoFactorAuthMethodAllowed
	every own in leaf.value {
		"app" in own.value
	}
}

# an account's value goes over its class's; where only some classes offer it, this one may mean nothing
result contains verdict.fail(name, message, [leaf], fix) if {
	name := "accounts"
	works
	input.collections.cos.value == true
	every cos in input.cos {
		two_factor.is_offered(cos)
	}
	leaf := input.census.overrides.zimbraTwoFactorAuthMethodAllowed
	some own in leaf.value
	is_email_only(own)
	message := $"{account_overrides.who(own)} may have e-mail as the only second factor"
	fix := array.concat(
		[$"zmprov ma {shell.word(own.first)} +zimbraTwoFactorAuthMethodAllowed app"],
		["# the same for the others: zmprov -l sa '(zimbraTwoFactorAuthMethodAllowed=email)'" | own.accounts > 1],
	)
}

result contains verdict.unknown(name, message, [leaf], settle) if {
	name := "accounts"
	works
	leaf := input.census.overrides.zimbraTwoFactorAuthMethodAllowed
	some own in leaf.value
	not "app" in own.value
	not is_email_only(own)
	message := $"{account_overrides.who(own)} may have {listed(own)} only: what that is worth is not known"
	settle := [$"zmprov ga {shell.word(own.first)} zimbraTwoFactorAuthMethodAllowed"]
}

# which class such an account is in is not in the census
result contains verdict.unknown(name, message, [leaf], settle) if {
	name := "accounts"
	works
	some class, cos in input.cos
	is_without(cos)
	leaf := input.census.overrides.zimbraTwoFactorAuthMethodAllowed
	some own in leaf.value
	is_email_only(own)
	message := $"{account_overrides.who(own)} have e-mail only, or are in {class}, which has no two-factor authentication"
	settle := [
		"zmprov -l sa '(zimbraTwoFactorAuthMethodAllowed=email)'",
		$"zmprov ga {shell.word(own.first)} zimbraCOSId zimbraFeatureTwoFactorAuthAvailable",
	]
}

result contains verdict.unknown(name, message, [leaf], settle) if {
	name := "accounts"
	works
	some class, cos in input.cos
	is_without(cos)
	not is_safe(cos)
	not is_safe_by_domains(cos)
	leaf := own_factors[_]
	some own in leaf.value
	own.value == true
	message := $"{account_overrides.who(own)} with two-factor authentication of their own may be in {class}: e-mail only"
	settle := [
		"zmprov -l sa '(zimbraFeatureTwoFactorAuthAvailable=TRUE)'",
		"zmprov -l sa '(zimbraFeatureTwoFactorAuthRequired=TRUE)'",
		$"zmprov ga {shell.word(own.first)} zimbraCOSId zimbraTwoFactorAuthMethodAllowed",
	]
}

own_factors contains input.census.overrides.zimbraFeatureTwoFactorAuthAvailable

own_factors contains input.census.overrides.zimbraFeatureTwoFactorAuthRequired

somebody_has_it if {
	some cos in input.cos
	two_factor.is_offered(cos)
}

somebody_has_it if {
	some own in input.census.overrides.zimbraFeatureTwoFactorAuthAvailable.value
	own.value == true
}

somebody_has_it if {
	some own in input.census.overrides.zimbraFeatureTwoFactorAuthRequired.value
	own.value == true
}

# a class without two-factor authentication is not judged: its accounts may have it all the same
safe_in_every_class if {
	every cos in input.cos {
		is_judged_or_safe(cos)
	}
}

safe_in_every_class if {
	account_overrides.all_are(input.census.overrides.zimbraFeatureTwoFactorAuthAvailable, false)
	account_overrides.all_are(input.census.overrides.zimbraFeatureTwoFactorAuthRequired, false)
}

is_without(cos) if {
	cos.attrs.zimbraFeatureTwoFactorAuthAvailable.value == false
	cos.attrs.zimbraFeatureTwoFactorAuthRequired.value == false
}

is_judged_or_safe(cos) if two_factor.is_offered(cos)

is_judged_or_safe(cos) if is_safe(cos)

is_judged_or_safe_at_all(cos) if is_judged_or_safe(cos)

is_judged_or_safe_at_all(cos) if is_safe_by_domains(cos)

is_safe(cos) if "app" in cos.attrs.zimbraTwoFactorAuthMethodAllowed.value

# beside is_safe, so that the domains are asked for only where a class leaves the methods to them
is_safe_by_domains(cos) if {
	cos.attrs.zimbraTwoFactorAuthMethodAllowed.from == "unset"
	every domain in input.domains {
		allows_app(domain)
	}
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
