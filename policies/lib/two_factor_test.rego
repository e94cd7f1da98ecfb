package zmaudit.lib.two_factor_test

import data.zmaudit.lib.two_factor

host(edition, files) := {
	"roles": {"value": ["mailbox"]},
	"zimbra": {"edition": {"value": edition}},
	"two_factor": {"value": files},
}

test_maldua if two_factor.is_installed(host("FOSS", ["zetatwofactorauth.jar"]))

test_foss_without if {
	two_factor.is_without(host("FOSS", []))
	not two_factor.is_installed(host("FOSS", []))
}

test_network if two_factor.is_installed({
	"roles": {"value": ["mailbox"]},
	"zimbra": {"edition": {"value": "NETWORK"}},
	"two_factor": {"unknown": "not collected"},
})

test_a_jar_of_somebody_else if {
	not two_factor.is_installed(host("FOSS", ["other.jar"]))
	not two_factor.is_without(host("FOSS", ["other.jar"]))
}

test_an_mta_needs_none if two_factor.is_without({"roles": {"value": ["mta"]}})

test_unknown_roles if not two_factor.is_without({"roles": {"unknown": "not collected"}})
