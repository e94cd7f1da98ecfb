# METADATA
# title: Words about classes of service
# description: What several controls say of a class of service.
package zmaudit.lib.class_of_service

# overrides(attribute): what a verdict by class of service leaves open
overrides(attribute) := $"an account's own {attribute} goes over its class of service; accounts are not judged here"

# members(accounts): how many it concerns; nothing where that is not known
members(accounts) := concat("", [$" ({text(accounts.value)})" | accounts.value >= 0])

text(1) := "1 live account"

text(n) := $"{n} live accounts" if n != 1
