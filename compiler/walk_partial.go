package main

import "github.com/open-policy-agent/opa/v1/ast"

// partial follows a reference into a partial rule. The rule's own variable for a key is the caller's key: whatever the rule reads
// for a name, it reads for the name that the caller asks for. Asking for less than all keys gives a collection, which leans on
// absence as a whole.
func (s *scope) partial(g *group, rest []*ast.Term, site string) *value {
	given := make([]string, len(rest))
	free := make([]bool, len(rest))
	for i, t := range rest {
		name, isVar := t.Value.(ast.Var)
		if old := s.env[name]; isVar && (old == nil || old.empty() || (s.binder[name] != nil && s.binder[name] == s.at)) {
			if free[i] = true; !name.IsWildcard() {
				given[i] = s.resolve(s.own(name))
			}
		} else if ks := s.key(t); len(ks) == 1 && ks[0] != anyKey {
			given[i] = ks[0]
		}
		site += "|" + t.String()
	}
	out := newValue()
	names := make([]*value, len(rest))
	for _, r := range g.rules {
		e := s.w.rule(r, nil)
		if len(e.keys) == 0 {
			continue
		}
		taken := min(len(e.keys), len(rest))
		mapped := map[string]string{}
		for i := range taken {
			if k := e.keys[i].onlyKey(); k != "" && given[i] != "" && mapped[k] == "" {
				mapped[k] = given[i]
			}
		}
		symbols := func(k string) string {
			if to := mapped[k]; to != "" {
				return to
			}
			return s.w.symbol(s.id + "|" + site + "|" + k)
		}
		more := how(0)
		if taken < len(e.keys) {
			more = howAggregate
		}
		s.absorb(e, symbols, more)
		for i := range taken {
			key := e.keys[i].rename(symbols)
			if !free[i] {
				s.readWhole(key, howWhole)
			}
			if names[i] == nil {
				names[i] = newValue()
			}
			names[i].join(key)
		}
		out.join(s.steps(shape(r, e, taken).rename(symbols), rest[taken:]))
	}
	for i, t := range rest {
		name, isVar := t.Value.(ast.Var)
		if !isVar || !free[i] || name.IsWildcard() || names[i] == nil {
			continue
		}
		v := names[i]
		if v.simple() && len(v.keys) > 0 {
			// Some rules give constants: the variable's own symbol stands for all.
			v = symbol(given[i])
		}
		s.binder[name] = s.at
		if s.env[name] == nil || s.env[name].empty() {
			s.env[name] = v
		}
	}
	return out
}

// shape is what is left of a partial rule when some of its keys are given.
func shape(r *ast.Rule, e *effect, taken int) *value {
	if taken == len(e.keys) {
		return e.value
	}
	out := newValue()
	if r.Head.RuleKind() == ast.MultiValue && taken == len(e.keys)-1 {
		out.field(anyKey).join(e.value)
		return out
	}
	out.field(keyField).join(e.keys[taken])
	out.field(anyKey).join(shape(r, e, taken+1))
	return out
}

// whole looks into partial rules as a whole, wherever in the value they are: everything that they read leans on absence.
func (s *scope) whole(v *value) *value {
	if v == nil || !hasPartials(v) {
		return v
	}
	out := newValue()
	out.join(v)
	out.partials = map[*group]bool{}
	for name, f := range v.fields {
		out.fields[name] = s.whole(f)
	}
	for g := range v.partials {
		for _, r := range g.rules {
			e := s.w.rule(r, nil)
			if len(e.keys) == 0 {
				continue
			}
			away := func(string) string { return anyKey }
			s.absorb(e, away, howAggregate)
			out.join(shape(r, e, 0).rename(away))
		}
	}
	return out
}

func hasPartials(v *value) bool {
	if len(v.partials) > 0 {
		return true
	}
	for _, f := range v.fields {
		if hasPartials(f) {
			return true
		}
	}
	return false
}
