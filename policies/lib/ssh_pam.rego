# METADATA
# title: What PAM asks for at an SSH log-in
# description: As far as the names and controls of its auth lines tell.
package zmaudit.lib.ssh_pam

# Modules that ask for something else than the password. Their arguments are not collected: nullok would let users
# without a token in with the password alone.
second_factors := {
	"pam_duo.so",
	"pam_google_authenticator.so",
	"pam_linotp.so",
	"pam_oath.so",
	"pam_privacyidea.so",
	"pam_radius_auth.so",
	"pam_securid.so",
	"pam_u2f.so",
	"pam_yubico.so",
}

# No real stack is longer, and lines are compared with each other.
most_lines := 200

# asks_second_factor(daemon): a password alone does not do for PAM, as far as the names of its modules tell
asks_second_factor(daemon) if {
	auth := daemon.pam_auth
	count(auth.value) <= most_lines
	some i, entry in auth.value
	entry.module in second_factors
	must_succeed(entry.control)
	not comes_before_and_suffices(auth, i)
}

# second_factor_guards(way, daemon): passwords without PAM's questions never meet it
second_factor_guards("keyboard-interactive", daemon) if asks_second_factor(daemon)

# A list of names alone says nothing of the controls: somebody must look.
must_succeed(control) if control in {"", "required", "requisite"}

must_succeed(control) if regex.match(`\bdefault=(die|bad)\b`, control)

# Success in a substack ends that alone, and the list does not show where one ends: what follows one is not judged.
comes_before_and_suffices(auth, at) if {
	some i, entry in auth.value
	i < at
	not entry.module in second_factors
	jumps_over(entry.control, at - i)
	not follows_substack(auth, i)
}

follows_substack(auth, at) if {
	some i, entry in auth.value
	i < at
	entry.control == "substack"
}

jumps_over(control, _) if control == "sufficient"

jumps_over(control, _) if regex.match(`\bsuccess=(done|end)\b`, control)

jumps_over(control, distance) if {
	some found in regex.find_all_string_submatch_n(`\bsuccess=([0-9]{1,4})\b`, control, 1)
	to_number(found[1]) >= distance
}
