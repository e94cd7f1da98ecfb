# METADATA
# title: Log-in against sender
# description: Where Postfix compares MAIL FROM with what the log-in owns, and what zmconfigd makes of the attributes.
package zmaudit.lib.sender_login

import data.zmaudit.lib.postfix
import data.zmaudit.lib.words

word := "reject_authenticated_sender_login_mismatch"

checks := {word, "reject_sender_login_mismatch"}

# of a restriction list as Postfix has it
is_guarded(text) if {
	some check in postfix.before_permit(postfix.words(text))
	check in checks
}

is_absent(text) if count({check | some check in postfix.words(text); check in checks}) == 0

is_late(text) if {
	count({check | some check in postfix.words(text); check in checks}) > 0
	count({check | some check in postfix.before_permit(postfix.words(text)); check in checks}) == 0
}

has_map(text) if contains(text, ":")

has_no_map(text) if not contains(text, ":")

# weakened(overrides): services that take the check, or its map, away for themselves
weakened(overrides) := {postfix.place(row) |
	some row in overrides
	row.type in {"inet", "pass"}
	not postfix.is_inner(row.service)
	not offers_no_auth(overrides, row)
	is_weak(row)
}

offers_no_auth(overrides, row) if postfix.is_no(postfix.override(overrides, row, "smtpd_sasl_auth_enable"))

is_weak(row) if {
	row.name == "smtpd_sender_restrictions"
	not is_guarded(row.value)
}

is_weak(row) if {
	row.name == "smtpd_sender_login_maps"
	has_no_map(row.value)
}

# zmconfigd (state.py, `exact`): one of the words between blanks, and nothing else counts
is_exact(value) if word in words.blank_separated(value)

is_not_exact(value) if not word in words.blank_separated(value)

is_near_miss(value) if {
	is_not_exact(value)
	contains(value, "sender_login_mismatch")
}

# zmconfigd (`contains`): these texts anywhere in the value
maps := {"proxy:ldap:/opt/zimbra/conf/ldap-slm.cf", "lmdb:/opt/zimbra/conf/slm-exceptions-db"}

names_map(value) if {
	some map in maps
	contains(value, map)
}

is_mapless(leaf) if leaf.from == "unset"

is_mapless(leaf) if {
	value := leaf.value
	not names_map(value)
}
