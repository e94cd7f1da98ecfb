package zmaudit.lib.spam_updates_test

import data.zmaudit.lib.spam_updates

shipped := [{"schedule": "45 23 * * *", "command": "/opt/zimbra/libexec/zmsaupdate"}]

on := {"value": "true", "from": "file"}

test_the_shipped_job_needs_both_switches if {
	spam_updates.is_updated(shipped, {"antispam_enable_rule_updates": on, "antispam_enable_restarts": on})
	not spam_updates.is_updated(shipped, {
		"antispam_enable_rule_updates": on,
		"antispam_enable_restarts": {"value": "false"},
	})
}

test_a_job_of_its_own_needs_none if {
	spam_updates.is_updated([{"schedule": "@daily", "command": "/opt/zimbra/common/bin/sa-update -v >/dev/null 2>&1"}], {})
	not spam_updates.is_shipped_job_alone([{"schedule": "5 4 * * *", "command": "sa-update"}])
}

test_a_name_that_only_contains_it_is_another if {
	spam_updates.updaters([{"schedule": "@daily", "command": "/opt/x/zmsaupdate-report"}]) == set()
}

test_a_rare_job_is_none if {
	every schedule in ["@reboot", "@YEARLY", "0 4 1 1 *", "0 4 1 */6 *"] {
		spam_updates.updaters([{"schedule": schedule, "command": "sa-update"}]) == set()
	}
	every schedule in ["@weekly", "0 4 1 * *", "0 4 1 */1 *"] {
		count(spam_updates.updaters([{"schedule": schedule, "command": "sa-update"}])) == 1
	}
}
