# METADATA
# title: Response headers
# description: Values of zimbraResponseHeader and zimbraReverseProxyResponseHeaders, a header each.
package zmaudit.lib.headers

# SetHeaderFilter.java and ProxyConfGen.java take `NAME:` and at least one blank; all else goes out under this name
unsent_name := "X-Zimbra-Unknown-Header"

# `none` is noindex and nofollow; nginx needs quotes around a value with blanks
forbids_indexing(header) if {
	regex.match(`(?i)^x-robots-tag:\s+(.*[\s,:"'])?noindex([\s,;"'].*)?$`, header)
	not is_for_one_crawler(header)
}

forbids_indexing(header) if {
	regex.match(`(?i)^x-robots-tag:\s+["']?(.*,)?\s*none\s*(,.*)?["']?$`, header)
	not is_for_one_crawler(header)
}

# `googlebot: noindex` says nothing to the others; rules with a value of their own have a colon as well
is_for_one_crawler(header) if {
	some parts in regex.find_all_string_submatch_n(`(?i)^x-robots-tag:\s+["']?([a-z0-9_.-]+):`, header, 1)
	not lower(parts[1]) in {"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"}
}

# add_header of nginx: the name and the value apart, and `always` perhaps
forbids_indexing_in_nginx(words) if {
	some parts in regex.find_all_string_submatch_n(`^(\S+)\s+(.*)$`, words, 1)
	forbids_indexing(concat(": ", [parts[1], parts[2]]))
}

is_malformed_robots(header) if regex.match(`(?i)^x-robots-tag\s*:\S|^x-robots-tag\s+:`, header)
