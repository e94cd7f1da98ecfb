# METADATA
# title: Lines of sshd's configuration
# description: >-
#   Which line set a value, and how to change it. Of a keyword set twice sshd takes the first value, over all files; a
#   Match block's value beats it for the connections that match, and the command line beats the files.
package zmaudit.lib.ssh_lines

import data.zmaudit.lib.shell

# first_line(daemon, keywords): the line outside of Match blocks that sets one of these, in a list that may be empty
first_line(daemon, keywords) := array.slice(
	[line |
		not is_option(daemon, keywords)
		some line in daemon.directives.value
		line.match == ""
		lower(line.keyword) in keywords
	],
	0,
	1,
)

# is_option(daemon, keywords): the daemon's command line sets one of these, which beats every file
is_option(daemon, keywords) if {
	some keyword in keywords
	regex.match($"(?i)(^| )-o{keyword}[ =]", daemon.crypto_options.value)
}

# match_lines(daemon, keywords, value): the lines in Match blocks that give one of these this value
match_lines(daemon, keywords, value) := [line |
	some line in daemon.directives.value
	line.match != ""
	lower(line.keyword) in keywords
	lower(line.arguments) == value
]

# openings(daemon, keywords, shut): the lines in Match blocks that give one of these any other value than those. Where a
# test connection falls into the block it shows what comes of it; a block for a pattern or a group may have none.
openings(daemon, keywords, shut) := [line |
	some line in daemon.directives.value
	line.match != ""
	lower(line.keyword) in keywords
	not lower(line.arguments) in shut
]

# untried(name, what, lines): why nobody can tell
untried(name, what, lines) := concat("", [
	$"a Match block on {name} may let {what} in (",
	concat("; ", [$"{at(line)}, Match {line.match}" | some line in lines]),
	"), ",
	"and no test connection shows for whom",
])

# try(keyword): what would tell
try(keyword) := [
	"# for a user and an address that the block means:",
	$"sshd -T -C user=USER,host=203.0.113.1,addr=203.0.113.1,laddr=203.0.113.2,lport=22 | grep -i '^{keyword}'",
]

# origin(daemon, keywords): where their value comes from, in words
origin(daemon, keywords) := "set on the daemon's command line" if is_option(daemon, keywords)

origin(daemon, keywords) := $"set by {at(line)}" if some line in first_line(daemon, keywords)

origin(daemon, keywords) := "no line of its files sets it: sshd's own default" if {
	not is_option(daemon, keywords)
	count(first_line(daemon, keywords)) == 0
	has_files(daemon)
}

origin(daemon, keywords) := "as sshd -T says; not all of its files are known" if {
	not is_option(daemon, keywords)
	not has_files(daemon)
}

has_files(daemon) if is_array(daemon.directives.value)

# in_blocks(lines): the same of Match blocks' lines, to follow other words
in_blocks(lines) := $"; {concat("; ", [at(line) | some line in lines])}" if count(lines) > 0

in_blocks(lines) := "" if count(lines) == 0

at(line) := $"{line.file} line {line.line}: {line.keyword} {line.arguments}"

folder := "/etc/ssh/sshd_config.d/"

main_file := "/etc/ssh/sshd_config"

# set_first(daemon, file, keywords, lines): commands that put these lines where no other comes before them
set_first(daemon, file, keywords, lines) := [$"printf '{concat(`\n`, lines)}\\n' > {folder}{file}"] if {
	reads_first(daemon, file, keywords)
}

set_first(daemon, file, keywords, lines) := [$"sed -i.bak '1i {concat(`\n`, lines)}' {main_file}"] if {
	not reads_first(daemon, file, keywords)
}

# A drop-in is read where others are (OpenSSH before 8.2 has none), and wins where nothing that is read earlier sets the
# same keyword.
reads_first(daemon, file, keywords) if {
	i := min({i | some i, dropped in daemon.directives.value; startswith(dropped.file, folder)})
	every j, line in daemon.directives.value {
		stands_behind(line, j, i, file, keywords)
	}
}

stands_behind(line, _, _, _, keywords) if not lower(line.keyword) in keywords

stands_behind(line, _, _, _, _) if line.match != ""

stands_behind(line, _, _, file, _) if {
	startswith(line.file, folder)
	line.file >= $"{folder}{file}"
}

stands_behind(line, j, i, _, _) if {
	not startswith(line.file, folder)
	j > i
}

# without_option(daemon, keywords): what to do first where the command line sets one of these
without_option(daemon, keywords) := [] if not is_option(daemon, keywords)

without_option(daemon, keywords) := [concat(" ", [
	"# first remove the option from the daemon's command line, which beats its files:",
	"/etc/sysconfig/sshd, /etc/default/ssh or the unit",
])] if {
	is_option(daemon, keywords)
}

# comment_out(lines): commands that switch these lines off. The copy does not end in .conf, so sshd does not read it.
comment_out(lines) := [$"sed -i.bak '{line.line}s/^/# /' {shell.word(line.file)}" | some line in lines]

# interactive_off(settings): the line that switches keyboard-interactive off. Where the old keyword is one of its own it
# switches it on whatever the newer one says.
interactive_off(settings) := "ChallengeResponseAuthentication no" if settings.challengeresponseauthentication.value

interactive_off(settings) := "KbdInteractiveAuthentication no" if not settings.challengeresponseauthentication.value

# Debian's unit is ssh, Red Hat's sshd.
reload := [
	"sshd -t && { systemctl reload ssh 2>/dev/null || systemctl reload sshd; }",
	"# keep this session open until a second one has logged in with a key",
]
