# METADATA
# title: Two-factor authentication
# description: Whether the code is there that gives the attributes a meaning. A host is an entry of input.hosts.
package zmaudit.lib.two_factor

import data.zmaudit.dated.two_factor.extensions as jars
import data.zmaudit.dated.zimbra_releases

# is_installed(host) and is_without(host) both fail to hold where a jar that nobody knows is in the folder
is_installed(host) if {
	"mailbox" in host.roles.value
	some file in host.two_factor.value
	file in jars
}

is_installed(host) if {
	"mailbox" in host.roles.value
	host.zimbra.edition.value == "NETWORK"
}

is_without(host) if {
	roles := host.roles.value
	not "mailbox" in roles
}

is_without(host) if {
	host.zimbra.edition.value == "FOSS"
	count(host.two_factor.value) == 0
}

# older_than_methods(host): older than the choice of methods
older_than_methods(host) if {
	roles := host.roles.value
	not "mailbox" in roles
}

older_than_methods(host) if host.zimbra.version.value < zimbra_releases.two_factor_methods

knows_methods(host) if {
	"mailbox" in host.roles.value
	host.zimbra.version.value >= zimbra_releases.two_factor_methods
}

# is_offered(cos): takes an entry of input.cos
is_offered(cos) if cos.attrs.zimbraFeatureTwoFactorAuthAvailable.value == true

is_offered(cos) if cos.attrs.zimbraFeatureTwoFactorAuthRequired.value == true
