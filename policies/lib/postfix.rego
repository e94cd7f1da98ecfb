# METADATA
# title: Postfix restrictions and services
# description: Lists as postconf prints them, services of master.cf (postconf -M) and their -o parameters (postconf -P).
package zmaudit.lib.postfix

import data.zmaudit.lib.words as text_words

# words(text): commas and blanks separate; a group in braces (Postfix 3) is one word. Case means nothing to Postfix in
# names of restrictions, and what stands behind warn_if_reject goes to the log alone.
words(text) := [word |
	all := separated(lower(text))
	some i, word in all
	word != "warn_if_reject"
	not is_logged_only(all, i)
]

separated(text) := text_words.comma_separated(text) if not contains(text, "{")

separated(text) := text_words.found(text, `(?:\{[^}]*\}|[^\s,{])+`) if contains(text, "{")

is_logged_only(list, i) if list[i - 1] == "warn_if_reject"

# effective(overrides, service, name, main): the -o parameter of the service, else main.cf's value
effective(overrides, service, name, _) := value if value := override(overrides, service, name)

effective(overrides, service, name, main) := main if not override(overrides, service, name)

override(overrides, service, name) := row.value if {
	some row in overrides
	row.service == service.service
	row.type == service.type
	row.name == name
}

# entrances(master): where clients bring mail: smtpd services that don't listen on the loopback alone. What postscreen
# accepts on port 25 goes to the service of type pass.
entrances(master) := [service |
	some service in master
	service.type in {"inet", "pass"}
	regex.match(`^smtpd( |$)`, service.command)
	not is_inner(service.service)
]

# reinjection: [127.0.0.1]:10025 and the like
is_inner(name) if regex.match(`^(\[?127\.[0-9.]+\]?|\[?::1\]?|\[?localhost\]?):[0-9a-z-]+$`, name)

place(service) := "25" if service.type == "pass"

place(service) := service.service if service.type != "pass"

# inbound(overrides, name, main): as the service on port 25 has it: behind postscreen it is of type pass
inbound(overrides, name, _) := value if {
	some value in inbound_values(overrides, name)
}

inbound(overrides, name, main) := main if count(inbound_values(overrides, name)) == 0

inbound_values(overrides, name) := {row.value |
	some row in overrides
	row.name == name
	is_inbound(row)
}

is_inbound(row) if {
	row.service == "smtpd"
	row.type == "pass"
}

is_inbound(row) if {
	row.service in {"smtp", "25"}
	row.type == "inet"
}

# screened(overrides, name, main): as postscreen on port 25 has it
screened(overrides, name, _) := value if {
	some value in screened_values(overrides, name)
}

screened(overrides, name, main) := main if count(screened_values(overrides, name)) == 0

screened_values(overrides, name) := {row.value |
	some row in overrides
	row.name == name
	row.service in {"smtp", "25"}
	row.type == "inet"
}

# is_screened(master): postscreen takes the connections on port 25
is_screened(master) if {
	some service in master
	is_inbound(service)
	regex.match(`^postscreen( |$)`, service.command)
}

is_not_screened(master) if not is_screened(master)

# is_yes(value), is_no(value): Postfix reads them in any case; what is neither, a parameter that could not be followed,
# may be either
is_yes(value) if lower(value) == "yes"

is_no(value) if lower(value) == "no"

# offers_auth(main, overrides): something offers AUTH, by main.cf or for one service
offers_auth(main, _) if is_yes(main)

offers_auth(_, overrides) if {
	some row in overrides
	is_auth(row)
}

# auth_places(overrides): services whose own parameter turns AUTH on
auth_places(overrides) := {place(row) |
	some row in overrides
	is_auth(row)
}

is_auth(row) if {
	row.name == "smtpd_sasl_auth_enable"
	not is_no(row.value)
	row.type in {"inet", "pass"}
	not is_inner(row.service)
}

# auth_services(main, overrides): where AUTH is offered: main.cf stands for every service without a parameter of its own
auth_services(main, overrides) := {service |
	service := {"service": "main.cf", "type": "inet"}
	is_yes(main)
} | {service |
	some row in overrides
	row.type in {"inet", "pass"}
	not is_inner(row.service)
	service := {"service": row.service, "type": row.type}
	not is_no(effective(overrides, service, "smtpd_sasl_auth_enable", main))
}

ends := {"permit", "reject", "defer"}

# reached(list): what stands before the first word that decides for everybody, or for all mail to own domains
reached(list) := array.slice(list, 0, min({i | some i, word in list; is_end(word)} | {count(list)}))

is_end(word) if word in ends

is_end("permit_auth_destination")

# before_permit(list): what stands before anybody is let through
before_permit(list) := array.slice(list, 0, min({i | some i, word in list; is_permit(word)} | {count(list)}))

is_permit(word) if startswith(word, "permit_")

is_permit(word) if word in ends
