# METADATA
# title: Rules of amavis for file names
# description: Rules as in hosts[].amavis.banned; commented ones are not among them.
package zmaudit.lib.amavis_rules

import data.zmaudit.lib.words

blocked(rules) := {extension |
	some rule in rules
	some extension in rule.extensions
}

# let_through(rules, extensions): those that an exception speaks of; of two rules the first that matches counts
let_through(rules, extensions) := {word |
	some rule in rules
	rule.allows == true
	some word in words.found(lower(rule.pattern), `[a-z0-9]+`)
	word in extensions
}

exceptions(rules) := [note |
	some rule in rules
	rule.allows == true
	note := $"amavis lets through what matches {rule.pattern}"
]
