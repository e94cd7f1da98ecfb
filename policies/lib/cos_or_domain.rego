# METADATA
# title: Values of a class of service over those of a domain
# description: >-
#   accountCosDomainInherited: the account's value, else its class's, else its domain's (Entry.java). Own and above are
#   the leaves of a class and of a domain; where one is unknown there is no answer.
package zmaudit.lib.cos_or_domain

# value(own, above, otherwise): otherwise is what the code takes where nothing is set
value(own, _, _) := own.value if own.from == "cos"

value(own, above, _) := above.value if {
	own.from == "unset"
	above.from != "unset"
}

value(own, above, otherwise) := otherwise if {
	own.from == "unset"
	above.from == "unset"
}
