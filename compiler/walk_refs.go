package main

import (
	"github.com/open-policy-agent/opa/v1/ast"
)

// pathLimit bounds how many places one step may fan out to; beyond it a step is any key.
const pathLimit = 4096

// descend takes one step into a value.
func (s *scope) descend(v *value, keys []string) *value {
	if len(v.paths)*len(keys) > pathLimit {
		keys = []string{anyKey}
	}
	out := newValue()
	out.other = v.other
	for p := range v.paths {
		for _, k := range keys {
			out.paths[p.step(k)] = true
		}
	}
	for _, k := range keys {
		if k[0] == '=' && (v.fields[k[1:]] != nil || v.fields[anyKey] != nil) {
			out.join(v.fields[k[1:]])
			out.join(v.fields[anyKey])
			continue
		}
		for name, f := range v.fields {
			if name != keyField {
				out.join(f)
			}
		}
	}
	return out
}

// steps takes the rest of a reference, reading every place on the way.
func (s *scope) steps(v *value, rest []*ast.Term) *value {
	for i, t := range rest {
		if len(v.partials) > 0 {
			plain := newValue()
			plain.join(v)
			plain.partials = map[*group]bool{}
			out := newValue()
			for g := range v.partials {
				out.join(s.partial(g, rest[i:], g.name))
			}
			if !plain.empty() {
				out.join(s.steps(plain, rest[i:]))
			}
			return out
		}
		if name, ok := t.Value.(ast.Var); ok {
			s.bindLocalKey(v, name)
		}
		if len(v.fields) > 0 {
			// A key that is looked up in what the rule built is compared with its names.
			s.readWhole(v.fields[keyField], howWhole)
		}
		v = s.descend(v, s.key(t))
		for p := range v.paths {
			s.read(p, 0)
		}
	}
	return v
}

func (w *walker) group(ref ast.Ref) *group {
	name := ref.String()
	if g := w.groups[name]; g != nil {
		return g
	}
	rules := w.compiler.GetRulesExact(ref)
	if len(rules) == 0 {
		return nil
	}
	g := &group{name, rules}
	w.groups[name] = g
	return g
}

// groupOf finds the rules that a reference names, and how many of its terms do.
func (w *walker) groupOf(r ast.Ref) (*group, int) {
	var found *group
	at := 0
	for n := 2; n <= len(r) && len(r[:n].ConstantPrefix()) == n; n++ {
		g := w.group(r[:n])
		if g == nil {
			continue
		}
		if found != nil {
			w.problem("reads a rule whose name lies inside another rule's: "+r.String(), r[0].Location)
		}
		found, at = g, n
	}
	if found == nil {
		if len(w.compiler.GetRulesWithPrefix(r.ConstantPrefix())) > 0 {
			w.problem("reads data by a computed name: "+r.String(), r[0].Location)
		} else {
			w.problem("reads data that there is not: "+r.String(), r[0].Location)
		}
	} else if len(w.compiler.GetRulesWithPrefix(r[:at])) > len(found.rules) {
		w.problem("reads a rule with other rules' names inside it: "+r.String(), r[0].Location)
	}
	return found, at
}

func (s *scope) ref(r ast.Ref) *value {
	head, ok := r[0].Value.(ast.Var)
	switch {
	case !ok:
		return s.steps(s.whole(s.term(r[0])), r[1:])
	case head.Equal(ast.InputRootDocument.Value):
		v := newValue()
		v.paths[""] = true
		return s.steps(v, r[1:])
	case head.Equal(ast.DefaultRootDocument.Value):
		return s.document(r)
	}
	v := s.env[head]
	if v == nil {
		v = anything()
	}
	return s.steps(v, r[1:])
}

// document follows a reference to other rules.
func (s *scope) document(r ast.Ref) *value {
	g, at := s.w.groupOf(r)
	if g == nil || len(g.rules[0].Head.Args) > 0 {
		return anything()
	}
	complete, partial := newValue(), false
	for _, rule := range g.rules {
		if len(keyTerms(rule)) > 0 {
			partial = true
			continue
		}
		more := how(0)
		if !rule.Default && hasDefault(g.rules) {
			more = howDefault
		}
		e := s.w.rule(rule, nil)
		symbols := func(k string) string { return s.w.symbol(s.id + "|" + r[:at].String() + "|" + k) }
		s.absorb(e, symbols, more)
		complete.join(e.value.rename(symbols))
	}
	if partial {
		complete.partials[g] = true
	}
	return s.steps(complete, r[at:])
}

func hasDefault(rules []*ast.Rule) bool {
	for _, r := range rules {
		if r.Default {
			return true
		}
	}
	return false
}
