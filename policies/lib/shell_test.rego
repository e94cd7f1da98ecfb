package zmaudit.lib.shell_test

import data.zmaudit.lib.shell

test_plain_names_stay if shell.word("mail.example.com") == "mail.example.com"

test_blanks_are_quoted if shell.word("sales team") == "'sales team'"

test_quotes_and_commands_are_inert if shell.word("x'; rm -rf / #") == `'x'\''; rm -rf / #'`

test_empty_is_a_word if shell.word("") == "''"

test_newlines_do_not_end_the_word if shell.word("a\nb") == "'a\nb'"

test_one_character_is_enough_to_quote if {
	every text in ["a;b", "$a", "a`", "aéb", "a b", "a\\b", "a*b", "~a", "a#b"] {
		shell.word(text) == concat("", ["'", text, "'"])
	}
}
