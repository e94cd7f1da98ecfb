# METADATA
# title: Words for a shell
# description: Names from a snapshot may hold anything, and people paste fixes into a root shell.
package zmaudit.lib.shell

# word(text): the text as one word of POSIX sh
word(text) := text if regex.match(`^[A-Za-z0-9@%_+=:,./-]+$`, text)

word(text) := concat("", ["'", replace(text, "'", `'\''`), "'"]) if not regex.match(`^[A-Za-z0-9@%_+=:,./-]+$`, text)
