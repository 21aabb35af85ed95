type Files = Readonly<Record<string, string>>;

const version = '1.0.54';

/**
 * A chart called as Kestra's, which hands its values on as that of 1.x does: the configuration into a file, the variables of
 * all and of one into an environment.
 */
export const tinyChart: Files = {
  'Chart.yaml': `apiVersion: v2\nname: kestra\nversion: ${version}\n`,
  'templates/configuration.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
data:
  _default.yml: |-
    {{- toYaml ((.Values.configurations).application | default dict) | nindent 4 }}
`,
  'templates/server.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  template:
    spec:
      containers:
        - name: standalone
          env:
            - name: MICRONAUT_CONFIG_FILES
              value: /app/confs/_default.yml
            {{- with (.Values.common).extraEnv }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
            {{- with ((.Values.deployments).standalone).extraEnv }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
`,
};

/** A chart that has the one above below it, under the name `alias`. */
export function umbrellaOf(alias: string): Files {
  const inner = Object.entries(tinyChart).map(([name, text]) => [`charts/kestra/${name}`, text] as const);
  return { 'Chart.yaml': umbrellaText(alias), ...Object.fromEntries(inner) };
}

function umbrellaText(alias: string): string {
  const named = alias === 'kestra' ? '' : `, alias: ${alias}`;
  return `apiVersion: v2\nname: orchard\nversion: 1.0.0\ndependencies: [{name: kestra, version: ${version}, repository: "https://charts.invented.example"${named}}]\n`;
}
