package zmaudit.lib.localconfig_test

import data.zmaudit.lib.localconfig

test_true_in_any_case if {
	every text in ["true", "TRUE", "True"] {
		localconfig.is_true(text, false)
		not localconfig.is_false(text, false)
	}
}

test_all_else_is_false if {
	every text in ["false", "0", "no", "1", "yes", "false ", " no"] {
		localconfig.is_false(text, true)
		not localconfig.is_true(text, true)
	}
}

test_empty_is_the_default if {
	localconfig.is_true("", true)
	not localconfig.is_false("", true)
	localconfig.is_false("", false)
	not localconfig.is_true("", false)
}

test_blanks_do_not_last if {
	every text in [" true ", "true ", "\tTRUE", " ", "true\nzimbra@mail:~$"] {
		localconfig.is_false_for_now(text, true)
		not localconfig.is_false(text, true)
		not localconfig.is_true(text, true)
	}
	every text in ["true", "", "false ", " no", "false", "false\nzimbra@mail:~$"] {
		not localconfig.is_false_for_now(text, true)
	}
}
