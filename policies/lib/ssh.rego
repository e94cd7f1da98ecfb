# METADATA
# title: What sshd lets in
# description: >-
#   Of the settings that sshd -T prints, without a connection and for each that was tried. A setting may be unknown:
#   what does not shut need not open.
package zmaudit.lib.ssh

# The ways to log in with nothing but a password. kbd-interactive hands the question to PAM, which asks for one.
password_ways := {"password", "keyboard-interactive"}

# Up to OpenSSH 8.6 ChallengeResponseAuthentication is a keyword of its own, later another name for the newer one.
keywords := {
	"password": {"passwordauthentication"},
	"keyboard-interactive": {"kbdinteractiveauthentication", "challengeresponseauthentication"},
}

# leaves(way, settings): what shows whether it is on
leaves("password", settings) := [settings.passwordauthentication, settings.authenticationmethods]

leaves("keyboard-interactive", settings) := question_leaves(settings)

question_leaves(settings) := [
	settings.kbdinteractiveauthentication,
	settings.challengeresponseauthentication,
	settings.usepam,
	settings.authenticationmethods,
]

# opens(way, settings): this way alone lets somebody in
opens("password", settings) if {
	settings.passwordauthentication.value == "yes"
	leaves_open(settings, "password")
}

opens("keyboard-interactive", settings) if opens_questions(settings)

# opens_questions(settings), shuts_questions(settings): keyboard-interactive alone lets somebody, nobody in
opens_questions(settings) if {
	asks_questions(settings) == "yes"
	settings.usepam.value == "yes"
	leaves_open(settings, "keyboard-interactive")
}

shuts_questions(settings) if asks_questions(settings) == "no"

shuts_questions(settings) if settings.usepam.value == "no"

# An sshd built without PAM has no such setting.
shuts_questions(settings) if settings.usepam.from == "unset"

shuts_questions(settings) if methods_shut(settings, "keyboard-interactive")

# shuts_passwords(settings): PasswordAuthentication alone lets nobody in
shuts_passwords(settings) if settings.passwordauthentication.value == "no"

shuts_passwords(settings) if methods_shut(settings, "password")

# shuts(way, settings)
shuts("password", settings) if shuts_passwords(settings)

shuts("keyboard-interactive", settings) if shuts_questions(settings)

methods_shut(settings, way) if {
	every chain in split(settings.authenticationmethods.value, " ") {
		chain_shuts(chain, way)
	}
}

# open_to(daemon, way, public): the test connections from the internet, or from elsewhere, that this way alone lets in
open_to(daemon, way, public) := {key |
	some key, connection in daemon.connections
	connection.public == public
	opens(way, connection.settings)
}

# Older versions print the outcome of both keywords under the newer one.
asks_questions(settings) := settings.kbdinteractiveauthentication.value

asks_questions(settings) := settings.challengeresponseauthentication.value if {
	settings.kbdinteractiveauthentication.from == "unset"
}

leaves_open(settings, _) if settings.authenticationmethods.from == "unset"

leaves_open(settings, way) if {
	some chain in split(settings.authenticationmethods.value, " ")
	not chain_shuts(chain, way)
}

# A chain such as publickey,password needs each of its methods; "any" is any one of those that are switched on.
chain_shuts(chain, _) if {
	some step in split(chain, ",")
	split(step, ":")[0] in {"publickey", "hostbased", "gssapi-with-mic"}
}

chain_shuts(chain, way) if {
	chain != "any"
	every step in split(chain, ",") {
		split(step, ":")[0] != way
	}
}

# all_settings(daemon): what sshd -T says without a connection and with each, and what is known of other daemons
all_settings(daemon) := array.concat([daemon.default], array.concat(
	[connection.settings | some connection in daemon.connections],
	[other.settings | some other in daemon.others],
))

# questions_from(daemon, public): as open_to, for keyboard-interactive
questions_from(daemon, public) := {key |
	some key, connection in daemon.connections
	connection.public == public
	opens_questions(connection.settings)
}

question_leaves_of(daemon, keys) := [leaf |
	some key in keys
	some leaf in question_leaves(daemon.connections[key].settings)
]

# leaves_of(way, daemon, keys), users(daemon, keys), addresses(daemon, keys): of these test connections
leaves_of(way, daemon, keys) := [leaf |
	some key in keys
	some leaf in leaves(way, daemon.connections[key].settings)
]

users(daemon, keys) := concat(", ", sort({daemon.connections[key].user | some key in keys}))

addresses(daemon, keys) := concat(", ", sort({daemon.connections[key].addr | some key in keys}))

# notes(daemon): what a reader of a pass should know
notes(daemon) := ["sshd is installed but does not run: judged as it would start"] if stands_still(daemon)

notes(daemon) := [] if not stands_still(daemon)

stands_still(daemon) if daemon.running.value == false
