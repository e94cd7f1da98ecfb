package zmaudit.lib.ssh_test

import data.zmaudit.lib.ssh

safe := {
	"passwordauthentication": {"value": "no"},
	"kbdinteractiveauthentication": {"value": "no"},
	"challengeresponseauthentication": {"from": "unset"},
	"usepam": {"value": "yes"},
	"authenticationmethods": {"value": "any"},
}

settings(changes) := object.union(object.remove(safe, object.keys(changes)), changes)

passwords(methods) := settings({
	"passwordauthentication": {"value": "yes"},
	"authenticationmethods": {"value": methods},
})

test_passwords_are_off if {
	ssh.shuts("password", settings({}))
	not ssh.opens("password", settings({}))
}

test_passwords_are_on if {
	ssh.opens("password", passwords("any"))
	not ssh.shuts("password", passwords("any"))
}

test_unknown_is_neither if {
	blind := settings({"passwordauthentication": {"unknown": "x"}, "kbdinteractiveauthentication": {"unknown": "x"}})
	every way in ssh.password_ways {
		not ssh.opens(way, blind)
		not ssh.shuts(way, blind)
	}
}

test_a_chain_with_a_key_shuts if {
	every methods in ["publickey", "publickey,password", "hostbased,password", "gssapi-with-mic,password publickey"] {
		ssh.shuts("password", passwords(methods))
		not ssh.opens("password", passwords(methods))
	}
}

test_a_chain_of_another_method_shuts if ssh.shuts("password", passwords("keyboard-interactive:pam"))

test_one_chain_without_a_key_opens if ssh.opens("password", passwords("publickey password"))

test_a_name_that_only_begins_like_a_key_is_none if ssh.opens("password", passwords("publickeys,password"))

test_no_pam_no_questions if {
	ssh.shuts_questions(settings({"kbdinteractiveauthentication": {"value": "yes"}, "usepam": {"value": "no"}}))
	ssh.shuts_questions(settings({"kbdinteractiveauthentication": {"value": "yes"}, "usepam": {"from": "unset"}}))
}

test_the_old_keyword_counts_alone if {
	old := {"kbdinteractiveauthentication": {"from": "unset"}, "challengeresponseauthentication": {"value": "yes"}}
	ssh.opens_questions(settings(old))
	not ssh.shuts_questions(settings(old))
}
