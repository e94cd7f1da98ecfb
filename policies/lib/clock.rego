# METADATA
# title: Time services
# description: Distributions name the same service differently, and systemd answers for an alias as for the unit itself.
package zmaudit.lib.clock

services := {"chronyd", "ntpd", "systemd-timesyncd"}

# leaves(host, service): what shows whether it runs
leaves(host, "chronyd") := [host.units["chrony.service"].active, host.units["chronyd.service"].active]

leaves(host, "ntpd") := [
	host.units["ntp.service"].active,
	host.units["ntpd.service"].active,
	host.units["ntpsec.service"].active,
]

leaves(host, "systemd-timesyncd") := [host.units["systemd-timesyncd.service"].active]

# boot_leaves(host, service): what shows whether the next boot starts it
boot_leaves(host, "chronyd") := [host.units["chrony.service"].enabled, host.units["chronyd.service"].enabled]

boot_leaves(host, "ntpd") := [
	host.units["ntp.service"].enabled,
	host.units["ntpd.service"].enabled,
	host.units["ntpsec.service"].enabled,
]

boot_leaves(host, "systemd-timesyncd") := [host.units["systemd-timesyncd.service"].enabled]

is_active(host, service) if {
	some leaf in leaves(host, service)
	leaf.value == "active"
}

# none_active(host): all units are known, and none runs
none_active(host) if {
	every service in services {
		stands_still(host, service)
	}
}

stands_still(host, service) if {
	every leaf in leaves(host, service) {
		leaf.value != "active"
	}
}

# active(host): the services that run; it leans on all their units being known
active(host) := {service | some service in services; is_active(host, service)}

# starts_at_boot(host, service), and the opposite of it
starts_at_boot(host, service) if {
	states := {leaf.value | some leaf in boot_leaves(host, service)}
	count(states & enabled) > 0
}

stays_off_at_boot(host, service) if {
	every leaf in boot_leaves(host, service) {
		not leaf.value in enabled
	}
}

# What is-enabled says of a unit that the next boot starts, under its own name or another.
enabled := {"alias", "enabled", "generated"}

# shares_kernel(host): a container has no clock and no randomness of its own
shares_kernel(host) if host.container.value != "none"

# is_debian(host): the names of packages and units are Debian's
is_debian(host) if host.os.id.value in {"debian", "ubuntu"}
