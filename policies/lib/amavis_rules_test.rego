package zmaudit.lib.amavis_rules_test

import data.zmaudit.lib.amavis_rules

rules := [
	{"pattern": `^\.(rpm|cpio|EXE)$`, "allows": true, "extensions": []},
	{"pattern": `.\.(?:exe|js)\s*$`, "allows": false, "extensions": ["exe", "js"]},
]

test_blocked if amavis_rules.blocked(rules) == {"exe", "js"}

test_an_exception_names_its_extensions if {
	amavis_rules.let_through(rules, {"exe", "js"}) == {"exe"}
	amavis_rules.let_through([rules[1]], {"exe", "js"}) == set()
	count(amavis_rules.exceptions(rules)) == 1
}
