package main

import (
	"bytes"
	"encoding/json"

	"github.com/open-policy-agent/opa/v1/ast"
)

// writeValue writes a value as the policy module reads it: Rego text whose strings have JSON's escapes. OPA's own String() has Go's,
// such as \x00, which the module does not know.
func writeValue(out *bytes.Buffer, v ast.Value) error {
	separated := func(first *bool) {
		if !*first {
			out.WriteByte(',')
		}
		*first = false
	}
	first := true
	var failed error
	write := func(t *ast.Term) {
		if err := writeValue(out, t.Value); err != nil {
			failed = err
		}
	}
	switch x := v.(type) {
	case ast.String:
		encoder := json.NewEncoder(out)
		encoder.SetEscapeHTML(false)
		failed = encoder.Encode(string(x))
		out.Truncate(out.Len() - 1)
	case *ast.Array:
		out.WriteByte('[')
		x.Foreach(func(t *ast.Term) {
			separated(&first)
			write(t)
		})
		out.WriteByte(']')
	case ast.Object:
		out.WriteByte('{')
		x.Foreach(func(k, e *ast.Term) {
			separated(&first)
			write(k)
			out.WriteByte(':')
			write(e)
		})
		out.WriteByte('}')
	case ast.Set:
		if x.Len() == 0 {
			out.WriteString("set()")
			return nil
		}
		out.WriteByte('{')
		x.Foreach(func(t *ast.Term) {
			separated(&first)
			write(t)
		})
		out.WriteByte('}')
	default:
		out.WriteString(v.String())
	}
	return failed
}
