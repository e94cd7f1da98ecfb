# METADATA
# scope: package
# title: Local passwords are not usable on SSO-only domains
# description: A web log-in by SAML leaves the local passwords valid for SOAP, IMAP, POP3 and SMTP.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "26.3"
#   section: 26
#   severity: high
#   kind: manual
package zmaudit.controls.s26_3_local_passwords_on_sso_domains

import data.zmaudit.lib.auth_mech
import data.zmaudit.lib.verdict

subject contains name if {
	some name, domain in input.domains
	domain.live.value == true
}

result contains verdict.not_applicable(name, message, [mech]) if {
	some name in subject
	mech := input.domains[name].attrs.zimbraAuthMech
	auth_mech.is_external(mech)
	message := $"{name} authenticates by {mech.value}: 26.1 says whether local passwords work beside it"
}

result contains verdict.not_applicable(name, message, [url, cert]) if {
	some name in subject
	domain := input.domains[name]
	url := domain.attrs.zimbraWebClientLoginURL
	url.from == "unset"
	cert := domain.attrs.zimbraMyoneloginSamlSigningCert
	cert.from == "unset"
	message := "no outer log-in page and no SAML certificate"
}

result contains verdict.manual(name, question(name), [mech, url], array.concat([note], always)) if {
	some name in subject
	domain := input.domains[name]
	mech := domain.attrs.zimbraAuthMech
	checks_local_passwords(mech)
	url := domain.attrs.zimbraWebClientLoginURL
	url.value != ""
	note := $"the web client sends users of {name} to {url.value} ({url.from} value)"
}

result contains verdict.manual(name, question(name), [mech, cert], array.concat([note], always)) if {
	some name in subject
	domain := input.domains[name]
	mech := domain.attrs.zimbraAuthMech
	checks_local_passwords(mech)
	cert := domain.attrs.zimbraMyoneloginSamlSigningCert
	cert.value != ""
	note := $"{name} trusts a SAML signing certificate ({cert.from} value)"
}

checks_local_passwords(mech) if auth_mech.is_local(mech)

# 26.2: local passwords are what Zimbra falls back to
checks_local_passwords(mech) if auth_mech.is_misspelt(mech)

question(name) := $"can nobody of {name} use a local password: are all random and unknown, old ones replaced?"

always := [
	"zimbraAuthFallbackToLocal changes nothing here: the domain's own mechanism is the local one",
	"a local password logs in over SOAP, IMAP, POP3 and SMTP past the identity provider and its second factor",
	"to ask: who sets passwords of new accounts; may users set or reset one (41.3); which protocols are on (10.x)",
]
