package zmaudit.lib.versions_test

import data.zmaudit.lib.versions

patches := {"8.8.15": 31, "9.0.0": 24}

test_old_line_from_its_patch if {
	versions.has([8, 8, 15, 31], patches)
	versions.has([8, 8, 15, 31.1], patches)
	versions.has([9, 0, 0, 24], patches)
	not versions.has([8, 8, 15, 30], patches)
	not versions.has([9, 0, 0, 23.1], patches)
}

test_later_lines_have_it if {
	versions.has([10, 0, 0, 0], patches)
	versions.has([10, 1, 8, 0], patches)
	not versions.lacks([10, 0, 0, 0], patches)
}

test_older_lines_lack_it if {
	versions.lacks([8, 7, 11, 0], patches)
	versions.lacks([8, 8, 12, 9], patches)
	versions.lacks([8, 8, 15, 0], patches)
	versions.lacks([9, 0, 0, 23], patches)
	not versions.lacks([9, 0, 0, 24], patches)
}

test_of_an_unnamed_line_neither_holds if {
	not versions.has([9, 1, 0, 5], patches)
	not versions.lacks([9, 1, 0, 5], patches)
}

test_text_is_zimbras_own if {
	versions.text([8, 8, 15, 46]) == "8.8.15 P46"
	versions.text([8, 8, 15, 0]) == "8.8.15"
	versions.text([10, 1, 8, 0]) == "10.1.8"
}

test_since if {
	versions.since({"8.8.15": 31, "9.0.0": 24}) == "from 8.8.15 P31, 9.0.0 P24 and 10.0 on"
	versions.since({"8.8.15": 2, "9.0.0": 0}) == "from 8.8.15 P2, 9.0.0 and 10.0 on"
}

test_dotted if versions.dotted([10, 0]) == "10.0"
