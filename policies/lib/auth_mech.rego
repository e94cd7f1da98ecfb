# METADATA
# title: Authentication mechanisms of a domain
# description: How Zimbra reads zimbraAuthMech and zimbraAuthMechAdmin (zm-mailbox AuthMechanism.java). Case counts.
package zmaudit.lib.auth_mech

external := {"ad", "kerberos5", "ldap"}

is_external(leaf) if leaf.value in external

is_external(leaf) if startswith(leaf.value, "custom:")

is_local(leaf) if leaf.from == "unset"

is_local(leaf) if leaf.value == "zimbra"

# any other word is logged as unknown, and local passwords are checked
is_misspelt(leaf) if {
	not leaf.value in (external | {"zimbra"})
	not startswith(leaf.value, "custom:")
}
