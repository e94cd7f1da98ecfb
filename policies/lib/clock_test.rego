package zmaudit.lib.clock_test

import data.zmaudit.lib.clock

names := ["chrony", "chronyd", "ntp", "ntpd", "ntpsec", "systemd-timesyncd"]

host(states) := {"units": {$"{name}.service": unit |
	some name in names
	unit := {"active": leaf(states, name), "enabled": leaf(states, name)}
}}

leaf(states, name) := {"value": states[name]}

leaf(states, name) := {"value": "not-found"} if not states[name]

test_an_alias_is_the_same_service if clock.active(host({"chrony": "active", "chronyd": "active"})) == {"chronyd"}

test_two_services if clock.active(host({"chrony": "active", "ntpsec": "active"})) == {"chronyd", "ntpd"}

test_none if {
	clock.none_active(host({"ntpd": "failed"}))
	not clock.none_active(host({"ntpd": "active"}))
}

test_unknown_is_neither if {
	unit := {"active": {"unknown": "x"}, "enabled": {"unknown": "x"}}
	blind := {"units": {$"{name}.service": unit | some name in names}}
	not clock.none_active(blind)
	clock.active(blind) == set()
	not clock.starts_at_boot(blind, "ntpd")
	not clock.stays_off_at_boot(blind, "ntpd")
}

test_boot if {
	clock.starts_at_boot(host({"ntpsec": "enabled", "ntp": "alias"}), "ntpd")
	clock.stays_off_at_boot(host({"ntpsec": "disabled"}), "ntpd")
	not clock.stays_off_at_boot(host({"ntpsec": "enabled"}), "ntpd")
}

test_containers if {
	clock.shares_kernel({"container": {"value": "lxc"}})
	not clock.shares_kernel({"container": {"value": "none"}})
	not clock.shares_kernel({"container": {"unknown": "x"}})
}
