package zmaudit.lib.preauth_test

import data.zmaudit.lib.preauth

long := "e2f7b9c01d3a45688d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e"

test_length_of_a_key_that_was_left_out if {
	preauth.size("<redacted:64>") == 64
	preauth.size("<redacted:16>") == 16
	preauth.size("<redacted:0>") == 0
}

test_length_of_a_key_that_is_shown if {
	preauth.size(long) == 64
	preauth.size("secret") == 6
	preauth.size("<redacted:64> and more") == 22
}

test_letters if {
	preauth.is_monotonous("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
	not preauth.is_monotonous(long)
	not preauth.is_monotonous("<redacted:64>")
}
