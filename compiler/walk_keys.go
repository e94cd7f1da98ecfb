package main

import (
	"sort"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

func constKind(t *ast.Term) string {
	switch t.Value.(type) {
	case ast.String:
		return "string"
	case ast.Number:
		return "number"
	case ast.Boolean:
		return "boolean"
	}
	return ""
}

func constKey(text string) []string {
	if strings.Contains(text, separator) {
		return []string{anyKey}
	}
	return []string{"=" + text}
}

// key says which segments a term stands for when it is used as a key.
func (s *scope) key(t *ast.Term) []string {
	switch x := t.Value.(type) {
	case ast.String:
		return constKey(string(x))
	case ast.Number, ast.Boolean, ast.Null:
		return constKey(t.String())
	case ast.Var:
		v := s.env[x]
		if v == nil || v.empty() {
			if x.IsWildcard() {
				return []string{anyKey}
			}
			s.binder[x] = s.at
			s.env[x] = symbol(s.own(x))
		} else if keys := s.keysOf(v); keys != nil {
			return keys
		} else {
			s.readWhole(v, howWhole)
		}
		return []string{s.resolve(s.own(x))}
	}
	v := s.whole(s.term(t))
	if keys := s.keysOf(v); keys != nil {
		return keys
	}
	s.readWhole(v, howWhole)
	return []string{anyKey}
}

// keysOf is nil where the value is not exactly known.
func (s *scope) keysOf(v *value) []string {
	if k := v.onlyKey(); k != "" {
		return []string{s.resolve(k)}
	}
	if !v.onlyConsts() {
		return nil
	}
	out := []string{}
	for c := range v.consts {
		out = append(out, constKey(c)...)
	}
	sort.Strings(out)
	return out
}

// bindLocalKey gives a free key variable the names of a composite that the rule itself builds; the members of a set are its keys.
func (s *scope) bindLocalKey(v *value, name ast.Var) {
	if old := s.env[name]; (old != nil && !old.empty()) || len(v.fields) == 0 || len(v.paths) > 0 || name.IsWildcard() {
		return
	}
	keys := newValue()
	keys.other = v.other
	for f := range v.fields {
		if f != anyKey && f != keyField {
			keys.consts[f] = true
		}
	}
	if computed := v.fields[keyField]; computed != nil {
		keys.join(computed)
	} else {
		keys.join(v.fields[anyKey])
	}
	s.bind(name, keys)
}
