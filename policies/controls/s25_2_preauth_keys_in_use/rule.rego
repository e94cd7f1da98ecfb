# METADATA
# scope: package
# title: Pre-authentication keys exist only on domains that use them
# description: A forgotten key is a master password that nobody watches.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "25.2"
#   section: 25
#   severity: medium
#   kind: evidence
#   parameters:
#     days:
#       default: 90
#       description: Days of audit.log without a log-in by pre-authentication after which a key counts as unused
#     stale:
#       default: 7
#       description: Days before the snapshot that a log may end and still speak for today
#   optional:
#     - path: input.hosts
#       because: without logs that reach far enough a person has to say who uses the key
#     - path: input.collections.hosts
#       because: where not every server is known, its logs are among those that are missing
#     - path: input.now
#       because: without the time of the snapshot the days of the log are told, and nobody can say how old they are
package zmaudit.controls.s25_2_preauth_keys_in_use

import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if {
	some name, domain in input.domains
	domain.attrs.zimbraPreAuthKey.value != ""
}

dead := {"closed", "shutdown", "suspended"}

result contains verdict.fail_as("low", name, message, [key, status], fix(name)) if {
	some name in subject
	domain := input.domains[name]
	key := domain.attrs.zimbraPreAuthKey
	status := domain.attrs.zimbraDomainStatus
	status.value in dead
	message := $"{name} is {status.value} and still has a pre-authentication key"
}

result contains verdict.fail(name, message, array.concat([key], spans), fix(name)) if {
	some name in subject
	key := input.domains[name].attrs.zimbraPreAuthKey
	nobody_uses_keys
	message := $"nobody logged in by pre-authentication, so {name} needs no key: {concat("; ", sort(told))}"
}

result contains verdict.pass(name, message, [key, log]) if {
	some name in subject
	domain := input.domains[name]
	key := domain.attrs.zimbraPreAuthKey
	is_open(domain.attrs.zimbraDomainStatus)
	is_only(name)
	some host, facts in input.hosts
	log := facts.logs.preauth_logins
	log.value > 0
	message := $"{name} has the only key, and {host} saw {log.value} log-ins by pre-authentication"
}

result contains verdict.manual(name, question, [key], notes) if {
	some name in subject
	domain := input.domains[name]
	key := domain.attrs.zimbraPreAuthKey
	is_open(domain.attrs.zimbraDomainStatus)
	not is_used(name)
	not nobody_uses_keys
	question := $"who uses the pre-authentication key of {name}, and for what?"
	notes := array.concat(
		array.concat(sort(told | not_in_hand), requests),
		array.concat(
			[$"{least} days of audit.log of each mailbox server without such a log-in would show that nobody does"],
			[$"{count(subject)} domains have a key; the logs do not say which of them is used" | count(subject) > 1],
		),
	)
}

# told: what each log in hand spans
told contains text if {
	some host, facts in input.hosts
	logs := facts.logs
	days := logs.audit_days.value
	logins := logs.preauth_logins.value
	text := concat("", array.concat(
		[$"audit.log of {host} in hand shows {days} days"],
		array.concat(
			[$", {first} to {last}" | first := logs.audit_first.value; last := logs.audit_last.value],
			array.concat(
				[$", and {logins} log-ins by pre-authentication"],
				[$"; for {gap} days on end it has no log-in at all: is a part missing?" |
					gap := logs.audit_gap.value
					gap > input.parameters["25.2"].stale
				],
			),
		),
	))
}

not_in_hand contains $"audit.log of {host} is not in hand" if {
	some host, facts in input.hosts
	"mailbox" in facts.roles.value
	not is_in_hand(facts.logs)
}

is_in_hand(logs) if logs.audit_days.value >= 0

# anybody can ask for the address: a request is no use of the key
requests := sort([note |
	some host, facts in input.hosts
	asked := sum([day.requests | some day in facts.logs.preauth_requests.value])
	asked > 0
	note := $"{host} was asked for /service/preauth (25.1): {asked}"
])

is_open(status) if status.value in {"active", "locked", "maintenance"}

is_open(status) if status.from == "unset"

is_only(name) if every other, domain in input.domains {
	is_without_key(name, other, domain)
}

is_without_key(name, name, _)

is_without_key(_, _, domain) if domain.attrs.zimbraPreAuthKey.from == "unset"

is_used(name) if {
	is_only(name)
	some host in input.hosts
	host.logs.preauth_logins.value > 0
}

spans := [leaf |
	some host in input.hosts
	leaf := host.logs.audit_days
	leaf.value >= least
]

least := input.parameters["25.2"].days

nobody_uses_keys if {
	input.collections.hosts.value == true
	count(spans) > 0
	every host in input.hosts {
		is_quiet(host)
	}
}

is_quiet(host) if every role in host.roles.value {
	role != "mailbox"
}

# a servlet request that let somebody in is a log-in in audit.log as well; the access logs may reach further back
is_quiet(host) if {
	host.logs.audit_days.value >= least
	host.logs.preauth_logins.value == 0
	not is_asked(host)
	not is_stale(host)
}

# what a log of last year shows says nothing about today
is_stale(host) if input.now.value > host.logs.audit_end.value + (input.parameters["25.2"].stale * 86400)

is_asked(host) if {
	some day in host.logs.preauth_requests.value
	day.requests > 0
}

fix(name) := [
	$"zmprov md {shell.word(name)} zimbraPreAuthKey ''",
	"# a portal that does use it cannot log anybody in until it has a new one (zmprov gdpak)",
]
