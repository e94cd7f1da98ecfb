# METADATA
# title: Values that accounts have of their own
# description: An element of input.census.overrides is a value and the number of live accounts that set it themselves.
package zmaudit.lib.account_overrides

import data.zmaudit.lib.shell

who(own) := $"{holders(own.accounts)} ({own.first}{admins(own)})"

holders(1) := "1 live account"

holders(n) := $"{n} live accounts" if n != 1

admins(own) := "" if own.admins == 0

admins(own) := $", {own.admins} of them administrators" if own.admins > 0

# all_are(leaf, wanted): nobody has another value of its own; so it is where nobody has any
all_are(leaf, wanted) if {
	every own in leaf.value {
		own.value == wanted
	}
}

# fix(own, attribute): a class of service has the say again
fix(own, attribute) := array.concat(
	[$"zmprov ma {shell.word(own.first)} {attribute} ''"],
	[$"# the same for the others: zmprov -l sa '({attribute}=*)'" | own.accounts > 1],
)
