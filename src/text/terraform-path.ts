/** Whether a file is by its name of Terraform's own language, or OpenTofu's, which is the same. */
export function isTerraformPath(path: string): boolean {
  return /\.(?:tf|tofu)$/i.test(path);
}

/** Whether it is the same as JSON (Terraform: JSON configuration syntax). */
export function isTerraformJson(path: string): boolean {
  return /\.(?:tf|tofu)\.json$/i.test(path);
}
