package zmaudit.lib.ssh_lines_test

import data.zmaudit.lib.ssh_lines

main := "/etc/ssh/sshd_config"

drop_in(name) := $"/etc/ssh/sshd_config.d/{name}"

lines(rows) := {"directives": {"value": [
{"keyword": row[0], "arguments": row[1], "file": row[2], "line": row[3], "match": row[4]} |
	some row in rows
]}}

test_the_first_line_counts if {
	daemon := lines([
		["port", "22", main, 1, ""],
		["usepam", "no", main, 2, "User x"],
		["UsePAM", "yes", main, 3, ""],
		["usepam", "no", main, 4, ""],
	])
	[line] := ssh_lines.first_line(daemon, {"usepam"})
	line.line == 3
	ssh_lines.match_lines(daemon, {"usepam"}, "no")[0].line == 2
}

test_where_nothing_is_known_there_is_no_line if {
	ssh_lines.first_line({"directives": {"unknown": "x"}}, {"usepam"}) == []
	ssh_lines.origin({"directives": {"unknown": "x"}}, {"usepam"}) == "as sshd -T says; not all of its files are known"
	ssh_lines.origin(lines([]), {"usepam"}) == "no line of its files sets it: sshd's own default"
}

test_the_command_line_beats_the_files if {
	files := lines([["usepam", "no", main, 3, ""]])
	daemon := object.union(files, {"crypto_options": {"value": "-oCiphers=aes256-ctr -oUsePAM=yes"}})
	ssh_lines.first_line(daemon, {"usepam"}) == []
	ssh_lines.origin(daemon, {"usepam"}) == "set on the daemon's command line"
	count(ssh_lines.without_option(daemon, {"usepam"})) == 1
	ssh_lines.without_option(daemon, {"ciphersuites"}) == []
	ssh_lines.origin(files, {"usepam"}) == "set by /etc/ssh/sshd_config line 3: usepam no"
}

first(daemon) := ssh_lines.set_first(daemon, "00-x.conf", {"usepam"}, ["UsePAM no"])

test_a_drop_in_where_drop_ins_are_read if {
	daemon := lines([["usepam", "yes", drop_in("50-cloud-init.conf"), 1, ""], ["usepam", "yes", main, 9, ""]])
	first(daemon) == [`printf 'UsePAM no\n' > /etc/ssh/sshd_config.d/00-x.conf`]
}

test_the_top_of_the_main_file_where_a_drop_in_comes_too_late if {
	top := [`sed -i.bak '1i UsePAM no' /etc/ssh/sshd_config`]
	first({"directives": {"unknown": "x"}}) == top
	first(lines([["usepam", "yes", main, 9, ""]])) == top
	first(lines([["usepam", "yes", main, 1, ""], ["port", "22", drop_in("50-cloud-init.conf"), 1, ""]])) == top
	first(lines([["usepam", "yes", drop_in("00-a.conf"), 1, ""]])) == top
}

test_names_of_files_are_quoted if {
	line := {"file": "/etc/ssh/sshd_config.d/a'; reboot.conf", "line": 3}
	ssh_lines.comment_out([line]) == [`sed -i.bak '3s/^/# /' '/etc/ssh/sshd_config.d/a'\''; reboot.conf'`]
}
