package main

import (
	"context"

	"github.com/fluxcd/pkg/apis/meta"
	fluxutil "github.com/fluxcd/pkg/chartutil"
	"github.com/go-logr/logr"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/yaml"
)

// What a HelmRelease has of values: the text of spec.values, what spec.valuesFrom names, and the objects of the cluster.
type helmRelease struct {
	Values     string                 `json:"values"`
	ValuesFrom []meta.ValuesReference `json:"valuesFrom"`
	Objects    []clusterObject        `json:"objects"`
}

type clusterObject struct {
	Kind string            `json:"kind"`
	Name string            `json:"name"`
	Data map[string]string `json:"data"`
}

func releaseValues(release helmRelease) (map[string]any, error) {
	values := map[string]any{}
	if err := yaml.Unmarshal([]byte(release.Values), &values); err != nil {
		return nil, err
	}
	cluster := fakeCluster{objects: release.Objects}
	return fluxutil.ChartValuesFromReferences(
		context.Background(), logr.Discard(), cluster, "default", values, release.ValuesFrom...)
}

// A cluster that holds a few objects and can do nothing but give them.
type fakeCluster struct {
	client.Client
	objects []clusterObject
}

func (cluster fakeCluster) Get(_ context.Context, key client.ObjectKey, into client.Object, _ ...client.GetOption) error {
	for _, object := range cluster.objects {
		if object.Name != key.Name {
			continue
		}
		switch found := into.(type) {
		case *corev1.ConfigMap:
			if object.Kind == "ConfigMap" {
				found.Data = object.Data
				return nil
			}
		case *corev1.Secret:
			if object.Kind == "Secret" {
				found.Data = map[string][]byte{}
				for name, value := range object.Data {
					found.Data[name] = []byte(value)
				}
				return nil
			}
		}
	}
	return apierrors.NewNotFound(schema.GroupResource{Resource: "objects"}, key.Name)
}
