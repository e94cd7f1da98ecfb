# METADATA
# title: Where SMTP AUTH is on, it is TLS-only and throttled
# description: Without TLS the password can be read on the way; without a limit it can be guessed.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "11.2"
#   section: 11
#   severity: high
#   kind: evidence
#   parameters:
#     throttled_elsewhere:
#       default: false
#       description: Something else limits log-in attempts on the MTAs, such as fail2ban
#   optional:
#     - path: input.hosts.*.postfix.main.smtpd_tls_auth_only
#       because: only where Postfix was not asked does the directory show a fail; a pass needs the value
package zmaudit.controls.s11_2_smtp_auth_protected

import data.zmaudit.lib.postfix
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if {
	some name, host in input.hosts
	"mta" in host.roles.value
}

throttled_elsewhere if input.parameters["11.2"].throttled_elsewhere == true

result contains verdict.not_applicable(name, $"{name} offers no AUTH (11.1)", [main, mta.overrides]) if {
	some name in subject
	mta := input.hosts[name].postfix
	main := mta.main.smtpd_sasl_auth_enable
	postfix.is_no(main.value)
	count(postfix.auth_services(main.value, mta.overrides.value)) == 0
}

result contains verdict.pass(name, message, [auth, tls, level, rate, mta.overrides]) if {
	some name in subject
	not throttled_elsewhere
	mta := input.hosts[name].postfix
	auth := mta.main.smtpd_sasl_auth_enable
	tls := mta.main.smtpd_tls_auth_only
	level := mta.main.smtpd_tls_security_level
	rate := mta.main.smtpd_client_auth_rate_limit
	services := postfix.auth_services(auth.value, mta.overrides.value)
	count(services) > 0
	count(in_clear(services, mta.overrides.value, tls.value, level.value)) == 0
	count(unlimited(services, mta.overrides.value, rate.value)) == 0
	message := $"{name} takes passwords inside TLS only and limits attempts"
}

result contains verdict.pass(name, message, [auth, tls, level, mta.overrides]) if {
	some name in subject
	throttled_elsewhere
	mta := input.hosts[name].postfix
	auth := mta.main.smtpd_sasl_auth_enable
	tls := mta.main.smtpd_tls_auth_only
	level := mta.main.smtpd_tls_security_level
	services := postfix.auth_services(auth.value, mta.overrides.value)
	count(services) > 0
	count(in_clear(services, mta.overrides.value, tls.value, level.value)) == 0
	message := $"{name} takes passwords inside TLS only; the site declares that attempts are limited elsewhere"
}

result contains verdict.fail(name, message, [auth, tls, level, mta.overrides], tls_only(name)) if {
	some name in subject
	mta := input.hosts[name].postfix
	auth := mta.main.smtpd_sasl_auth_enable
	tls := mta.main.smtpd_tls_auth_only
	level := mta.main.smtpd_tls_security_level
	services := postfix.auth_services(auth.value, mta.overrides.value)
	places := in_clear(services, mta.overrides.value, tls.value, level.value)
	count(places) > 0
	message := $"{name} takes passwords without TLS: {concat(", ", sort(places))}"
}

result contains verdict.fail(name, message, [auth, tls], tls_only(name)) if {
	some name in subject
	not input.hosts[name].postfix.main.smtpd_tls_auth_only.value
	server := input.servers[name]
	auth := server.attrs.zimbraMtaSaslAuthEnable
	auth.value == "yes"
	tls := server.attrs.zimbraMtaTlsAuthOnly
	tls.value == false
	message := $"{name} takes passwords without TLS, by LDAP, not by Postfix ({tls.from} value)"
}

# warn: guesses are only logged
result contains verdict.fail_as("low", name, message, [auth, rate, mta.overrides], limited(name)) if {
	some name in subject
	not throttled_elsewhere
	mta := input.hosts[name].postfix
	auth := mta.main.smtpd_sasl_auth_enable
	rate := mta.main.smtpd_client_auth_rate_limit
	services := postfix.auth_services(auth.value, mta.overrides.value)
	places := unlimited(services, mta.overrides.value, rate.value)
	count(places) > 0
	message := $"{name} lets clients guess passwords without a limit: {concat(", ", sort(places))}"
}

# the level encrypt implies smtpd_tls_auth_only (postconf(5)); a service in wrapper mode speaks nothing but TLS
in_clear(services, overrides, tls, level) := {service.service |
	some service in services
	not postfix.is_yes(postfix.effective(overrides, service, "smtpd_tls_auth_only", tls))
	lower(postfix.effective(overrides, service, "smtpd_tls_security_level", level)) != "encrypt"
	not postfix.is_yes(postfix.effective(overrides, service, "smtpd_tls_wrappermode", "no"))
}

unlimited(services, overrides, rate) := {service.service |
	some service in services
	postfix.effective(overrides, service, "smtpd_client_auth_rate_limit", rate) == "0"
}

tls_only(name) := [
	$"zmprov ms {shell.word(name)} zimbraMtaTlsAuthOnly TRUE",
	"zmmtactl restart",
	"# a service with a value of its own keeps it: take it out of /opt/zimbra/common/conf/master.cf.in",
	"# programs that can't do TLS can no longer log in",
]

limited(name) := [
	$"zmprov ms {shell.word(name)} zimbraMtaSmtpdClientAuthRateLimit 20",
	"zmmtactl restart",
	"# 20 log-ins a minute and address; many users behind one address need more",
]
