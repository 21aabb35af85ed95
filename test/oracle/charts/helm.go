package main

import (
	"sort"
	"strings"

	fluxutil "github.com/fluxcd/pkg/chartutil"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
	"helm.sh/helm/v3/pkg/strvals"
	"sigs.k8s.io/yaml"
)

// The values that a command gives to Helm, in Helm's order: files, then all of --set, then all of --set-string.
// Helm's own function is in a package that brings all registries along, so Flux's merging stands for Helm's.
func givenValues(files, sets, setStrings []string) (map[string]any, error) {
	base := map[string]any{}
	for _, text := range files {
		own := map[string]any{}
		if err := yaml.Unmarshal([]byte(text), &own); err != nil {
			return nil, err
		}
		base = fluxutil.MergeMaps(base, own)
	}
	for _, set := range sets {
		if err := strvals.ParseInto(set, base); err != nil {
			return nil, err
		}
	}
	for _, set := range setStrings {
		if err := strvals.ParseIntoString(set, base); err != nil {
			return nil, err
		}
	}
	return base, nil
}

func render(files map[string]string, values map[string]any) ([]map[string]any, error) {
	buffered := make([]*loader.BufferedFile, 0, len(files))
	for name, text := range files {
		buffered = append(buffered, &loader.BufferedFile{Name: name, Data: []byte(text)})
	}
	loaded, err := loader.LoadFiles(buffered)
	if err != nil {
		return nil, err
	}
	if err := chartutil.ProcessDependenciesWithMerge(loaded, values); err != nil {
		return nil, err
	}
	options := chartutil.ReleaseOptions{Name: "flows", Namespace: "default", IsInstall: true, Revision: 1}
	all, err := chartutil.ToRenderValues(loaded, values, options, chartutil.DefaultCapabilities)
	if err != nil {
		return nil, err
	}
	rendered, err := engine.Render(loaded, all)
	if err != nil {
		return nil, err
	}
	return objectsIn(rendered)
}

func objectsIn(rendered map[string]string) ([]map[string]any, error) {
	names := make([]string, 0, len(rendered))
	for name := range rendered {
		names = append(names, name)
	}
	sort.Strings(names)
	var objects []map[string]any
	for _, name := range names {
		if strings.TrimSpace(rendered[name]) == "" {
			continue
		}
		var object map[string]any
		if err := yaml.Unmarshal([]byte(rendered[name]), &object); err != nil {
			return nil, err
		}
		objects = append(objects, object)
	}
	return objects, nil
}
