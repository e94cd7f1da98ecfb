package zmaudit.lib.ssh_pam_test

import data.zmaudit.lib.ssh_pam

auth(lines) := {"pam_auth": {"value": [{"control": line[0], "module": line[1]} | some line in lines]}}

unix(control) := [control, "pam_unix.so"]

token := ["required", "pam_oath.so"]

deny := ["requisite", "pam_deny.so"]

test_second_factor_after_passwords if {
	ssh_pam.asks_second_factor(auth([unix("[success=1 default=ignore]"), deny, token]))
	not ssh_pam.asks_second_factor(auth([unix("[success=2 default=ignore]"), deny, token]))
	not ssh_pam.asks_second_factor(auth([unix("sufficient"), token]))
	ssh_pam.asks_second_factor(auth([["substack", "system-auth"], unix("sufficient"), token]))
}

test_second_factor_that_nobody_needs if {
	not ssh_pam.asks_second_factor(auth([["sufficient", "pam_oath.so"], unix("required")]))
}

test_names_of_modules_alone if ssh_pam.asks_second_factor(auth([["", "pam_unix.so"], ["", "pam_duo.so"]]))

test_unknown_pam_is_no_second_factor if not ssh_pam.asks_second_factor({"pam_auth": {"unknown": "x"}})

test_a_stack_beyond_belief_is_none if {
	not ssh_pam.asks_second_factor(auth([token | some _ in numbers.range(1, 201)]))
}
