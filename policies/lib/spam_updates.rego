# METADATA
# title: Updates of SpamAssassin's rules
# description: Jobs as in hosts[].crontab.zimbra, and the switches of zmsaupdate (zm-core-utils, libexec/zmsaupdate).
package zmaudit.lib.spam_updates

# updaters(jobs): commands that fetch rules
updaters(jobs) := {job.command |
	some job in jobs
	regex.match(`(^|[/\s;&(])(zmsaupdate|sa-update)([\s;&)]|$)`, job.command)
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
