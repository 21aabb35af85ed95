/** What is said where no configuration was found: where it is looked for, and what else can be named. */
export const lookedForWords =
  "Kestra's configuration is looked for in application.yml, Compose files, Kubernetes manifests, values of Kestra's Helm charts and Terraform files; files that define SECRET_ variables are named in kestraSecrets.environmentFiles of .vscode/settings.json.";
