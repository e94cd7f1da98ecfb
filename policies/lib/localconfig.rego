# METADATA
# title: Localconfig values
# description: What Zimbra's code makes of a localconfig value (zm-mailbox KnownKey.java).
package zmaudit.lib.localconfig

# Java's Boolean.valueOf: "true" in any case and nothing else; an empty value is the compiled default
is_true(value, _) if lower(value) == "true"

is_true("", fallback) if fallback == true

is_false(value, _) if {
	value != ""
	lower(value) != "true"
}

is_false("", fallback) if fallback == false
