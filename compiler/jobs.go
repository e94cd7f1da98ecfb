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
	"github.com/open-policy-agent/opa/v1/topdown/print"
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

// evaluate judges with OPA's own evaluator: the second opinion on what the WebAssembly says.
func evaluate(r request) (any, error) {
	modules, err := r.parse()
	if err != nil {
		return nil, err
	}
	options := []func(*rego.Rego){rego.SetRegoVersion(ast.RegoV1), rego.StrictBuiltinErrors(false)}
	for name, m := range modules {
		options = append(options, rego.ParsedModule(copyModule(name, m)))
	}
	var input any
	if len(r.Input) > 0 {
		if err := util.UnmarshalJSON(r.Input, &input); err != nil {
			return nil, err
		}
		options = append(options, rego.Input(input))
	}
	out := map[string]any{}
	queries := r.Entrypoints
	if r.Query != "" {
		queries = []string{r.Query}
	}
	for _, entrypoint := range queries {
		query := entrypoint
		if r.Query == "" {
			query = "data." + strings.ReplaceAll(entrypoint, "/", ".")
		}
		tracer := topdown.NewBufferTracer()
		run := append(append([]func(*rego.Rego){}, options...), rego.Query(query))
		if r.Trace {
			run = append(run, rego.QueryTracer(tracer))
		}
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		rs, err := rego.New(run...).Eval(ctx)
		cancel()
		if err != nil {
			return nil, err
		}
		values := []any{}
		for _, result := range rs {
			for _, e := range result.Expressions {
				values = append(values, e.Value)
			}
		}
		out[entrypoint] = values
		if r.Trace {
			var text bytes.Buffer
			topdown.PrettyTraceWithLocation(&text, *tracer)
			out[entrypoint+"#trace"] = text.String()
		}
	}
	return out, nil
}

func copyModule(_ string, m *ast.Module) *ast.Module { return m.Copy() }

type printer struct{ lines *[]string }

func (p printer) Print(_ print.Context, text string) error {
	*p.lines = append(*p.lines, text)
	return nil
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

// forwardable are the built-ins that WebAssembly lacks and OPA's Go may answer: pure functions only. Nothing here knows the time,
// randomness, the network, the environment or the runtime.
func forwardable(name string) bool {
	for _, prefix := range []string{"time.now_ns", "rand.", "uuid.", "http.", "net.lookup", "opa.", "io.", "providers.", "trace", "internal.", "rego.", "print"} {
		if strings.HasPrefix(name, prefix) {
			return false
		}
	}
	return true
}

// call answers one built-in. Arguments and answer are Rego text, so that sets and large numbers survive.
func call(name, arguments string) (string, error) {
	if !forwardable(name) {
		return "", fmt.Errorf("the built-in %s is not available to a policy", name)
	}
	f := topdown.GetBuiltin(name)
	if f == nil {
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
	answer := ""
	err = f(bctx, operands, func(t *ast.Term) error {
		answer = t.Value.String()
		return nil
	})
	return answer, err
}
