# METADATA
# scope: package
# title: Pairs of servers in an array
# custom:
#   id: test-10
#   severity: low
#   kind: evidence
package zmaudit.rules.pairs_of_servers_in_an_array

import data.zmaudit.lib.verdict

pairs := [{"proxy": p, "store": s} |
	some p, proxy in input.servers
	"proxy" in proxy.services.value
	some s, store in input.servers
	"mailbox" in store.services.value
]

missing contains {"store": pair.store, "address": a} if {
	some pair in pairs
	some a in input.hosts[pair.proxy].addresses.value
	not a.address in input.servers[pair.store].attrs.zimbraMailTrustedIP.value
}

subject contains pair.store if some pair in pairs

result contains verdict.pass(name, "trusts its proxies", [input.servers[name].attrs.zimbraMailTrustedIP]) if {
	some name in subject
	bad := {m.store | some m in missing}
	not name in bad
}
