package main

// The walk over compiled rules that finds which places in input a rule reads, and how. It follows bindings, arguments with their
// constants, helper rules, comprehensions and branches. Where it can't tell, it errs on the side of reading more: a key that may be
// anything, a read that leans on absence, or a problem that refuses the rule.

import (
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
)

// group is a virtual document: all rules of one name.
type group struct {
	name  string
	rules []*ast.Rule
}

// compare says that a rule compares a place in input with a constant of a type.
type compare struct {
	path path
	kind string
}

// effect is what evaluating a rule, or part of one, means: what it may be and what it reads. A partial rule has the values of its
// keys; the last key of a set is the member.
type effect struct {
	value    *value
	keys     []*value
	reads    reads
	compares map[compare]bool
}

func newEffect() *effect { return &effect{newValue(), nil, reads{}, map[compare]bool{}} }

type walker struct {
	compiler *ast.Compiler
	groups   map[string]*group
	memo     map[string]*effect
	symbols  map[string]string
	problems map[string]*ast.Location
}

func newWalker(c *ast.Compiler) *walker {
	return &walker{c, map[string]*group{}, map[string]*effect{}, map[string]string{}, map[string]*ast.Location{}}
}

func (w *walker) symbol(text string) string {
	if w.symbols[text] == "" {
		w.symbols[text] = fmt.Sprintf("$%d", len(w.symbols)+1)
	}
	return w.symbols[text]
}

func (w *walker) problem(text string, at *ast.Location) {
	if w.problems[text] == nil {
		w.problems[text] = at
	}
}

// scope is one body being walked. What a nested body (not, comprehension, every, or) learns of variables holds inside it alone.
type scope struct {
	w        *walker
	id       string
	env      map[ast.Var]*value
	alias    map[string]string
	at       *ast.Expr
	binder   map[ast.Var]*ast.Expr
	how      how
	out      *effect
	printed  map[ast.Var]bool
	recorded bool
}

func (w *walker) scope(id string) *scope {
	return &scope{
		w: w, id: id, env: map[ast.Var]*value{}, alias: map[string]string{}, binder: map[ast.Var]*ast.Expr{}, out: newEffect(),
		printed: map[ast.Var]bool{},
	}
}

func (s *scope) nested(more how) *scope {
	n := *s
	n.env, n.alias, n.binder = copied(s.env), copied(s.alias), copied(s.binder)
	n.how |= more
	return &n
}

func copied[K comparable, V any](m map[K]V) map[K]V {
	out := make(map[K]V, len(m))
	for k, v := range m {
		out[k] = v
	}
	return out
}

// resolve follows aliases: two symbols that one variable was bound to are one key.
func (s *scope) resolve(sym string) string {
	for range 64 {
		next, ok := s.alias[sym]
		if !ok {
			return sym
		}
		sym = next
	}
	return sym
}

func (s *scope) read(p path, more how) {
	if !s.recorded {
		return
	}
	if p == "" {
		// The whole of input: no place that could be named.
		if more == 0 {
			return
		}
		p = p.step(anyKey)
	}
	s.out.reads[read{p.rename(s.resolve), s.how | more}] = true
}

func (s *scope) comparing(p path, kind string) {
	if s.recorded {
		s.out.compares[compare{p.rename(s.resolve), kind}] = true
	}
}

// absorb takes over what another rule reads.
func (s *scope) absorb(e *effect, symbols func(string) string, more how) {
	if !s.recorded {
		return
	}
	s.out.reads.merge(e.reads, func(k string) string { return s.resolve(symbols(k)) }, s.how|more)
	for c := range e.compares {
		s.out.compares[compare{c.path.rename(symbols), c.kind}] = true
	}
}

// body walks twice: the first time to learn what variables stand for, the second time to record what is read.
func (s *scope) body(b ast.Body) {
	for _, e := range b {
		if t, ok := e.Terms.([]*ast.Term); ok && t[0].Value.String() == "internal.template_string" {
			for _, part := range elements(t[1]) {
				if name, ok := part.Value.(ast.Var); ok {
					s.printed[name] = true
				}
			}
		}
	}
	if s.recorded {
		s.recorded = false
		for _, e := range b {
			s.expr(e)
		}
		s.recorded = true
	}
	for _, e := range b {
		s.expr(e)
	}
}

func (s *scope) expr(e *ast.Expr) {
	if len(e.With) > 0 {
		s.w.problem("uses the keyword with, which would judge other facts than the snapshot's", e.Location)
	}
	s.at = e
	c := s
	if e.Negated {
		c = s.nested(howNot)
	}
	switch t := e.Terms.(type) {
	case *ast.Term:
		c.whole(c.term(t))
	case *ast.Every:
		c.every(t)
	case *ast.Not:
		c.nested(howNot).body(t.Body)
	case *ast.LogicalAnd:
		c.nested(0).body(t.Lhs)
		c.nested(0).body(t.Rhs)
	case *ast.LogicalOr:
		c.nested(0).body(t.Lhs)
		c.nested(0).body(t.Rhs)
	case []*ast.Term:
		op := t[0].Value.String()
		if (op == "eq" || op == "assign") && len(t) == 3 {
			c.unify(t[1], t[2])
			return
		}
		c.call(t)
	case *ast.SomeDecl:
	default:
		s.w.problem("has an expression that its evidence can't be told of: "+e.String(), e.Location)
	}
}

func (s *scope) every(t *ast.Every) {
	inner := s.nested(howEvery)
	domain := inner.whole(inner.term(t.Domain))
	if t.Key != nil {
		if name, ok := t.Key.Value.(ast.Var); ok {
			inner.bindLocalKey(domain, name)
		}
	}
	if name, ok := t.Value.Value.(ast.Var); ok {
		item := inner.descend(domain, []string{anyKey})
		for p := range item.paths {
			inner.read(p, 0)
		}
		inner.env[name] = item
	}
	inner.body(t.Body)
}
