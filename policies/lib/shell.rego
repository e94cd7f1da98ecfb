# METADATA
# title: Words for a shell
# description: Names from a snapshot may hold anything, and people paste fixes into a root shell.
package zmaudit.lib.shell

# word(text): the text as one word of POSIX sh
word(text) := text if is_plain(text)

word(text) := concat("", ["'", replace(text, "'", `'\''`), "'"]) if not is_plain(text)

is_plain(text) if {
	text != ""
	trim(text, plain) == ""
}

plain := "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@%_+=:,./-"
