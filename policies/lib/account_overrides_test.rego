package zmaudit.lib.account_overrides_test

import data.zmaudit.lib.account_overrides

test_one if {
	account_overrides.who({"accounts": 1, "admins": 0, "first": "ann@a.example"}) == "1 live account (ann@a.example)"
}

test_administrators_are_told if {
	own := {"accounts": 3, "admins": 1, "first": "ann@a.example"}
	account_overrides.who(own) == "3 live accounts (ann@a.example, 1 of them administrators)"
}

test_the_others_are_to_be_searched if {
	own := {"accounts": 2, "admins": 0, "first": "o'neil@a.example"}
	account_overrides.fix(own, "zimbraImapEnabled") == [
		`zmprov ma 'o'\''neil@a.example' zimbraImapEnabled ''`,
		"# the same for the others: zmprov -l sa '(zimbraImapEnabled=*)'",
	]
}

test_nobody_has_another_value if account_overrides.all_are({"value": []}, false)

test_one_has_another_value if not account_overrides.all_are({"value": [{"value": false}, {"value": true}]}, false)

test_unknown_is_no_value if not account_overrides.all_are({"unknown": "no accounts"}, false)
