# METADATA
# scope: package
# title: Pre-authentication, where configured, goes through SOAP
# description: A log-in by the address /service/preauth leaves no client address in Zimbra's logs.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "25.1"
#   section: 25
#   severity: medium
#   kind: evidence
#   parameters:
#     days:
#       default: 7
#       description: Days that the access logs of a mailbox server must show before silence means anything
#   optional:
#     - path: input.hosts
#       because: without logs that reach far enough a person has to say how the portal logs in
#     - path: input.collections.hosts
#       because: where not every server is known, its logs are among those that are missing
package zmaudit.controls.s25_1_preauth_through_soap

import data.zmaudit.lib.verdict

subject contains "global"

keyed contains name if {
	some name, domain in input.domains
	domain.attrs.zimbraPreAuthKey.value != ""
}

keys := [leaf |
	some domain in input.domains
	leaf := domain.attrs.zimbraPreAuthKey
	leaf.value != ""
]

result contains verdict.not_applicable("global", "no domain has a pre-authentication key", [domains]) if {
	domains := input.collections.domains
	every domain in input.domains {
		domain.attrs.zimbraPreAuthKey.from == "unset"
	}
}

result contains verdict.fail("global", message, array.concat(keys, [log]), fix) if {
	count(keys) > 0
	some host, facts in input.hosts
	log := facts.logs.preauth_requests
	asked := sum([day.requests | some day in log.value])
	asked > 0
	message := $"{host} was asked for /service/preauth {asked} times; domains with a key: {concat(", ", sort(keyed))}"
}

result contains verdict.pass("global", message, array.concat(keys, logs)) if {
	count(keys) > 0
	uses_soap
	logs := array.concat(silence, [leaf |
		some facts in input.hosts
		leaf := facts.logs.preauth_logins
		leaf.value > 0
	])
	message := $"pre-authentication is used, and never by its address; domains with a key: {concat(", ", sort(keyed))}"
}

result contains verdict.manual("global", question, keys, notes) if {
	count(keys) > 0
	not uses_soap
	question := $"does the portal log in over SOAP (AuthRequest with preauth)? Keys: {concat(", ", sort(keyed))}"
	notes := array.concat(
		[$"the access logs of {host} show {count(log.value)} days, {sum([day.requests | some day in log.value])} requests" |
			some host, facts in input.hosts
			log := facts.logs.preauth_requests
			is_array(log.value)
		],
		[$"audit.log of {host} shows {leaf.value} log-ins by pre-authentication" |
			some host, facts in input.hosts
			leaf := facts.logs.preauth_logins
			leaf.value >= 0
		],
	)
}

uses_soap if {
	input.collections.hosts.value == true
	every host in input.hosts {
		is_silent(host)
	}
	some host in input.hosts
	host.logs.preauth_logins.value > 0
}

silence := [log |
	some host in input.hosts
	log := host.logs.preauth_requests
	is_array(log.value)
]

# mailboxd's own access log has what comes through a proxy as well
is_silent(host) if every role in host.roles.value {
	role != "mailbox"
}

is_silent(host) if {
	days := host.logs.preauth_requests.value
	count(days) >= input.parameters["25.1"].days
	every day in days {
		day.requests == 0
	}
}

fix := [
	"# in the portal: log in by a SOAP AuthRequest with <preauth> instead of sending browsers to /service/preauth",
	"grep -h /service/preauth /opt/zimbra/log/access_log.* /opt/zimbra/log/nginx.access.log | tail -n 5",
	"# single sign-on stops until the portal is changed; where nobody uses a domain's key, remove it (25.2)",
]
