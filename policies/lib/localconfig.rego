# METADATA
# title: Localconfig values
# description: What Zimbra's code makes of a localconfig value (zm-mailbox KnownKey.java).
package zmaudit.lib.localconfig

# Java's Boolean.valueOf: "true" in any case and nothing else; an empty value is the compiled default. Blanks around a
# value are read as they stand in localconfig.xml (LocalConfig.java, elementText), and zmlocalconfig prints them.
is_true(value, _) if lower(value) == "true"

is_true("", fallback) if fallback == true

is_false(value, _) if {
	trim_space(value) != ""
	not reads_true(value)
}

is_false("", fallback) if fallback == false

# is_false_for_now(value, fallback): false by what stands around it. The next zmlocalconfig -e writes the whole file
# anew, without blanks (ConfigWriter.java, createPrettyPrint); in a copied text a further line may be a prompt.
is_false_for_now(value, fallback) if {
	trim_space(value) == ""
	value != ""
	fallback == true
}

is_false_for_now(value, _) if {
	lower(value) != "true"
	reads_true(value)
}

reads_true(value) if {
	some line in split(value, "\n")
	lower(trim_space(line)) == "true"
}
