package main

import (
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
)

func (s *scope) term(t *ast.Term) *value {
	switch x := t.Value.(type) {
	case ast.Ref:
		return s.ref(x)
	case ast.Var:
		if v := s.env[x]; v != nil {
			return v
		}
		if x.Equal(ast.InputRootDocument.Value) || x.Equal(ast.DefaultRootDocument.Value) {
			return s.ref(ast.Ref{t})
		}
		return newValue()
	case ast.String:
		return constant(string(x))
	case ast.Number, ast.Boolean, ast.Null:
		return constant(t.String())
	case *ast.Array:
		v := newValue()
		for k := range x.Len() {
			v.field(fmt.Sprint(k)).join(s.term(x.Elem(k)))
		}
		return v
	case ast.Object:
		v := newValue()
		x.Foreach(func(k, e *ast.Term) {
			if text, ok := k.Value.(ast.String); ok {
				v.field(string(text)).join(s.term(e))
				return
			}
			v.field(keyField).join(s.term(k))
			v.field(anyKey).join(s.term(e))
		})
		return v
	case ast.Set:
		v := newValue()
		x.Foreach(func(e *ast.Term) { v.field(anyKey).join(s.term(e)) })
		return v
	case *ast.ArrayComprehension:
		v := s.comprehension(x.Body, x.Term)
		v.fields[keyField] = anything()
		return v
	case *ast.SetComprehension:
		return s.comprehension(x.Body, x.Term)
	case *ast.ObjectComprehension:
		return s.comprehension(x.Body, x.Value, x.Key)
	case ast.Call:
		return s.call(x)
	case *ast.Not:
		s.nested(howNot).body(x.Body)
		return anything()
	}
	s.w.problem("has a term that its evidence can't be told of: "+t.String(), t.Location)
	return anything()
}

func (s *scope) comprehension(body ast.Body, terms ...*ast.Term) *value {
	n := s.nested(howComprehension)
	n.body(body)
	v := newValue()
	for i, name := range []string{anyKey, keyField}[:len(terms)] {
		v.field(name).join(n.whole(n.term(terms[i])).rename(n.resolve))
	}
	return v
}

// text is one part of a template string. It prints also where what it reads is undefined.
func (s *scope) text(set *ast.SetComprehension) *value {
	n := s.nested(howText)
	n.out, n.recorded = newEffect(), true
	v := n.comprehension(set.Body, set.Term)
	if s.recorded {
		s.out.reads.merge(n.out.reads, s.resolve, 0)
	}
	out := anything()
	for r := range n.out.reads {
		out.printed[r.path] = true
	}
	s.takePrinted(out, v)
	return out
}

// takePrinted adds what a text that is made of v would hide: the places that v prints, and leaves that it prints as a whole.
func (s *scope) takePrinted(out, v *value) {
	for p := range v.printed {
		out.printed[p] = true
	}
	for p := range v.paths {
		if !endsWithValue(p) {
			out.printed[p] = true
		}
	}
	for _, f := range v.fields {
		s.takePrinted(out, f)
	}
}

// endsWithValue says that a path goes into a leaf: a value that is read is known.
func endsWithValue(p path) bool {
	segments := p.segments()
	return len(segments) > 0 && segments[len(segments)-1] == "=value"
}
