# METADATA
# title: Updates of SpamAssassin's rules
# description: Jobs as in hosts[].crontab.zimbra, and the switches of zmsaupdate (zm-core-utils, libexec/zmsaupdate).
package zmaudit.lib.spam_updates

import data.zmaudit.lib.words

# updaters(jobs): commands that fetch rules, at least once a month
updaters(jobs) := {job.command |
	some job in jobs
	not is_rare(job.schedule)
	regex.match(`(^|[/\s;&(])(zmsaupdate|sa-update)([\s;&)]|$)`, job.command)
}

# crontab(5): the fourth field is the month
is_rare(schedule) if lower(schedule) in {"@reboot", "@yearly", "@annually"}

is_rare(schedule) if {
	fields := words.found(schedule, `\S+`)
	count(fields) == 5
	not fields[3] in {"*", "*/1", "1-12"}
}

# sa-update alone asks no switch
own(jobs) := {command |
	some command in updaters(jobs)
	contains(command, "sa-update")
}

is_shipped_job_alone(jobs) if {
	count(updaters(jobs)) > 0
	count(own(jobs)) == 0
}

is_updated(jobs, _) if count(own(jobs)) > 0

is_updated(jobs, localconfig) if {
	is_shipped_job_alone(jobs)
	is_on(localconfig.antispam_enable_rule_updates)
	is_on(localconfig.antispam_enable_restarts)
}

# evidence of the switches that count
switches(jobs, _) := [] if count(own(jobs)) > 0

switches(jobs, localconfig) := [
	localconfig.antispam_enable_rule_updates,
	localconfig.antispam_enable_restarts,
] if {
	is_shipped_job_alone(jobs)
}

# the script takes any value that has "true" in it
is_on(leaf) if contains(lower(leaf.value), "true")

is_off(leaf) if not contains(lower(leaf.value), "true")

is_off(leaf) if leaf.from == "unset"
