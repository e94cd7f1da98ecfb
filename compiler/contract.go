package main

import (
	"fmt"
	"sort"

	"github.com/open-policy-agent/opa/v1/ast"
)

// Contract says what one control reads: per rule, so that the gate asks a verdict only for what its own rule leaned on.
type Contract struct {
	Package  string         `json:"package"`
	Subject  []SubjectRule  `json:"subject"`
	Result   []ResultRule   `json:"result"`
	Problems []Diagnosis    `json:"problems"`
	Compares []ComparedRead `json:"compares"`
	Sets     []SetRule      `json:"sets"`
}

// SetRule is a partial set of the package, with the places in input that its elements are.
type SetRule struct {
	Name     string     `json:"name"`
	Line     int        `json:"line"`
	Elements [][]string `json:"elements"`
}

// SubjectRule: whom one `subject` rule finds, and what that depends on. "@" in a path is the subject's own name.
type SubjectRule struct {
	Line        int        `json:"line"`
	Names       []string   `json:"names"`
	Collections [][]string `json:"collections"`
	Reads       []Read     `json:"reads"`
}

// ResultRule: one `result` rule. Index is the mark that the compiled rule puts into each of its results. Names are the subjects that
// it names itself; Members says that it may judge others as well, whose names it takes from somewhere.
type ResultRule struct {
	Index    int      `json:"index"`
	Line     int      `json:"line"`
	Names    []string `json:"names"`
	Members  bool     `json:"members"`
	Statuses []string `json:"statuses"`
	Reads    []Read   `json:"reads"`
}

// Read is a path below input; "*" is any key, "@" the subject's name.
type Read struct {
	Path []string `json:"path"`
	How  []string `json:"how"`
}

// ComparedRead is a place that is compared with a constant of a type.
type ComparedRead struct {
	Path []string `json:"path"`
	Type string   `json:"type"`
}

func contract(c *ast.Compiler, pkg string) Contract {
	w := newWalker(c)
	ref := ast.MustParseRef("data." + pkg)
	out := Contract{Package: pkg, Subject: []SubjectRule{}, Result: []ResultRule{}, Problems: []Diagnosis{}, Compares: []ComparedRead{}, Sets: []SetRule{}}
	compared := map[string]ComparedRead{}
	note := func(e *effect, self string) {
		for k := range e.compares {
			r := ComparedRead{plain(k.path, self), k.kind}
			compared[fmt.Sprint(r)] = r
		}
	}
	for _, r := range c.GetRulesExact(ref.Append(ast.StringTerm("subject"))) {
		e := w.rule(r, nil)
		item := e.value
		rule := SubjectRule{Line: r.Location.Row, Names: []string{}, Collections: [][]string{}}
		if r.Head.RuleKind() != ast.MultiValue {
			out.Problems = append(out.Problems, diagnose("zmaudit_shape", "subject must be a set: subject contains name if …", r.Location))
			continue
		}
		self := subjectKey(item)
		if self != "" {
			rule.Collections = collections(e, self)
		}
		judge(e, item)
		for name := range item.consts {
			rule.Names = append(rule.Names, name)
		}
		sort.Strings(rule.Names)
		rule.Reads = flatten(e.reads, self)
		note(e, self)
		out.Subject = append(out.Subject, rule)
	}
	for i, r := range resultRules(c, ref) {
		e := w.rule(r, nil)
		item := e.value
		if r.Head.RuleKind() != ast.MultiValue {
			out.Problems = append(out.Problems, diagnose("zmaudit_shape", "result must be a set: result contains {…} if …", r.Location))
			continue
		}
		self, names, members := "", []string{}, true
		if f := item.fields["subject"]; f != nil && !item.other {
			self, members = subjectKey(f), !f.onlyConsts()
			for name := range f.consts {
				names = append(names, name)
			}
		}
		sort.Strings(names)
		for name, f := range item.fields {
			if name != "message" && name != "notes" && name != "fix" && name != "settle" {
				judge(e, f)
			}
		}
		statuses := []string{}
		if f := item.fields["status"]; f != nil {
			for s := range f.consts {
				statuses = append(statuses, s)
			}
		}
		sort.Strings(statuses)
		note(e, self)
		out.Result = append(out.Result, ResultRule{i, r.Location.Row, names, members, statuses, flatten(e.reads, self)})
	}
	out.Sets = sets(w, pkg)
	for text, at := range w.problems {
		out.Problems = append(out.Problems, diagnose("zmaudit_read", text, at))
	}
	sort.Slice(out.Problems, func(a, b int) bool { return out.Problems[a].less(out.Problems[b]) })
	names := []string{}
	for k := range compared {
		names = append(names, k)
	}
	sort.Strings(names)
	for _, k := range names {
		out.Compares = append(out.Compares, compared[k])
	}
	return out
}

// subjectKey is the symbol of the key that names a subject: a name in a collection, or the place of an account whose name it is.
func subjectKey(v *value) string {
	if k := v.onlyKey(); k != "" {
		return k
	}
	if len(v.paths) != 1 || len(v.consts)+len(v.keys)+len(v.fields)+len(v.partials) > 0 || v.other {
		return ""
	}
	for p := range v.paths {
		if at := p.segments(); len(at) == 3 && at[0] == "=accounts" && at[1][0] == '$' && at[2] == "=name" {
			return at[1]
		}
	}
	return ""
}

// judge says that a text which prints places decides something: who is judged, or how.
func judge(e *effect, v *value) {
	for p := range v.printed {
		e.reads[read{p, howDefault}] = true
	}
	for _, f := range v.fields {
		judge(e, f)
	}
}

func sets(w *walker, pkg string) []SetRule {
	out := []SetRule{}
	for _, m := range w.compiler.Modules {
		if m.Package.Path.String() != "data."+pkg {
			continue
		}
		for _, r := range m.Rules {
			if r.Head.RuleKind() != ast.MultiValue || string(r.Head.Name) == "result" {
				continue
			}
			found := map[string][]string{}
			for p := range w.rule(r, nil).value.paths {
				found[string(p)] = plain(p, "")
			}
			out = append(out, SetRule{r.Head.Reference.String(), r.Location.Row, sorted(found)})
		}
	}
	sort.Slice(out, func(a, b int) bool { return out[a].Line < out[b].Line })
	return out
}

// resultRules are in the order of their place in the file, which is also the order of their marks.
func resultRules(c *ast.Compiler, pkg ast.Ref) []*ast.Rule {
	rules := append([]*ast.Rule{}, c.GetRulesExact(pkg.Append(ast.StringTerm("result")))...)
	sort.SliceStable(rules, func(a, b int) bool { return before(rules[a].Location, rules[b].Location) })
	return rules
}

func before(a, b *ast.Location) bool {
	if a.File != b.File {
		return a.File < b.File
	}
	if a.Row != b.Row {
		return a.Row < b.Row
	}
	return a.Col < b.Col
}
