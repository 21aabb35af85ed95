import type { Generation } from '../../src/flow/places/types.ts';

/** A judge that Maven and a JDK build: a folder of Java beside this file, with a `pom.xml` that names what it needs. */
export interface JavaJudge {
  /** What CI names it by in REQUIRE_ORACLE. */
  readonly name: string;
  /** How it is called in a sentence. */
  readonly title: string;
  /** The folder of its sources, below this one. */
  readonly folder: string;
  readonly mainClass: string;
  /** A property of its `pom.xml` that says which release is asked, and that release. */
  readonly release?: { readonly property: string; readonly value: string };
}

/** What evaluates one expression. */
export const renderer: JavaJudge = {
  name: 'renderer',
  title: "Kestra's own renderer",
  folder: 'kestra',
  mainClass: 'Judge',
};

/** What saves and runs whole flows, in both generations that this project knows. */
export const engines: Readonly<Record<Generation, JavaJudge>> = {
  '2.0': engineOf('2.0.0'),
  '1.3': engineOf('1.3.31'),
};

function engineOf(version: string): JavaJudge {
  return {
    name: `engine-${version}`,
    title: `Kestra's own engine ${version}`,
    folder: 'engine',
    mainClass: 'FlowJudge',
    release: { property: 'kestra.version', value: version },
  };
}

/** What reads Kestra's configuration: files, variables and placeholders. */
export const micronaut: JavaJudge = {
  name: 'micronaut',
  title: "Micronaut's own reader of configurations",
  folder: 'micronaut',
  mainClass: 'Judge',
};

/** All of them, in the order in which CI prepares them. */
export const judges: readonly JavaJudge[] = [renderer, micronaut, engines['2.0'], engines['1.3']];

/** A judge that Go builds: a folder of Go beside this file, with a `go.mod` that names what it needs. */
export type GoJudge = Pick<JavaJudge, 'name' | 'title' | 'folder'>;

/** What reads a compose project. */
export const compose: GoJudge = { name: 'compose', title: "Docker Compose's own loader", folder: 'compose' };

/** What puts values of a chart together and renders it: Helm, and Flux, which has Helm do it. */
export const charts: GoJudge = { name: 'charts', title: "Helm's and Flux's own libraries", folder: 'charts' };

/** What builds the manifests of a Kustomization. */
export const kustomize: GoJudge = {
  name: 'kustomize',
  title: "Kustomize's own library",
  folder: 'kustomize',
};

/** What reads Terraform's language. */
export const terraform: GoJudge = { name: 'terraform', title: "HCL's own parser", folder: 'terraform' };

/** All of them, in the order in which CI prepares them. */
export const goJudges: readonly GoJudge[] = [compose, charts, kustomize, terraform];
