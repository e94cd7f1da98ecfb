# METADATA
# scope: package
# title: No foreign files in web roots and extension folders
# description: A web shell is one file that mailboxd runs for whoever asks for it.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "37.2"
#   section: 37
#   severity: high
#   kind: evidence
#   parameters:
#     expected:
#       default: []
#       description: Files and folders (ending in /) of the site's own skins, zimlets and extensions, as full paths
#     shipped:
#       default_from: webroot_pages.shipped
#       description: All pages that Zimbra ships in these places
#     shells:
#       default_from: webroot_pages.shells
#       description: Names of published web shells, which Zimbra ships nowhere
package zmaudit.controls.s37_2_no_foreign_web_files

import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if {
	some name, host in input.hosts
	"mailbox" in host.roles.value
}

expected := input.parameters["37.2"].expected

shipped := input.parameters["37.2"].shipped

result contains verdict.pass_with(name, message, [files, installed], notes) if {
	some name in subject
	files := input.hosts[name].webroot.files
	count(strange(files.value)) == 0
	installed := input.hosts[name].webroot.installed
	count(late(files.value, installed.value)) == 0
	message := $"{name}: of {count(files.value)} code files none is newer than Zimbra's packages or has a foreign name"
	notes := array.concat(declared(files.value), [note |
		some file in new_jars(files.value, installed.value)
		note := $"{file.path} is newer than Zimbra's packages: an extension of your own?"
	])
}

result contains verdict.fail(name, message, [files], fix(paths)) if {
	some name in subject
	files := input.hosts[name].webroot.files
	paths := strange(files.value)
	count(paths) > 0
	message := $"{name} has {count(paths)} files with names that Zimbra never ships there: {some_of(paths)}"
}

result contains verdict.fail(name, message, [files, installed], fix(paths)) if {
	some name in subject
	files := input.hosts[name].webroot.files
	installed := input.hosts[name].webroot.installed
	paths := late(files.value, installed.value)
	count(paths) > 0
	message := $"{name} has {count(paths)} files that are newer than Zimbra's newest package: {some_of(paths)}"
}

# what Jetty runs by its webdefault.xml, and what holds code
is_page(file) if regex.match(`\.(jsp|jspf|jspx|xsp|war|class)$`, lower(file.path))

is_expected(path) if path in expected

is_expected(path) if {
	some folder in expected
	endswith(folder, "/")
	startswith(path, folder)
}

# late(files, installed): pages that came after the newest package
late(files, installed) := {file.path |
	some file in files
	is_page(file)
	file.mtime > installed
	not is_expected(file.path)
}

# strange(files): pages with a name that Zimbra has not shipped in their place, whatever their date says
strange(files) := {file.path |
	some file in files
	is_page(file)
	is_strange(file.path)
	not is_expected(file.path)
}

is_strange(path) if {
	some place, names in shipped
	folder := $"/webapps/{place}/"
	start := indexof(path, folder)
	start >= 0
	not substring(path, start + count(folder), -1) in names
}

is_strange(path) if lower(base(path)) in input.parameters["37.2"].shells

# no release has a page of these kinds, or an ending in capitals
is_strange(path) if regex.match(`\.(jspx|xsp)$`, lower(path))

is_strange(path) if regex.match(`\.(JSP|JSPF)$`, path)

# the collector writes other bytes than printable ones as %XX
is_strange(path) if regex.match(`%[0-9A-F]{2}`, path)

new_jars(files, installed) := [file |
	some file in files
	endswith(file.path, ".jar")
	file.mtime > installed
	not is_expected(file.path)
]

declared(files) := [$"{count(paths)} files are declared as the site's own" |
	paths := [file | some file in files; is_page(file); is_expected(file.path)]
	count(paths) > 0
]

some_of(paths) := concat(", ", array.slice(sort(paths), 0, 5))

fix(paths) := array.concat(
	array.concat(
		[
			"# this may be a break-in: keep an image of the disk and the logs before anything is changed",
			"install -d -m 700 /root/quarantine",
		],
		[$"mv -- {shell.word(path)} /root/quarantine/{position + 1}-{shell.word(base(path))}" |
			some position, path in array.slice(sort(paths), 0, 50)
		],
	),
	[
		"# look into the access logs for requests for these files, and into everything else that user zimbra may write",
		"# files of your own skins, zimlets or extensions: declare them in the parameter expected of 37.2",
	],
)

base(path) := words[count(words) - 1] if words := split(path, "/")
