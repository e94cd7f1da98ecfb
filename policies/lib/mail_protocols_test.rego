package zmaudit.lib.mail_protocols_test

import data.zmaudit.lib.mail_protocols

off := {"value": false, "from": "server"}

on := {"value": true, "from": "global"}

store := {"services": {"value": ["mailbox"]}, "attrs": {
	"zimbraImapServerEnabled": off,
	"zimbraImapSSLServerEnabled": off,
	"zimbraRemoteImapServerEnabled": {"from": "unset"},
	"zimbraRemoteImapSSLServerEnabled": off,
	"zimbraPop3ServerEnabled": off,
	"zimbraPop3SSLServerEnabled": on,
}}

test_store_without_imap if mail_protocols.imap_closed(store)

test_store_with_pop3s if not mail_protocols.pop3_closed(store)

test_mta_serves_neither if {
	mail_protocols.imap_closed({"services": {"value": ["mta"]}, "attrs": {}})
	mail_protocols.pop3_closed({"services": {"value": ["mta"]}, "attrs": {}})
}

test_proxy_with_one_of_two if {
	not mail_protocols.imap_closed({"services": {"value": ["proxy"]}, "attrs": {
		"zimbraReverseProxyMailEnabled": on,
		"zimbraReverseProxyMailImapEnabled": off,
		"zimbraReverseProxyMailImapsEnabled": on,
	}})
}

test_proxy_without_mail if {
	mail_protocols.imap_closed({"services": {"value": ["proxy"]}, "attrs": {"zimbraReverseProxyMailEnabled": off}})
}

test_unknown_services_are_not_closed if not mail_protocols.imap_closed({"services": {"unknown": "x"}, "attrs": {}})

test_inside_only if mail_protocols.inside_only({"value": ["10.1.2.3", "192.168.4.0/24", "fd00:1::/32"]})

test_everyone_is_not_inside if not mail_protocols.inside_only({"value": ["10.0.0.0/8", "0.0.0.0/0"]})

test_all_of_ipv6_is_not_inside if not mail_protocols.inside_only({"value": ["::/0"]})

test_an_empty_list_restricts_nothing if not mail_protocols.inside_only({"value": []})

test_words_are_not_inside if not mail_protocols.inside_only({"value": ["office"]})
