package main

import (
	"sort"

	"github.com/open-policy-agent/opa/v1/ast"
)

const (
	byNetwork   = "it asks the network"
	byReference = "it asks the network for schemas that a schema refers to"
	byTime      = "it asks for the time; use input.now"
	byChance    = "it gives something else every time"
	byRuntime   = "it looks into the process that runs it"
	bySignature = "it signs, which an audit has no use for"
)

// denied are OPA's built-ins that no policy may call, and why: a verdict may depend on the snapshot alone. policies/capabilities.json
// names all the others.
var denied = map[string]string{
	"http.send": byNetwork, "net.lookup_ip_addr": byNetwork,
	"json.match_schema": byReference, "json.verify_schema": byReference,
	"time.now_ns": byTime, "io.jwt.decode_verify": byTime,
	"rand.intn": byChance, "uuid.rfc4122": byChance,
	"opa.runtime": byRuntime, "rego.parse_module": byRuntime, "print": byRuntime, "trace": byRuntime,
	"io.jwt.encode_sign": bySignature, "io.jwt.encode_sign_raw": bySignature, "providers.aws.sign_req": bySignature,
}

// capabilitiesOf lists OPA's own built-ins, and those that are denied with the reason.
func capabilitiesOf(request) (any, error) {
	names := []string{}
	for _, b := range ast.CapabilitiesForThisVersion().Builtins {
		names = append(names, b.Name)
	}
	sort.Strings(names)
	return map[string]any{"builtins": names, "denied": denied}, nil
}
