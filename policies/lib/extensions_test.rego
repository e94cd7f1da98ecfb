package zmaudit.lib.extensions_test

import data.zmaudit.lib.extensions

test_bare_words_in_any_case if {
	extensions.effective(["EXE", "js vbs", "scr|pif"]) == {"exe", "js", "vbs", "scr", "pif"}
	extensions.effective([".exe", "*.js", "exe,com"]) == set()
	extensions.ineffective([".exe", "js"]) == {".exe"}
}

test_a_list_that_begins_like_no if {
	extensions.is_taken_for_false(["nom", "exe"])
	extensions.is_taken_for_true(["exe", "nom"])
	extensions.is_taken_for_true([])
}

test_what_makes_the_pattern_invalid if {
	extensions.breaking(["exe *.zip", "+x", "?", "a(b", "[c", "d\\"]) == {"*.zip", "+x", "?", "a(b", "[c", "d\\"}
	extensions.breaking(["exe", ".zip", "a,b", "tar.gz"]) == set()
}
