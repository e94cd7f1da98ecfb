package zmaudit.lib.words_test

import data.zmaudit.lib.words

test_order_and_repetition_stay if words.blank_separated("  b a\tb\n") == ["b", "a", "b"]

test_commas_count_as_blanks if words.comma_separated("a, b,c  ,d") == ["a", "b", "c", "d"]

test_nothing_is_no_word if words.comma_separated(" , ") == []

test_every_blank_separates if words.blank_separated("a\tb\nc\rd\fe f") == ["a", "b", "c", "d", "e", "f"]
