package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sort"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/compile"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"
	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/open-policy-agent/opa/v1/topdown/builtins"
	"github.com/open-policy-agent/opa/v1/util"
)

func sortRules(rules []*ast.Rule) []*ast.Rule {
	sort.SliceStable(rules, func(a, b int) bool { return before(rules[a].Location, rules[b].Location) })
	return rules
}

// check compiles strictly, with OPA's type check against the schema, and gives the contract of each package asked for.
func check(r request) (any, error) {
	c, err := r.compile()
	if err != nil {
		return nil, err
	}
	out := []Contract{}
	for _, p := range r.Packages {
		out = append(out, contract(c, p))
	}
	return map[string]any{"contracts": out}, nil
}

// annotations lists what each package's METADATA says.
func annotations(r request) (any, error) {
	modules, err := r.parse()
	if err != nil {
		return nil, err
	}
	out := []any{}
	names := []string{}
	for name := range modules {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		m := modules[name]
		item := map[string]any{"file": name, "package": strings.TrimPrefix(m.Package.Path.String(), "data."), "row": m.Package.Location.Row}
		for _, a := range m.Annotations {
			if a.Scope == "package" {
				related := []any{}
				for _, link := range a.RelatedResources {
					related = append(related, map[string]any{"ref": link.Ref.String(), "description": link.Description})
				}
				item["annotation"] = map[string]any{
					"title": a.Title, "description": a.Description, "related_resources": related, "custom": a.Custom, "row": a.Location.Row,
				}
			}
		}
		out = append(out, item)
	}
	return map[string]any{"modules": out}, nil
}

// build compiles to a policy module of WebAssembly.
func build(r request) ([]byte, error) {
	modules, err := r.parse()
	if err != nil {
		return nil, err
	}
	caps, err := r.capabilities()
	if err != nil {
		return nil, err
	}
	version := 1
	b := &bundle.Bundle{Data: map[string]any{}}
	b.Manifest.Init()
	b.Manifest.RegoVersion = &version
	names := []string{}
	for name := range modules {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		b.Modules = append(b.Modules, bundle.ModuleFile{URL: name, Path: name, Raw: []byte(r.Modules[name]), Parsed: modules[name]})
	}
	c := compile.New().WithTarget("wasm").WithEntrypoints(r.Entrypoints...).WithBundle(b).WithRegoVersion(ast.RegoV1).WithCapabilities(caps)
	if err := c.Build(context.Background()); err != nil {
		return nil, err
	}
	return c.Bundle().WasmModules[0].Raw, nil
}

// evaluate judges with OPA's own evaluator: the second opinion on what the WebAssembly says. Each entry point has a list of its
// values, one an input.
func evaluate(r request) (any, error) {
	modules, err := r.parse()
	if err != nil {
		return nil, err
	}
	inputs := []any{nil}
	for i, raw := range r.Inputs {
		var input any
		if err := util.UnmarshalJSON(raw, &input); err != nil {
			return nil, err
		}
		if i == 0 {
			inputs = []any{}
		}
		inputs = append(inputs, input)
	}
	values, traces := map[string]any{}, map[string]any{}
	for _, entrypoint := range r.Entrypoints {
		options := []func(*rego.Rego){rego.SetRegoVersion(ast.RegoV1), rego.Query("data." + strings.ReplaceAll(entrypoint, "/", "."))}
		for _, m := range modules {
			options = append(options, rego.ParsedModule(m.Copy()))
		}
		ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
		defer cancel()
		prepared, err := rego.New(options...).PrepareForEval(ctx)
		if err != nil {
			return nil, err
		}
		list, texts := []any{}, []string{}
		for _, input := range inputs {
			tracer := topdown.NewBufferTracer()
			run := []rego.EvalOption{rego.EvalInput(input)}
			if r.Trace {
				run = append(run, rego.EvalQueryTracer(tracer))
			}
			rs, err := prepared.Eval(ctx, run...)
			if err != nil {
				return nil, err
			}
			var value any
			if len(rs) == 1 && len(rs[0].Expressions) == 1 {
				value = rs[0].Expressions[0].Value
			}
			list = append(list, value)
			if r.Trace {
				var text bytes.Buffer
				topdown.PrettyTraceWithLocation(&text, *tracer)
				texts = append(texts, text.String())
			}
		}
		values[entrypoint], traces[entrypoint] = list, texts
	}
	return map[string]any{"values": values, "traces": traces}, nil
}

// runTests runs OPA's test rules.
func runTests(r request) (any, error) {
	modules, err := r.parse()
	if err != nil {
		return nil, err
	}
	store := inmem.New()
	ctx := context.Background()
	txn, err := store.NewTransaction(ctx)
	if err != nil {
		return nil, err
	}
	defer store.Abort(ctx, txn)
	runner := tester.NewRunner().SetDefaultRegoVersion(ast.RegoV1).SetStore(store).SetModules(modules).CapturePrintOutput(true).SetTimeout(30 * time.Second)
	results, err := runner.RunTests(ctx, txn)
	if err != nil {
		return nil, err
	}
	out := []any{}
	for t := range results {
		item := map[string]any{"package": strings.TrimPrefix(t.Package, "data."), "name": t.Name, "fail": t.Fail, "skip": t.Skip, "output": string(t.Output)}
		if t.Location != nil {
			item["file"], item["row"] = t.Location.File, t.Location.Row
		}
		if t.Error != nil {
			item["error"] = t.Error.Error()
		}
		out = append(out, item)
	}
	return map[string]any{"tests": out}, nil
}

// call answers one built-in. Arguments and answer are Rego text, so that sets and large numbers survive.
func call(name, arguments string) (string, error) {
	if why := denied[name]; why != "" {
		return "", fmt.Errorf("the built-in %s is not available to a policy: %s", name, why)
	}
	f := topdown.GetBuiltin(name)
	if f == nil || strings.HasPrefix(name, "internal.") {
		return "", fmt.Errorf("there is no built-in %s", name)
	}
	list, err := ast.ParseTerm(arguments)
	if err != nil {
		return "", err
	}
	array, ok := list.Value.(*ast.Array)
	if !ok {
		return "", errors.New("arguments are no array")
	}
	operands := []*ast.Term{}
	array.Foreach(func(t *ast.Term) { operands = append(operands, t) })
	bctx := topdown.BuiltinContext{Context: context.Background(), Time: ast.NumberTerm(json.Number("0")), Cache: builtins.Cache{}, Capabilities: ast.CapabilitiesForThisVersion()}
	var answer bytes.Buffer
	err = f(bctx, operands, func(t *ast.Term) error {
		answer.Reset()
		return writeValue(&answer, t.Value)
	})
	return answer.String(), err
}
