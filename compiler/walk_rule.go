package main

import (
	"fmt"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

func (w *walker) rule(r *ast.Rule, args []*value) *effect {
	keys := []string{fmt.Sprintf("%p", r)}
	for _, v := range args {
		keys = append(keys, v.key())
	}
	id := strings.Join(keys, "/")
	if e := w.memo[id]; e != nil {
		return e
	}
	out := newEffect()
	w.memo[id] = out
	for branch := r; branch != nil; branch = branch.Else {
		s := w.scope(id + "#" + fmt.Sprint(branch.Location.Row, ":", branch.Location.Col))
		s.recorded = true
		for k, t := range branch.Head.Args {
			if k < len(args) {
				s.at = &ast.Expr{}
				s.match(t, args[k])
			}
		}
		s.body(branch.Body)
		s.head(branch, out)
		more := how(0)
		if branch.Else != nil {
			more = howElse
		}
		out.reads.merge(s.out.reads, s.resolve, more)
		for c := range s.out.compares {
			out.compares[compare{c.path.rename(s.resolve), c.kind}] = true
		}
	}
	return out
}

func (s *scope) head(r *ast.Rule, out *effect) {
	for _, t := range keyTerms(r) {
		out.keys = append(out.keys, s.whole(s.term(t)).rename(s.resolve))
	}
	if h := r.Head; h.RuleKind() == ast.MultiValue {
		out.value.join(out.keys[len(out.keys)-1])
	} else if h.Value != nil {
		out.value.join(s.whole(s.term(h.Value)).rename(s.resolve))
	}
}

// keyTerms are the terms below a rule's constant name: none of a complete rule, the names of an object, the member of a set last.
func keyTerms(r *ast.Rule) []*ast.Term {
	ref := r.Head.Ref()
	out := append([]*ast.Term{}, ref[len(ref.ConstantPrefix()):]...)
	if r.Head.RuleKind() == ast.MultiValue {
		out = append(out, r.Head.Key)
	}
	return out
}
