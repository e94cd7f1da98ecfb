# METADATA
# title: Localconfig values
# description: What Zimbra's code makes of a localconfig value (zm-mailbox KnownKey.java).
package zmaudit.lib.localconfig

# Java's Boolean.valueOf: "true" in any case and nothing else; an empty value is the compiled default. Blanks around a
# value are read as they stand in localconfig.xml (LocalConfig.java, elementText), and zmlocalconfig prints them.
is_true(value, _) if lower(value) == "true"

is_true("", fallback) if fallback == true

is_false(value, _) if {
	value != ""
	lower(trim_space(value)) != "true"
	trim_space(value) != ""
}

is_false("", fallback) if fallback == false

# the next zmlocalconfig -e writes the whole file anew, without the blanks (ConfigWriter.java, createPrettyPrint)
is_false_for_now(value, fallback) if {
	trim_space(value) != value
	is_true(trim_space(value), fallback)
}
